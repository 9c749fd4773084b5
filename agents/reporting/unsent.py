"""Forms that were not sent: the crawl never does, so only a test sees what comes after one. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from agents.domain.assertions import HasText, HasUrl
from agents.domain.locator import ByRole
from agents.domain.page import FieldMeaning, Form, NotDone, Page, PageMap, Purpose, State
from agents.domain.scenario import Scenario, ScenarioKind
from agents.domain.spec import TestCase
from agents.domain.target import Safety
from agents.messages import ReportTask

_READING = frozenset((Purpose.SEARCH, Purpose.FILTER, Purpose.SORT, Purpose.PAGING))
_SESSION = frozenset((Purpose.SIGN_IN, Purpose.SIGN_OUT))
_EVERYWHERE = frozenset((Purpose.SUBSCRIBE, Purpose.CONTACT))
_BUTTONS = frozenset(("hidden", "submit", "button", "image", "reset"))
_SENDING = frozenset(
    (
        ScenarioKind.FORM_VALID,
        ScenarioKind.CREATE,
        ScenarioKind.EDIT,
        ScenarioKind.DELETE,
        ScenarioKind.CHECKOUT,
        ScenarioKind.CART_ADD,
        ScenarioKind.CART_CHANGE,
    )
)
"""The kinds of scenario that send a form as it should be."""


_ANSWERED = frozenset((ScenarioKind.FORM_VALID, ScenarioKind.CHECKOUT))
"""The kinds that end with what the application answers, not with a record of their own."""


class _Seen(NamedTuple):
    """A form, where it was seen first, and what scenarios call it wherever it was seen."""

    page: Page
    form: Form
    refs: set[str]


def unsent(task: ReportTask, delivered: Sequence[TestCase]) -> tuple[NotDone, ...]:
    """Each form that was not sent, once; and each whose test comes to a page that was not looked at."""
    if task.page_map is None:
        return ()
    scenarios = task.scenarios.scenarios if task.scenarios else ()
    tests = {test.scenario: test for test in delivered}
    told = ((seen, _why(task, seen, scenarios, tests)) for seen in _forms(task.page_map))
    return tuple(
        NotDone(what=_called(seen), where=urlsplit(seen.page.url).path or "/", reason="not-sent", detail=why)
        for seen, why in told
        if why is not None
    )


def _forms(page_map: PageMap) -> Iterable[_Seen]:
    """The forms that store something, each once however many pages and states show it."""
    found: dict[tuple[object, ...], _Seen] = {}
    for page in page_map.pages:
        for state in page.states:
            for form in (one for one in state.forms if _stores(one, state)):
                place = None if form.purpose in _EVERYWHERE else page.path_pattern
                key = (place, form.purpose, *((one.name, one.label, one.type) for one in form.fields))
                found.setdefault(key, _Seen(page, form, set())).refs.add(f"{state.id}/{form.id}")
    return found.values()


def _stores(form: Form, state: State) -> bool:
    if form.purpose in _READING | _SESSION or form.method in ("get", "dialog") or form.submit is None:
        return False
    framed = {element.id for element in state.elements if element.frame is not None}
    return any(
        field.type not in _BUTTONS
        and field.meaning is not FieldMeaning.QUANTITY
        and field.element not in framed
        for field in form.fields
    )


def _called(seen: _Seen) -> str:
    named = seen.form.name if seen.form.name != seen.form.purpose.value else seen.page.title
    return f"form “{named or seen.page.path_pattern}”"


def _why(
    task: ReportTask, seen: _Seen, scenarios: Iterable[Scenario], tests: dict[str, TestCase]
) -> str | None:
    """Why it was not sent, or where its test comes to; None when it was sent, to what is known."""
    own = [s for s in scenarios if s.kind in _SENDING and any(cite.ref in seen.refs for cite in s.cites)]
    sent = [tests[scenario.id] for scenario in own if scenario.id in tests]
    if sent:
        unknown = next(_unknown(task.page_map, sent), None)
        return f"its test comes to {unknown}, which was not looked at" if unknown else None
    left_out = task.plan.left_out if task.plan else ()
    if own and all(scenario.id in left_out for scenario in own):
        return "its test is beyond the limit of tests"
    if own:
        return "no test of sending it was delivered"
    if any(field.type == "file" and field.required for field in seen.form.fields):
        return "it needs a file, which this version does not give"
    return "" if task.request.safety is Safety.FULL else f"not done with safety {task.request.safety.value}"


def _unknown(page_map: PageMap | None, tests: Iterable[TestCase]) -> Iterator[str]:
    pages = page_map.pages if page_map else ()
    paths = {urlsplit(address).path.rstrip("/") for page in pages for address in (page.url, *page.alike)}
    # One address alone shows no pattern: the next step of a form is no record beside the first.
    counts = Counter(page.path_pattern for page in pages for _ in (page.url, *page.alike))
    patterns = [pattern for pattern, count in counts.items() if count > 1]
    titles = {heading.text for page in pages for state in page.states for heading in state.headings}
    for test in tests:
        if test.kind in _ANSWERED:
            yield from (f"“{text}”" for text in _headings(test) if text not in titles)
        for check in (one for block in test.blocks for one in block.assertions if isinstance(one, HasUrl)):
            seen = any(_is_of(pattern, check.path) for pattern in patterns)
            if not seen and not any(_is_of(check.path.rstrip("/"), path) for path in paths):
                yield check.path


def _headings(test: TestCase) -> Iterator[str]:
    """The headings that a test says to be there: the address may stay what it was, or change each time."""
    for check in (one for block in test.blocks for one in block.assertions if isinstance(one, HasText)):
        part = check.on.chain[-1]
        if isinstance(part, ByRole) and part.role == "heading" and isinstance(check.text, str):
            yield check.text


def _is_of(pattern: str, path: str) -> bool:
    shape = re.sub(r"\\?:[A-Za-z_]\w*", "[^/]+", re.escape(pattern))
    return re.fullmatch(f"{shape}/?", path) is not None
