"""What elements, fields, forms and pages are for: pure rules over what was seen, words in seven languages."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from agents.browser.facts import ElementFacts, FieldFacts, FormFacts
from agents.browser.words import has_word, meaning_of, purpose_of, tokens
from agents.domain.base import Model
from agents.domain.page import Collection, FieldMeaning, Form, Heading, Purpose

_HANDLERS = frozenset(("listener", "framework", "inline", "delegated", "attribute"))
_SEMANTICS = frozenset(("native", "role", "editable"))


def confidence_of(found_by: Iterable[str]) -> float:
    """How sure it is that a user can act on an element, from the evidence alone.

    Evidence speaks for one of three families: semantics (it says that it is a control: counts four),
    handlers (something reacts: three) and affordance (cursor, hover, tab stop, draggable: one each). Every
    count halves the doubt that is left, so a native control has 1 - 2**-4, one with a handler as well
    1 - 2**-7, a mere cursor boundary one half.
    """
    evidence = set(found_by)
    counts = 4 * bool(evidence & _SEMANTICS) + 3 * bool(evidence & _HANDLERS)
    counts += len(evidence - _SEMANTICS - _HANDLERS)
    return round(1 - 0.5**counts, 4)


_AUTOCOMPLETE: dict[str, FieldMeaning] = {
    "username": FieldMeaning.USERNAME,
    "email": FieldMeaning.EMAIL,
    "current-password": FieldMeaning.PASSWORD,
    "new-password": FieldMeaning.NEW_PASSWORD,
    "one-time-code": FieldMeaning.ONE_TIME_CODE,
    "name": FieldMeaning.NAME,
    "given-name": FieldMeaning.NAME,
    "family-name": FieldMeaning.NAME,
    "additional-name": FieldMeaning.NAME,
    "nickname": FieldMeaning.NAME,
    "organization": FieldMeaning.NAME,
    "tel": FieldMeaning.PHONE,
    "tel-national": FieldMeaning.PHONE,
    "street-address": FieldMeaning.ADDRESS,
    "address-line1": FieldMeaning.ADDRESS,
    "address-line2": FieldMeaning.ADDRESS,
    "address-level2": FieldMeaning.CITY,
    "address-level1": FieldMeaning.TEXT,
    "postal-code": FieldMeaning.POSTCODE,
    "country": FieldMeaning.COUNTRY,
    "country-name": FieldMeaning.COUNTRY,
    "cc-name": FieldMeaning.NAME,
    "cc-number": FieldMeaning.CARD_NUMBER,
    "cc-exp": FieldMeaning.CARD_EXPIRY,
    "cc-exp-month": FieldMeaning.CARD_EXPIRY,
    "cc-exp-year": FieldMeaning.CARD_EXPIRY,
    "cc-csc": FieldMeaning.CARD_CODE,
    "bday": FieldMeaning.DATE,
    "url": FieldMeaning.URL,
}

_TYPES: dict[str, FieldMeaning] = {
    "email": FieldMeaning.EMAIL,
    "tel": FieldMeaning.PHONE,
    "url": FieldMeaning.URL,
    "date": FieldMeaning.DATE,
    "datetime-local": FieldMeaning.DATE,
    "month": FieldMeaning.DATE,
    "week": FieldMeaning.DATE,
    "time": FieldMeaning.TIME,
    "file": FieldMeaning.FILE,
    "search": FieldMeaning.SEARCH,
    "searchbox": FieldMeaning.SEARCH,
}

_CHOICES = frozenset(("radio", "select", "combobox", "listbox", "switch", "checkbox"))
_NUMBERS = frozenset(("number", "range", "spinbutton", "slider"))
_CHOICE_WORDS = frozenset((FieldMeaning.COUNTRY, FieldMeaning.QUANTITY))
_NUMBER_WORDS = frozenset((FieldMeaning.QUANTITY, FieldMeaning.PRICE, FieldMeaning.CARD_CODE))


def field_meaning(field: FieldFacts) -> FieldMeaning:
    """What a field asks for: its autocomplete token, else its type, else the words of label, name, hints."""
    for token in (field.autocomplete or "").lower().split():
        if token in _AUTOCOMPLETE:
            return _AUTOCOMPLETE[token]
    said = _words_of(field)
    if field.type == "password":
        return said if said in (FieldMeaning.NEW_PASSWORD, FieldMeaning.CARD_CODE) else FieldMeaning.PASSWORD
    if field.type in _TYPES:
        return _TYPES[field.type]
    if field.type in ("checkbox", "switch"):
        return FieldMeaning.CONSENT if said is FieldMeaning.CONSENT else FieldMeaning.CHOICE
    if field.type in _CHOICES:
        return said if said in _CHOICE_WORDS else FieldMeaning.CHOICE
    if field.type in _NUMBERS:
        return said if said in _NUMBER_WORDS else FieldMeaning.NUMBER
    if field.type in ("textarea", "contenteditable"):
        return FieldMeaning.ADDRESS if said is FieldMeaning.ADDRESS else FieldMeaning.LONG_TEXT
    if said is FieldMeaning.CONSENT or said is None:
        return FieldMeaning.TEXT
    return said


def _words_of(field: FieldFacts) -> FieldMeaning | None:
    for text in (field.label, field.name or "", field.placeholder, field.id):
        reading = meaning_of(text)
        if reading is not None:
            return reading.value
    return None


_CROSS = re.compile("[xX\u00d7\u2715\u2716\u2717]")
_PAGE_MARK = re.compile("\\d{1,4}|[\u00ab\u00bb\u2039\u203a<>]{1,2}")
_CONTROLS = frozenset(("textbox", "searchbox", "spinbutton", "slider", "checkbox", "radio", "switch"))
_STRONG_LINKS = frozenset(
    (
        Purpose.SIGN_IN,
        Purpose.SIGN_OUT,
        Purpose.SIGN_UP,
        Purpose.CART,
        Purpose.ADD_TO_CART,
        Purpose.CHECKOUT,
        Purpose.PROFILE,
        Purpose.CONTACT,
        Purpose.PAGING,
        Purpose.DELETE,
        Purpose.EDIT,
        Purpose.CREATE,
        Purpose.SORT,
        Purpose.FILTER,
        Purpose.SEARCH,
        Purpose.SUBSCRIBE,
    )
)


def element_purpose(facts: ElementFacts, origin: str) -> Purpose:
    """What an element is for. `origin` is that of the page, to tell links that lead away."""
    if facts.role == "tab":
        return Purpose.TAB
    if facts.role in _CONTROLS or "editable" in facts.found or facts.role in ("combobox", "listbox"):
        return _control_purpose(facts)
    if facts.href is not None and _leads_away(facts.href, origin):
        return Purpose.EXTERNAL
    said = _spoken_purpose(facts)
    if facts.role == "link" and facts.href is not None:
        return said if said in _STRONG_LINKS else Purpose.NAVIGATION
    if facts.has_popup and said not in (Purpose.CART, Purpose.PROFILE, Purpose.FILTER, Purpose.SORT):
        return Purpose.MENU
    if said is not None:
        return said
    if facts.sorts:
        return Purpose.SORT
    if facts.expanded is not None or facts.tag == "summary":
        return Purpose.DISCLOSURE
    if _CROSS.fullmatch(facts.name):
        return Purpose.CLOSE
    if _PAGE_MARK.fullmatch(facts.name):
        return Purpose.PAGING
    return Purpose.SUBMIT if facts.input_type == "submit" else Purpose.OTHER


def _control_purpose(facts: ElementFacts) -> Purpose:
    reading = purpose_of(facts.name) or purpose_of(facts.hint)
    said = reading.value if reading is not None else None
    if facts.role == "searchbox" or facts.input_type == "search":
        return Purpose.SEARCH
    if said in (Purpose.SEARCH, Purpose.FILTER, Purpose.SORT):
        return said
    return Purpose.INPUT


def _spoken_purpose(facts: ElementFacts) -> Purpose | None:
    """By its name if a good part of it speaks; an icon by its hints."""
    reading = purpose_of(facts.name)
    if reading is not None and (reading.confidence * 3 >= 1 or len(reading.phrase.split()) > 1):
        return reading.value
    if facts.role == "link" and _PAGE_MARK.fullmatch(facts.name):
        return Purpose.PAGING
    if tokens(facts.name):
        return None
    hinted = purpose_of(facts.hint)
    return hinted.value if hinted is not None else None


def _leads_away(href: str, origin: str) -> bool:
    parts = urlsplit(href)
    if parts.scheme in ("http", "https"):
        here = urlsplit(origin)
        return (parts.scheme, parts.netloc) != (here.scheme, here.netloc)
    return parts.scheme in ("mailto", "tel", "sms", "ftp")


class FormReading(Model):
    """What a form is for, and the share of the witnesses that say so."""

    purpose: Purpose
    confidence: float


_WITNESS_PURPOSES = frozenset(Purpose) - {
    Purpose.SUBMIT,
    Purpose.OTHER,
    Purpose.MENU,
    Purpose.CLOSE,
    Purpose.PAGING,
    Purpose.DISCLOSURE,
}


def form_purpose(form: FormFacts, meanings: Sequence[FieldMeaning], submit: str, url: str) -> FormReading:
    """What a form is for. Witnesses: its fields (they decide when they can), submit, name, address.

    The confidence is Laplace's: (witnesses that agree + 1) / (witnesses that speak + 2).
    """
    by_fields = _purpose_by_fields(form, meanings, submit)
    texts = (submit, form.name, form.id)
    spoken = [reading.value for reading in map(purpose_of, texts) if reading is not None]
    address = purpose_of(urlsplit(form.action or url).path)
    # In an address, "apply" is what people do with an application, not with changes.
    spoken += [address.value] if address is not None and address.value is not Purpose.SAVE else []
    spoken = [purpose for purpose in spoken if purpose in _WITNESS_PURPOSES]
    # "Save" only says that something is kept; what it is, another witness may know.
    spoken = [purpose for purpose in spoken if purpose is not Purpose.SAVE] or spoken
    witnesses = ([by_fields] if by_fields is not None else []) + spoken
    if not witnesses:
        return FormReading(purpose=Purpose.SUBMIT if form.submits else Purpose.OTHER, confidence=0.5)
    # Order of appearance breaks ties, and the fields stand first.
    chosen = by_fields or Counter(witnesses).most_common(1)[0][0]
    agreeing = sum(witness is chosen for witness in witnesses)
    return FormReading(purpose=chosen, confidence=round((agreeing + 1) / (len(witnesses) + 2), 4))


def _purpose_by_fields(form: FormFacts, meanings: Sequence[FieldMeaning], submit: str) -> Purpose | None:
    kinds = Counter(meanings)
    passwords = kinds[FieldMeaning.PASSWORD] + kinds[FieldMeaning.NEW_PASSWORD]
    spoken = " ".join((form.name, submit, form.id))
    if passwords:
        return _password_purpose(kinds, passwords, spoken)
    if kinds[FieldMeaning.CARD_NUMBER]:
        return Purpose.CHECKOUT if kinds[FieldMeaning.ADDRESS] else Purpose.PAYMENT
    searches, choices = kinds[FieldMeaning.SEARCH], kinds[FieldMeaning.CHOICE]
    if searches and searches + choices == len(meanings):
        return Purpose.SEARCH
    if kinds[FieldMeaning.LONG_TEXT] and (kinds[FieldMeaning.EMAIL] or kinds[FieldMeaning.NAME]):
        said = purpose_of(spoken)
        return Purpose.CONTACT if said is None or said.value in (Purpose.CONTACT, Purpose.SUBMIT) else None
    if kinds[FieldMeaning.EMAIL] == len(meanings) == 1:
        said = purpose_of(submit) or purpose_of(form.name)
        return Purpose.SUBSCRIBE if said is not None and said.value is Purpose.SUBSCRIBE else None
    if meanings and form.method == "get" and searches + choices + kinds[FieldMeaning.PRICE] == len(meanings):
        return Purpose.FILTER
    return None


_SIGN_IN_FIELDS = frozenset(
    (
        FieldMeaning.PASSWORD,
        FieldMeaning.USERNAME,
        FieldMeaning.EMAIL,
        FieldMeaning.PHONE,
        FieldMeaning.ONE_TIME_CODE,
        FieldMeaning.TEXT,
        FieldMeaning.CHOICE,
        FieldMeaning.CONSENT,
    )
)


_KEEPS = frozenset((Purpose.CREATE, Purpose.EDIT, Purpose.SAVE, Purpose.PROFILE))
_FEW = 3


def _password_purpose(kinds: Counter[FieldMeaning], passwords: int, spoken: str) -> Purpose | None:
    said = purpose_of(spoken)
    if said is not None and said.value in (Purpose.SIGN_IN, Purpose.SIGN_UP):
        return said.value if passwords == 1 else Purpose.SIGN_UP
    if kinds[FieldMeaning.PASSWORD] == passwords == 1 and _asks_little(kinds):
        return Purpose.SIGN_IN
    if said is not None and said.value in _KEEPS and passwords < kinds.total():
        # A form that makes or changes an account has a password among much else.
        return None
    if kinds[FieldMeaning.USERNAME] + kinds[FieldMeaning.EMAIL]:
        return Purpose.SIGN_UP
    return Purpose.PROFILE if passwords == kinds.total() else None


def _asks_little(kinds: Counter[FieldMeaning]) -> bool:
    """Whether a form asks who the user is and no more: signing in takes one name and few choices."""
    names = kinds[FieldMeaning.USERNAME] + kinds[FieldMeaning.EMAIL] + kinds[FieldMeaning.PHONE]
    choices = kinds[FieldMeaning.CHOICE] + kinds[FieldMeaning.CONSENT] + kinds[FieldMeaning.TEXT]
    return not set(kinds) - _SIGN_IN_FIELDS and names <= 1 and choices <= _FEW


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_PATH_TYPES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cart", _words("cart basket warenkorb panier carrito carrello winkelwagen carrinho")),
    ("checkout", _words("checkout kasse commande pedido cassa afrekenen payment")),
    ("admin", _words("admin administration backoffice verwaltung beheer manage console")),
    ("profile", _words("profile account settings profil konto compte perfil cuenta profilo")),
    ("search", _words("search suche recherche buscar ricerca zoeken pesquisa")),
)
_FORM_TYPES: dict[Purpose, str] = {
    Purpose.SIGN_IN: "sign-in",
    Purpose.SIGN_UP: "sign-up",
    Purpose.CHECKOUT: "checkout",
    Purpose.PAYMENT: "checkout",
}
_ERROR_WORDS = (
    *_words("404 500 403 forbidden introuvable"),
    *("not found", "server error", "access denied", "nicht gefunden", "no encontrad*", "non trovata"),
    *("niet gevonden", "nao encontrada"),
)
_WRITES = frozenset(
    (Purpose.CONTACT, Purpose.CREATE, Purpose.EDIT, Purpose.SAVE, Purpose.PROFILE, Purpose.SUBMIT)
)


_ID_AT_END = re.compile(r"/(?:\d+|[0-9a-f]{8,}[0-9a-f-]*)/?$")
_SLUG_AT_END = re.compile(r"/[\w.]+/[\w]+(?:-[\w]+)+/?$")


def page_type(
    url: str,
    title: str,
    headings: Sequence[Heading],
    forms: Sequence[Form],
    collections: Sequence[Collection],
) -> str:
    """The kind of page: by its error words, its forms, its address, then by what it shows most of.

    One of error, sign-in, sign-up, checkout, cart, admin, profile, search, home, detail, list, form, content.
    """
    top = next((heading.text for heading in headings if heading.level == 1), "")
    if has_word(top or title, *_ERROR_WORDS):
        return "error"
    purposes = [form.purpose for form in forms if not form.dialog]
    for purpose in purposes:
        if purpose in _FORM_TYPES:
            return _FORM_TYPES[purpose]
    parts = urlsplit(url)
    place = f"{parts.path} {parts.fragment if parts.fragment.startswith(('/', '!')) else ''}"
    for kind, words in _PATH_TYPES:
        if has_word(place, *words) or has_word(top, *words):
            return kind
    if not tokens(place):
        return "home"
    if _ID_AT_END.search(parts.path):
        return "detail"
    if any(collection.count > 1 for collection in collections if collection.role != "list"):
        return "list"
    if any(form.purpose in _WRITES and len(form.fields) > 1 for form in forms if not form.dialog):
        return "form"
    if any(collection.count > 2 for collection in collections):
        return "list"
    return "detail" if _SLUG_AT_END.search(parts.path) else "content"
