"""What a run leaves on the application: told, for nobody else will. Pure."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from agents.domain.locator import Locator, Unique
from agents.domain.page import FieldMeaning, PageMap
from agents.domain.scenario import Scenario, ScenarioKind
from agents.domain.spec import LeftBehind, RunStatus, TestCase, TestResult
from agents.domain.steps import Fill, Select, SetChecked, Step, Text

_OF_SESSIONS = frozenset(
    {
        ScenarioKind.SIGN_IN_VALID,
        ScenarioKind.SIGN_IN_INVALID,
        ScenarioKind.SIGN_IN_MISSING,
        ScenarioKind.SIGN_OUT,
        ScenarioKind.CART_ADD,
        ScenarioKind.CART_CHANGE,
        ScenarioKind.CART_REMOVE,
        ScenarioKind.CART_KEPT,
    }
)
"""What they change belongs to a session or a basket, which is no record."""

_REFUSALS = frozenset({ScenarioKind.FORM_MISSING, ScenarioKind.FORM_INVALID, ScenarioKind.CHECKOUT_INVALID})
_OWN = frozenset({ScenarioKind.CREATE, ScenarioKind.EDIT})
_SECRET = frozenset(
    {
        FieldMeaning.PASSWORD,
        FieldMeaning.NEW_PASSWORD,
        FieldMeaning.ONE_TIME_CODE,
        FieldMeaning.CARD_NUMBER,
        FieldMeaning.CARD_EXPIRY,
        FieldMeaning.CARD_CODE,
    }
)
_MOST, _LONGEST = 4, 40

NO_DELETION = "no way to delete it was found"
NO_WAY_BACK = "no way to take it back was found"
DELETION_FAILED = "deleting it again did not work"
GIVEN_UP = "a try was given up, and what it stored was not seen to be taken away again"
NOT_REFUSED = "the application took what was to be refused"
RUN_FAILED = "a run of its test failed, and whether it was taken away again is not known"


def may_leave(scenario: Scenario) -> bool:
    """Whether what it sends may become a record."""
    return scenario.kind in _REFUSALS or (scenario.writes and scenario.kind not in _OF_SESSIONS)


def has_way_back(scenario: Scenario) -> bool:
    """Whether it takes away again what it stores."""
    return any(phase.way_back for phase in scenario.phases)


def stays(scenario: Scenario, *, whole: bool, back: bool, wrote: bool, kept: bool) -> bool:
    """Whether something stays after one performance.

    Args:
        scenario: what was performed.
        whole: it was performed to its end, with all that it promises.
        back: it was given up, and its way back was gone to the end.
        wrote: anything that it sent was answered without an error.
        kept: the server took what was typed; a page that only gives a form back did not.
    """
    if not may_leave(scenario) or (whole and scenario.kind in _REFUSALS):
        return False
    if has_way_back(scenario) and (whole or back):
        return False
    return wrote if whole or not _types(scenario) else kept


def why_it_stays(scenario: Scenario, planned: Scenario) -> str:
    """Why each performance of a scenario leaves something; nothing when it takes it away again.

    Args:
        scenario: as it is performed.
        planned: as it was planned, perhaps with a deletion that did not work.
    """
    if has_way_back(scenario):
        return ""
    if has_way_back(planned):
        return DELETION_FAILED
    return NO_DELETION if scenario.kind in _OWN else NO_WAY_BACK


def left_behind(
    scenarios: Iterable[Scenario],
    stored: Mapping[str, int],
    tests: Mapping[str, TestCase],
    results: Sequence[TestResult],
    say: Callable[[Scenario], tuple[str, ...]],
) -> Iterator[LeftBehind]:
    """What the scenarios left, in their order.

    Args:
        scenarios: all that were planned.
        stored: how often each left something while it was performed, by its id.
        tests: what was compiled, by scenario.
        results: the runs of the printed tests.
        say: what a scenario stores, in words.
    """
    ran = {one.test: one for one in results}
    for scenario in scenarios:
        test = tests.get(scenario.id)
        result = ran.get(test.id) if test is not None else None
        runs = _runs(test, result) if test is not None and result is not None else 0
        performed = stored.get(scenario.id, 0)
        if not performed and not runs:
            continue
        leaves = test.leaves if test is not None else ""
        yield LeftBehind(
            scenario=scenario.id,
            title=scenario.title,
            stored=say(scenario),
            why=leaves or _why(scenario, performed),
            performed=performed,
            ran=runs,
            again=bool(leaves) and result is not None and result.delivered,
        )


def _runs(test: TestCase, result: TestResult) -> int:
    """How many runs may have left something; one that failed may have failed before or after it stored."""
    took_place = [run for run in result.runs if run.status is not RunStatus.SKIPPED]
    if test.leaves:
        return len(took_place)
    tidies = any(block.restores for block in test.blocks) or test.kind is ScenarioKind.DELETE
    return sum(run.status is not RunStatus.PASSED for run in took_place) if test.writes and tidies else 0


def _why(scenario: Scenario, performed: int) -> str:
    if scenario.kind in _REFUSALS:
        return NOT_REFUSED
    return GIVEN_UP if performed else RUN_FAILED


def in_words(
    scenario: Scenario, secret: Collection[Locator], tells: Callable[[str], bool]
) -> tuple[str, ...]:
    """What a scenario fills in and chooses before it takes anything back, such as `Title: “Greenroom …”`.

    Args:
        scenario: whose steps are told.
        secret: fields whose values are not told.
        tells: whether a text holds a secret.
    """
    forward = (step for phase in scenario.phases if not phase.way_back for step in phase.steps)
    told = (_said(step) for step in forward if getattr(step, "on", None) not in secret)
    words = dict.fromkeys(one for one in told if one and not tells(one))
    return tuple(words)[:_MOST]


def secret_fields(page_map: PageMap) -> frozenset[Locator]:
    """The fields that take what nobody else should read."""
    return frozenset(
        element.target
        for page in page_map.pages
        for state in page.states
        for form in state.forms
        for field in form.fields
        if field.meaning in _SECRET
        for element in state.elements
        if element.id == field.element and element.target is not None
    )


def _said(step: Step) -> str:
    match step:
        case Fill(value=Unique() as unique):
            return f"{_label(step.on)}: “{unique.prefix} …”"
        case Fill(value=Text() as value) if value.text:
            return f"{_label(step.on)}: “{_short(value.text)}”"
        case Select():
            return f"{_label(step.on)}: “{_short(step.option)}”"
        case SetChecked(checked=True):
            return f"{_label(step.on)}: chosen"
        case _:
            return ""


def _label(on: Locator) -> str:
    """What a person calls a field."""
    part = on.chain[-1]
    said = getattr(part, "name", None) or getattr(part, "text", None)
    if isinstance(said, Unique):
        return said.prefix
    return _short(said) if isinstance(said, str) and said.strip() else "a field"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST].rstrip()}…"


def _types(scenario: Scenario) -> bool:
    return any(isinstance(step, Fill) for phase in scenario.phases for step in phase.steps)
