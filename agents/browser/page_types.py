"""What kind of page it is: pure rules over its address, headings, forms and collections."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

from agents.browser.words import has_word, purpose_of, tokens
from agents.domain.base import Model
from agents.domain.page import Collection, FieldMeaning, Form, Heading, Purpose


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_PATH_TYPES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cart", _words("cart basket warenkorb panier carrito carrello winkelwagen carrinho")),
    ("checkout", _words("checkout kasse commande pedido cassa afrekenen payment")),
    ("admin", _words("admin administration backoffice verwaltung beheer manage console")),
    ("profile", _words("profile account settings profil konto compte perfil cuenta profilo")),
    (
        "dashboard",
        (*_words("dashboard cockpit pulpit cruscotto tablero panel"), "tableau de bord", "panel de control"),
    ),
    ("search", _words("search suche recherche buscar ricerca zoeken pesquisa")),
)
_FORM_TYPES: dict[Purpose, str] = {
    Purpose.SIGN_IN: "sign-in",
    Purpose.SIGN_UP: "sign-up",
    Purpose.CHECKOUT: "checkout",
    Purpose.PAYMENT: "checkout",
}
_ERROR_WORDS = (
    *_words("forbidden introuvable unauthorized"),
    *(
        "service unavailable",
        "under maintenance",
        "down for maintenance",
        "wartungsarbeiten",
        "en maintenance",
    ),
    *("en mantenimiento", "in manutenzione", "in onderhoud", "em manutencao", "oops", "oups"),
    *("not found", "page not found", "server error", "access denied", "permission denied", "no permission"),
    *(
        "something went wrong",
        "went wrong",
        "an error occurred",
        "error occurred",
        "bad gateway",
        "page unavailable",
    ),
    *("nicht gefunden", "zugriff verweigert", "ist ein fehler aufgetreten", "fehler aufgetreten"),
    *("acces refuse", "acces interdit", "une erreur est survenue", "erreur est survenue"),
    *("no encontrad*", "acceso denegado", "ha ocurrido un error", "algo salio mal"),
    *("non trovata", "accesso negato", "verificato un errore", "qualcosa e andato storto"),
    *("niet gevonden", "toegang geweigerd", "er is iets misgegaan", "er ging iets mis"),
    *("nao encontrada", "acesso negado", "algo deu errado", "ocorreu um erro"),
    *("hittades inte", "atkomst nekad", "nagot gick fel", "nie znaleziono", "brak dostepu", "wystapil blad"),
    *("не найден*", "доступ запрещен", "произошла ошибка", "bulunamadi", "erisim engellendi"),
)
_ERROR_PARTS = (
    "見つかりません",
    "拒否され",
    "権限がありません",
    "エラー",
    "找不到",
    "不存在",
    "禁止访问",
    "没有权限",
    "찾을 수 없",
    "오류",
)
"""Of scripts that do not part their words."""
_CODE = re.compile(
    r"\b(?:error|fehler|erreur|errore|fout|erro|http)?\s*(40[0-9]|410|429|50[0-4])\b", re.IGNORECASE
)
_ERRORS = _words("error fehler erreur errore fout erro fel blad")
_CODE_ALONE = 2
_FEW_WORDS = 5
_WRITES = frozenset(
    (Purpose.CONTACT, Purpose.CREATE, Purpose.EDIT, Purpose.SAVE, Purpose.PROFILE, Purpose.SUBMIT)
)
_ASKS_ALONE = frozenset(
    (
        FieldMeaning.EMAIL,
        FieldMeaning.USERNAME,
        FieldMeaning.PHONE,
        FieldMeaning.FILE,
        FieldMeaning.ONE_TIME_CODE,
    )
)
"""What a page may be all about: one such field is a form, one box for a comment is not."""

_VERB_AT_END = re.compile(r"/(?:view|show|details?|overview|summary)/?$")
_DATE_AT_END = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2}){0,2}/?$")
_ID = re.compile(r"\d+|[0-9a-f]{8,}[0-9a-f-]*|(?P<kind>[A-Za-z]{1,6})[-_]?\d+(?:[-_]\d+)*")
_NUMBERED = frozenset(("page", "step", "part", "week", "day", "v", "p", "level", "top", "chap"))
"""What is counted rather than identified: `step-2`."""
_SLUG_AT_END = re.compile(r"/[\w.]+/[\w]+(?:-[\w]+)+/?$")
_SCRIPT_AT_END = re.compile(r"\.(?:php|aspx?|jsp|do|cgi|pl|cfm)$")
_NUMBERING = frozenset(("p", "page", "start", "offset", "limit", "size", "per_page", "year", "month"))


class TypeReading(Model):
    """The kind of a page, and which kind of evidence says so."""

    type: str
    evidence: str


def page_type(
    url: str,
    title: str,
    headings: Sequence[Heading],
    forms: Sequence[Form],
    collections: Sequence[Collection],
    *,
    creates: bool = False,
) -> TypeReading:
    """The kind of page: by its error words, its forms, its address, then by what it shows most of.

    One of error, sign-in, sign-up, checkout, cart, admin, profile, search, dashboard, home, detail, list,
    form, content. `creates`: something on it makes a new thing, as lists have it, even empty ones.
    """
    first = headings[0].text if headings else ""
    top = next((heading.text for heading in headings if heading.level == 1), first)
    own = [form for form in forms if not form.dialog]
    by_form = next((_FORM_TYPES[form.purpose] for form in own if form.purpose in _FORM_TYPES), None)
    if by_form is None and (_tells_error(top) or _tells_error(title)):
        return TypeReading(type="error", evidence="words")
    if by_form is not None:
        return TypeReading(type=by_form, evidence="form")
    parts = urlsplit(url)
    place = f"{parts.path} {parts.fragment if parts.fragment.startswith(('/', '!')) else ''}"
    named = _by_words(place, top, own)
    if named is not None:
        return named
    if not tokens(place):
        return TypeReading(type="home", evidence="root")
    return _by_content(url, own, collections, creates=creates)


def _tells_error(text: str) -> bool:
    """By its words; a number alone only where little else is said, since anything may be numbered so."""
    if has_word(text, *_ERROR_WORDS) or any(part in text for part in _ERROR_PARTS):
        return True
    alone = len(tokens(text)) <= _CODE_ALONE or has_word(text, *_ERRORS)
    return alone and _CODE.search(text) is not None


def _by_words(place: str, top: str, forms: Sequence[Form]) -> TypeReading | None:
    segments = [segment for segment in re.split(r"[/\s]", place) if segment]
    for kind, words in _PATH_TYPES:
        if kind in _OF_LAST:
            named = bool(segments) and has_word(segments[-1], *words)
        else:
            named = has_word(place, *words) or any(_says(segment, kind) for segment in segments)
        if named:
            return TypeReading(type=kind, evidence="address")
        short = kind not in _OF_LAST or len(tokens(top)) < _FEW_WORDS
        # A heading that speaks of searching may be the title of what was found out.
        finds = kind != "search" or any(form.purpose is Purpose.SEARCH for form in forms)
        if short and finds and has_word(top, *words):
            return TypeReading(type=kind, evidence="heading")
    if any(_says(segment, "profile") for segment in segments) and any(_is_all_about(form) for form in forms):
        return TypeReading(type="profile", evidence="address and fields")
    return None


_OF_LAST = frozenset(("profile", "dashboard"))
"""What much else stands under, such as the orders of an account: the page itself has to be called so."""

_SAID_BY = {
    "cart": Purpose.CART,
    "checkout": Purpose.CHECKOUT,
    "search": Purpose.SEARCH,
    "profile": Purpose.PROFILE,
}


def _says(segment: str, kind: str) -> bool:
    """Whether a whole part of an address is a word for this, in any of the languages of `words`."""
    reading = purpose_of(segment)
    return reading is not None and reading.confidence == 1.0 and reading.value is _SAID_BY.get(kind)


_COMMENTS = (
    *_words("comment* kommentar* commentaire* comentari* commento commenti reactie* komentarz*"),
    *("reply", "leave a reply", "コメント", "评论", "댓글"),
)


def _by_content(
    url: str, forms: Sequence[Form], collections: Sequence[Collection], *, creates: bool
) -> TypeReading:
    tables = [one for one in collections if one.role != "list"]
    about = [form for form in forms if _is_all_about(form)]
    if any(one.sortable for one in tables):
        return TypeReading(type="list", evidence="sorting")
    if any(_is_comment(form) for form in about):
        return TypeReading(type="detail", evidence="comments")
    if any(len(form.fields) >= _MANY_FIELDS for form in about) and not tables:
        return TypeReading(type="form", evidence="fields")
    if _names_by_path(urlsplit(url).path) or _names_by_query(url):
        return TypeReading(type="detail", evidence="id")
    if any(collection.count > 1 for collection in tables):
        return TypeReading(type="list", evidence="collection")
    if about:
        return TypeReading(type="form", evidence="fields")
    if any(collection.count > 2 for collection in collections):
        return TypeReading(type="list", evidence="items")
    if _SLUG_AT_END.search(urlsplit(url).path):
        return TypeReading(type="detail", evidence="slug")
    if creates and not collections:
        return TypeReading(type="list", evidence="creating")
    return TypeReading(type="content", evidence="nothing")


_MANY_FIELDS = 4


def _names_by_path(path: str) -> bool:
    """Whether an address ends in what identifies one thing."""
    if _DATE_AT_END.search(path):
        return False
    last = _VERB_AT_END.sub("", path).rstrip("/").rpartition("/")[2]
    found = _ID.fullmatch(last)
    return found is not None and (found["kind"] or "").lower() not in _NUMBERED


def _names_by_query(url: str) -> bool:
    """Whether the query of a script names one thing by its number."""
    parts = urlsplit(url)
    asked = [
        name for name, value in parse_qsl(parts.query) if value.isdigit() and name.lower() not in _NUMBERING
    ]
    return bool(_SCRIPT_AT_END.search(parts.path)) and len(asked) == 1


def _is_all_about(form: Form) -> bool:
    if form.purpose not in _WRITES:
        return False
    return len(form.fields) > 1 or any(field.meaning in _ASKS_ALONE for field in form.fields)


def _is_comment(form: Form) -> bool:
    """Whether a form only adds to what a page shows."""
    texts = [field for field in form.fields if field.meaning is FieldMeaning.LONG_TEXT]
    return len(texts) == 1 and any(has_word(text, *_COMMENTS) for text in (form.name, texts[0].label))
