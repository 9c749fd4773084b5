"""What a run leaves on the application is told, with how often and why."""

import pytest

from agents.domain.page import FieldMeaning, FormField
from agents.domain.scenario import Phase, Scenario, ScenarioKind
from agents.domain.spec import Performed, RunStatus, TestCase, TestResult, TestRun
from agents.domain.steps import Click, Env, Fill, Select, SetChecked, Text
from agents.evolution import left
from tests.unit.agents.evolution.builders import role, scenario, when
from tests.unit.agents.evolution.plays import NOTE
from tests.unit.agents.reporting import sample

NAME, PIN = role("textbox", "Name"), role("textbox", "PIN")
SEND = Click(on=role("button", "Send"))
BACK = Phase(keyword="When", text="it is taken away", steps=(SEND,), way_back=True)


def of(kind: ScenarioKind, *more: Phase, writes: bool = True) -> Scenario:
    return scenario(when(Fill(on=NAME, value=NOTE), SEND), *more, kind=kind, writes=writes)


CREATE = of(ScenarioKind.CREATE)


@pytest.mark.parametrize(
    ("performed", "whole", "back", "wrote", "kept", "stays"),
    [
        (CREATE, True, False, True, False, True),
        (CREATE, True, False, False, False, False),
        (CREATE, False, False, True, False, False),
        (CREATE, False, False, True, True, True),
        (of(ScenarioKind.CREATE, BACK), True, False, True, True, False),
        (of(ScenarioKind.CREATE, BACK), False, True, True, True, False),
        (of(ScenarioKind.CREATE, BACK), False, False, True, True, True),
        (of(ScenarioKind.FORM_INVALID, writes=False), True, False, True, True, False),
        (of(ScenarioKind.FORM_INVALID, writes=False), False, False, True, True, True),
        (of(ScenarioKind.CART_ADD), True, False, True, True, False),
        (of(ScenarioKind.SIGN_OUT), True, False, True, True, False),
        (of(ScenarioKind.SEARCH_HIT, writes=False), True, False, True, True, False),
    ],
)
def test_what_stays(
    performed: Scenario, whole: bool, back: bool, wrote: bool, kept: bool, stays: bool
) -> None:
    assert left.stays(performed, whole=whole, back=back, wrote=wrote, kept=kept) is stays


def test_a_choice_without_words_stays_when_anything_was_answered() -> None:
    voting = scenario(when(SEND), kind=ScenarioKind.FORM_VALID, writes=True)
    assert left.stays(voting, whole=False, back=False, wrote=True, kept=False)


def test_why_it_stays() -> None:
    tidy = of(ScenarioKind.CREATE, BACK)
    assert left.why_it_stays(tidy, tidy) == ""
    assert left.why_it_stays(CREATE, tidy) == left.DELETION_FAILED
    assert left.why_it_stays(CREATE, CREATE) == left.NO_DELETION
    sent = of(ScenarioKind.FORM_VALID)
    assert left.why_it_stays(sent, sent) == left.NO_WAY_BACK


def case(kind: ScenarioKind, leaves: str, *, restores: bool = False) -> TestCase:
    block = Performed(keyword="When", text="it is done", restores=restores)
    return TestCase(
        id="find-things",
        scenario="find-things",
        title="T",
        kind=kind,
        feature="F",
        start="/",
        writes=True,
        leaves=leaves,
        blocks=(block,),
    )


def result(*statuses: RunStatus, delivered: bool = True) -> TestResult:
    runs = tuple(TestRun(repeat=n, status=one, duration_ms=1) for n, one in enumerate(statuses))
    return TestResult(
        test="find-things", title="T", file="f", runs=runs, outcome="passed", delivered=delivered
    )


PASSED, FAILED, SKIPPED = RunStatus.PASSED, RunStatus.FAILED, RunStatus.SKIPPED


def test_performances_and_runs_are_counted() -> None:
    tests = {CREATE.id: case(ScenarioKind.CREATE, left.NO_DELETION)}
    (told,) = left.left_behind(
        [CREATE], {CREATE.id: 2}, tests, [result(PASSED, FAILED, SKIPPED)], lambda _: ("Name: x",)
    )
    assert (told.performed, told.ran, told.again, told.why) == (2, 2, True, left.NO_DELETION)
    assert told.stored == ("Name: x",)


def test_of_tests_that_tidy_up_only_a_failed_run_may_leave_something() -> None:
    tidy = of(ScenarioKind.CREATE, BACK)
    tests = {tidy.id: case(ScenarioKind.CREATE, "", restores=True)}
    assert not list(left.left_behind([tidy], {}, tests, [result(PASSED)], lambda _: ()))
    (told,) = left.left_behind([tidy], {}, tests, [result(PASSED, FAILED, delivered=False)], lambda _: ())
    assert (told.performed, told.ran, told.again, told.why) == (0, 1, False, left.RUN_FAILED)


def test_what_was_given_up_or_taken_though_it_was_wrong_is_told_too() -> None:
    wrong = of(ScenarioKind.FORM_INVALID, writes=False)
    (told,) = left.left_behind([wrong], {wrong.id: 1}, {}, [], lambda _: ())
    assert (told.performed, told.ran, told.why) == (1, 0, left.NOT_REFUSED)
    (told,) = left.left_behind([CREATE], {CREATE.id: 1}, {}, [], lambda _: ())
    assert told.why == left.GIVEN_UP


def test_what_is_stored_is_told_without_secrets() -> None:
    steps = (
        Fill(on=NAME, value=NOTE),
        Fill(on=PIN, value=Text(text="1234")),
        Fill(on=role("textbox", "Key"), value=Env(name="KEY")),
        Fill(on=role("textbox", "Word"), value=Text(text="open sesame")),
        Select(on=role("combobox", "Kind"), option="Big " * 20),
        SetChecked(on=role("checkbox", "Often")),
        SetChecked(on=role("checkbox", "Never"), checked=False),
    )
    told = left.in_words(scenario(when(*steps), BACK), frozenset({PIN}), lambda text: "sesame" in text)
    assert told == ("Name: “Note …”", "Kind: “Big Big Big Big Big Big Big Big Big Big…”", "Often: chosen")


def test_fields_for_secrets_are_known_by_what_they_ask_for() -> None:
    page = sample.page("p9", "/account")
    state = page.states[0]
    field = FormField(element="e1", name="pw", label="Word", type="text", meaning=FieldMeaning.NEW_PASSWORD)
    form = sample.page_map().pages[1].states[0].forms[0].model_copy(update={"fields": (field,)})
    element = sample.element("e1", PIN, "Word")
    shown = state.model_copy(update={"forms": (form,), "elements": (element,)})
    found = sample.page_map(pages=(page.model_copy(update={"states": (shown,)}),))
    assert left.secret_fields(found) == {PIN}
