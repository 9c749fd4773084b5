"""What elements and forms are for: pure rules over what was seen, words in the languages of `words`."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qs, urlsplit

from agents.browser.facts import ElementFacts, FormFacts
from agents.browser.words import has_word, purpose_of, tokens
from agents.domain.base import Model
from agents.domain.page import FieldMeaning, Purpose

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


_CROSS = re.compile("[xX\u00d7\u2715\u2716\u2717]")
_PAGE_MARK = re.compile("\\d{1,4}|[\u00ab\u00bb\u2039\u203a<>]{1,2}")
_CONTROLS = frozenset(("textbox", "searchbox", "spinbutton", "slider", "checkbox", "radio", "switch"))
_TICKED = frozenset(("checkbox", "radio", "switch"))
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


class PurposeReading(Model):
    """What an element is for, and which kind of evidence says so."""

    purpose: Purpose
    evidence: str


def element_purpose(facts: ElementFacts, origin: str) -> Purpose:
    """What an element is for. `origin` is the address of the page, to tell links that lead away."""
    return element_reading(facts, origin).purpose


def element_reading(facts: ElementFacts, origin: str) -> PurposeReading:
    """What an element is for, and by what: its `role`, `address`, `words`, `state`, `mark`, or `nothing`."""
    if facts.role == "tab":
        return PurposeReading(purpose=Purpose.TAB, evidence="role")
    if facts.role in _CONTROLS or "editable" in facts.found or facts.role in ("combobox", "listbox"):
        return PurposeReading(purpose=_control_purpose(facts), evidence="control")
    if facts.href is not None and _leads_away(facts.href, origin):
        return PurposeReading(purpose=Purpose.EXTERNAL, evidence="address")
    said, by = _spoken_purpose(facts)
    if facts.sorts and said not in (Purpose.FILTER, Purpose.MENU):
        return PurposeReading(purpose=Purpose.SORT, evidence="state")
    if facts.role == "link" and facts.href is not None:
        return _link_purpose(facts, facts.href, said, by, origin)
    if facts.has_popup and said not in (Purpose.CART, Purpose.PROFILE, Purpose.FILTER, Purpose.SORT):
        return PurposeReading(purpose=Purpose.MENU, evidence="state")
    if facts.expanded is not None and said in _ASKED_ABOUT:
        return PurposeReading(purpose=Purpose.DISCLOSURE, evidence="state")
    if said is not None:
        return PurposeReading(purpose=said, evidence=by)
    return _unspoken_purpose(facts)


_ASKED_ABOUT = frozenset((Purpose.CLOSE, Purpose.PAGING, Purpose.SUBMIT, Purpose.SIGN_UP, Purpose.PAYMENT))
"""What a thing that folds out only asks or tells about: "Can I cancel?"."""

_DOORS = frozenset((Purpose.SIGN_IN, Purpose.SIGN_OUT, Purpose.SIGN_UP, Purpose.CART, Purpose.CHECKOUT))
_SORTING = frozenset(("sort", "sort_by", "sortby", "order", "order_by", "orderby", "ordering"))
_SHOWING = frozenset(("tab", "view", "lang", "locale", "hl", "theme", "page", "p", "action", "mode"))


def _link_purpose(
    facts: ElementFacts, href: str, said: Purpose | None, by: str, origin: str
) -> PurposeReading:
    # "Next steps" may be a heading of the same page.
    if said in _STRONG_LINKS and not (said is Purpose.PAGING and _stays(href, origin)):
        return PurposeReading(purpose=said or Purpose.NAVIGATION, evidence=by)
    if facts.download or _FILE.search(urlsplit(href).path):
        return PurposeReading(purpose=Purpose.OTHER, evidence="file")
    last = urlsplit(href).path.rstrip("/").rpartition("/")[2]
    led = purpose_of(last)
    if led is not None and led.value in _DOORS and led.confidence == 1.0:
        return PurposeReading(purpose=led.value, evidence="address")
    changed = _narrows(href, origin)
    if changed is not None:
        return PurposeReading(purpose=changed, evidence="address")
    return PurposeReading(purpose=Purpose.NAVIGATION, evidence="link")


def _stays(href: str, origin: str) -> bool:
    to, here = urlsplit(href), urlsplit(origin)
    same = (to.netloc, to.path, to.query) == (here.netloc, here.path, here.query)
    return same and bool(to.fragment) and not to.fragment.startswith(("/", "!"))


def _narrows(href: str, origin: str) -> Purpose | None:
    """What a link to the same page does that only changes the question: it orders, or it narrows."""
    to, here = urlsplit(href), urlsplit(origin)
    names = {name.lower() for name in parse_qs(to.query)}
    if to.path != here.path or not names or to.path == "/" or _SCRIPT.search(to.path):
        return None
    if names & _SORTING:
        return Purpose.SORT
    return None if names & _SHOWING else Purpose.FILTER


def _unspoken_purpose(facts: ElementFacts) -> PurposeReading:
    if facts.expanded is not None or facts.tag == "summary":
        return PurposeReading(purpose=Purpose.DISCLOSURE, evidence="state")
    if _CROSS.fullmatch(facts.name):
        return PurposeReading(purpose=Purpose.CLOSE, evidence="mark")
    if _PAGE_MARK.fullmatch(facts.name):
        return PurposeReading(purpose=Purpose.PAGING, evidence="mark")
    submits = facts.input_type == "submit"
    return PurposeReading(purpose=Purpose.SUBMIT if submits else Purpose.OTHER, evidence="nothing")


def _control_purpose(facts: ElementFacts) -> Purpose:
    reading = purpose_of(facts.name) or purpose_of(facts.hint)
    said = reading.value if reading is not None else None
    if facts.role == "searchbox" or facts.input_type == "search":
        return Purpose.SEARCH
    if said is Purpose.SEARCH and facts.role in _TICKED:
        # "Let others find me" is a choice: nothing is sought by ticking it.
        return Purpose.INPUT
    return said if said in (Purpose.SEARCH, Purpose.FILTER, Purpose.SORT) else Purpose.INPUT


_THINGS = frozenset((Purpose.PROFILE, Purpose.CART, Purpose.CONTACT, Purpose.SUBSCRIBE))
"""What a thing is named by, rather than what is done."""


def _alone(word: str) -> Purpose | None:
    reading = purpose_of(word)
    return reading.value if reading is not None else None


def _spoken_purpose(facts: ElementFacts) -> tuple[Purpose | None, str]:
    """By its name if a good part of it speaks; an icon by its hints."""
    reading = purpose_of(facts.name)
    if reading is not None and (reading.confidence * 3 >= 1 or len(reading.phrase.split()) > 1):
        if reading.value in _THINGS and Purpose.DELETE in map(_alone, tokens(facts.name)):
            # "Delete my account" says what is done as well as what it is done to.
            return Purpose.DELETE, "some words"
        return reading.value, "all words" if reading.confidence == 1.0 else "some words"
    if facts.role == "link" and _PAGE_MARK.fullmatch(facts.name):
        return Purpose.PAGING, "mark"
    if tokens(facts.name):
        return None, "nothing"
    hinted = purpose_of(facts.hint)
    return (hinted.value, "hint") if hinted is not None else (None, "nothing")


_FILE = re.compile(r"\.(?:pdf|csv|xlsx?|ods|docx?|pptx?|zip|gz|tar|ics|vcf|epub|apk|dmg|exe)$", re.IGNORECASE)
_SCRIPT = re.compile(r"\.(?:php|aspx?|jsp|do|cgi|pl|cfm)$", re.IGNORECASE)


def _leads_away(href: str, origin: str) -> bool:
    parts = urlsplit(href)
    if parts.scheme in ("http", "https"):
        here = urlsplit(origin)
        return (parts.scheme, parts.netloc) != (here.scheme, here.netloc)
    return parts.scheme in ("mailto", "tel", "sms", "ftp")


class FormReading(Model):
    """What a form is for, and how the witnesses speak of it: `agreeing`, `alone`, `torn` or `silent`."""

    purpose: Purpose
    evidence: str


_WITNESS_PURPOSES = frozenset(Purpose) - {
    Purpose.SUBMIT,
    Purpose.OTHER,
    Purpose.MENU,
    Purpose.CLOSE,
    Purpose.PAGING,
    Purpose.DISCLOSURE,
    Purpose.NAVIGATION,
}


def form_purpose(form: FormFacts, meanings: Sequence[FieldMeaning], submit: str, url: str) -> FormReading:
    """What a form is for. Witnesses: its fields (they decide when they can), submit, name, address.

    A witness is one text or the fields; that they agree is worth more than that one speaks alone.
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
        return FormReading(purpose=Purpose.SUBMIT if form.submits else Purpose.OTHER, evidence="silent")
    # Order of appearance breaks ties, and the fields stand first.
    chosen = by_fields or Counter(witnesses).most_common(1)[0][0]
    agreeing = sum(witness is chosen for witness in witnesses)
    if agreeing < len(witnesses):
        return FormReading(purpose=chosen, evidence="torn")
    return FormReading(purpose=chosen, evidence="agreeing" if agreeing > 1 else "alone")


def _purpose_by_fields(form: FormFacts, meanings: Sequence[FieldMeaning], submit: str) -> Purpose | None:
    kinds = Counter(meanings)
    passwords = kinds[FieldMeaning.PASSWORD] + kinds[FieldMeaning.NEW_PASSWORD]
    spoken = " ".join((form.name, submit, form.id))
    if passwords:
        return _password_purpose(kinds, passwords, _entering(submit, form.name, form.id), spoken)
    if kinds[FieldMeaning.ONE_TIME_CODE] and not set(kinds) - _CODE_FIELDS:
        return Purpose.SIGN_IN
    if kinds[FieldMeaning.CARD_NUMBER]:
        return Purpose.CHECKOUT if kinds[FieldMeaning.ADDRESS] else Purpose.PAYMENT
    searches, choices = kinds[FieldMeaning.SEARCH], kinds[FieldMeaning.CHOICE]
    if searches and searches + choices == len(meanings):
        return Purpose.SEARCH
    if kinds[FieldMeaning.LONG_TEXT] and (kinds[FieldMeaning.EMAIL] or kinds[FieldMeaning.NAME]):
        said = purpose_of(spoken)
        return Purpose.CONTACT if said is None or said.value in (Purpose.CONTACT, Purpose.SUBMIT) else None
    if kinds[FieldMeaning.EMAIL] == 1 and not set(kinds) - _SUBSCRIBER_FIELDS:
        said = purpose_of(submit) or purpose_of(form.name)
        told = said is not None and said.value is Purpose.SUBSCRIBE
        return Purpose.SUBSCRIBE if told or has_word(f"{form.text} {form.id}", *_LETTERS) else None
    if meanings and form.method == "get" and searches + choices + kinds[FieldMeaning.PRICE] == len(meanings):
        return Purpose.FILTER
    return None


_CODE_FIELDS = frozenset((FieldMeaning.ONE_TIME_CODE, FieldMeaning.CONSENT, FieldMeaning.CHOICE))
_SUBSCRIBER_FIELDS = frozenset((FieldMeaning.EMAIL, FieldMeaning.CONSENT, FieldMeaning.NAME))
_LETTERS = ("newsletter*", "mailing list", "nieuwsbrief", "infolettre", "boletin", "nyhetsbrev", "邮件订阅")
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


def _entering(*texts: str) -> Purpose | None:
    """What the first of these texts says that speaks of signing in or up, whatever else it speaks of."""
    readings = (reading.value for reading in map(purpose_of, texts) if reading is not None)
    return next((value for value in readings if value in (Purpose.SIGN_IN, Purpose.SIGN_UP)), None)


def _password_purpose(
    kinds: Counter[FieldMeaning], passwords: int, entering: Purpose | None, spoken: str
) -> Purpose | None:
    if entering is not None:
        return entering if passwords == 1 else Purpose.SIGN_UP
    said = purpose_of(spoken)
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
