"""From scenarios and chosen assertions to tests; none without evidence of its outcome (rule learned 8)."""

from typing import Any

from agents.browser.snapshot import FactKind
from agents.domain.assertions import HasText, IsHidden
from agents.domain.locator import ByRole, Locator, Unique
from agents.domain.scenario import Expectation, Outcome, ScenarioKind
from agents.domain.spec import Rejection, TestCase, Wait
from agents.domain.steps import Click, Fill, Goto, Reload, Text
from agents.evolution.arrival import Awaited, Shown
from agents.evolution.choose import Candidate, candidates
from agents.evolution.compile import acted_on, compile_test, rejection, uniques_of
from agents.evolution.diff import How
from agents.evolution.stable import Held
from tests.unit.agents.evolution.builders import (
    NOTE,
    at,
    css,
    expect,
    fact,
    given,
    held,
    message,
    role,
    scenario,
    then,
    when,
)

MESSAGE = then(expect(Outcome.MESSAGE_APPEARS))


def chosen(*, supports: bool = True) -> tuple[Candidate, ...]:
    of = [held(message("Saved"))]
    return candidates(of if supports else [], [] if supports else of, ScenarioKind.WIDGET, {})


def test_phases_become_blocks() -> None:
    of = scenario(given(), when(), MESSAGE, writes=True, signed_in=True)

    test = compile_test(of, [(), (), chosen()])

    assert isinstance(test, TestCase)
    assert (test.id, test.scenario, test.start, test.writes, test.signed_in) == (
        "find-things",
        "find-things",
        "/things",
        True,
        True,
    )
    assert [block.keyword for block in test.blocks] == ["Given", "When", "Then"]
    assert test.blocks[1].steps == of.phases[1].steps
    assert test.blocks[2].assertions == (HasText(on=role("alert"), text="Saved"),)
    assert test.blocks[2].text == "the message “Saved” is shown"


def test_what_is_changed_or_made_is_tidied_up_but_a_deletion_is_what_its_test_is_about() -> None:
    own = Fill(on=role("textbox", "Name"), value=NOTE)
    phases = (given(), when(), MESSAGE, when().model_copy(update={"way_back": True}))

    def restoring(kind: ScenarioKind, *, makes: bool = False, writes: bool = False) -> list[bool]:
        made = (given(own), *phases[1:]) if makes else phases
        test = compile_test(scenario(*made, kind=kind, writes=writes), [(), (), chosen(), ()])
        assert isinstance(test, TestCase)
        return [block.restores for block in test.blocks]

    assert restoring(ScenarioKind.EDIT) == [False, False, False, True]
    assert restoring(ScenarioKind.EDIT, makes=True) == [False, False, False, True]
    assert not any(restoring(ScenarioKind.WIDGET))
    # A switch that the application may remember.
    assert restoring(ScenarioKind.WIDGET, writes=True) == [False, False, False, True]
    assert restoring(ScenarioKind.CREATE, makes=True, writes=True) == [False, False, False, True]
    assert not any(restoring(ScenarioKind.DELETE, makes=True, writes=True))


def test_no_test_without_an_assertion_that_supports_the_outcome() -> None:
    of = scenario(given(), when(), MESSAGE)

    for phases in ([(), (), ()], [(), chosen(), chosen(supports=False)]):
        refused = compile_test(of, phases)
        assert isinstance(refused, Rejection)
        assert (refused.stage, refused.reason) == (
            "repeat",
            'nothing that shows "it happens" was the same in every repeat',
        )


def test_an_address_that_stayed_is_no_evidence_by_itself() -> None:
    refused = then(expect(Outcome.FIELD_REFUSED))
    here = Held.model_validate(at("/a").model_dump())
    stays, arrives = (
        candidates([here.model_copy(update={"how": how})], [], ScenarioKind.WIDGET, {})
        for how in (How.STAYED, How.CHANGED)
    )
    none = compile_test(scenario(given(), when(), refused), [(), (), stays])
    assert isinstance(none, Rejection)
    assert none.reason == (
        'only that the address stayed was the same in every repeat, which does not show "it happens"'
    )
    beside = compile_test(scenario(given(), when(), refused), [(), (), (*stays, *chosen())])
    assert isinstance(beside, TestCase)
    assert len(beside.blocks[2].assertions) == 2
    assert isinstance(compile_test(scenario(given(), when(), refused), [(), (), arrives]), TestCase)


def test_no_test_without_any_assertion() -> None:
    refused = compile_test(scenario(given(), when()), [(), ()])

    assert isinstance(refused, Rejection)
    assert refused.stage == "observe"


def test_a_click_that_opened_a_dialog_says_so() -> None:
    """Without it the printed spec would dismiss the dialog."""
    button = Click(on=role("button", "Delete"))
    of = scenario(given(), when(button, Reload()), MESSAGE)

    test = compile_test(of, [(), (), chosen()], frozenset({(1, 0), (1, 1)}))

    assert isinstance(test, TestCase)
    assert test.blocks[1].steps == (button.model_copy(update={"accepts_dialog": True}), Reload())


def test_texts_made_at_run_time_are_found_everywhere() -> None:
    def made(key: str) -> Unique:
        return Unique(key=key, prefix="x")

    row = Locator(chain=(ByRole(role="row", has_text=made("row")), ByRole(role="button", name=made("name"))))
    of = scenario(
        given(Goto(path="/")),
        when(Fill(on=css("#a"), value=NOTE), Fill(on=css("#b"), value=Text(text="x")), Click(on=row)),
        then(
            expect(Outcome.TEXT_APPEARS, made("text")),
            expect(Outcome.TEXT_APPEARS, NOTE, role("listitem", has_text=made("place"))),
        ),
    )

    assert list(uniques_of(of)) == ["note", "row", "name", "text", "place"]


def test_what_was_acted_on() -> None:
    assert acted_on(when(Goto(path="/"), Click(on=css("#a")), Reload())) == (css("#a"),)


def test_rejections_name_the_scenario() -> None:
    assert rejection(scenario(), "limit", "no time") == Rejection(
        scenario="find-things", title="A user can find-things", stage="limit", reason="no time"
    )


ROW = role("listitem", has_text=NOTE)
GONE = Expectation(outcome=Outcome.TEXT_VANISHES, text=NOTE, on=ROW)
ABSENT = held(fact(FactKind.SHOWN, "false", ROW), How.KEPT)
UNTOLD, TOLD = Shown(late=True), Shown(on=role("listitem", nth=0), late=True)


def missing(
    shown: Shown, *beside: Held, kind: ScenarioKind = ScenarioKind.DELETE, at_once: bool = True
) -> Any:
    """A deletion that is looked at on the page, and again when that is opened anew."""
    first = then(GONE) if at_once else MESSAGE
    of = scenario(when(), first, then(GONE, steps=(Goto(path="/things"),)), kind=kind)
    gone = candidates([ABSENT], beside, kind, {"note": NOTE})
    seen_first = gone if at_once else chosen()
    return compile_test(of, [(), seen_first, gone], awaited=Awaited(shown={2: shown}))


def test_what_is_missed_on_a_page_that_is_opened_anew_waits_for_its_list() -> None:
    test = missing(TOLD)

    assert test.blocks[-1].waits == (Wait(after=1, on=role("listitem", nth=0)),)
    assert test.blocks[-1].assertions == (IsHidden(on=ROW),)


def test_what_may_not_have_come_yet_is_not_missed() -> None:
    """The absence would pass whatever the application does."""
    assert [block.keyword for block in missing(UNTOLD).blocks] == ["When", "Then"]
    assert len(missing(Shown()).blocks) == 3, "all was there with the document"
    assert len(missing(UNTOLD, held(message("None left", late=True))).blocks) == 3, "the answer says it"
    assert len(missing(UNTOLD, held(message("None left"))).blocks) == 2, "it stands there at once"
    refused = missing(UNTOLD, at_once=False)
    assert isinstance(refused, Rejection)
    assert refused.reason.startswith("not observed: nothing on the page that is opened anew tells")
    tidied = missing(UNTOLD, kind=ScenarioKind.CREATE, at_once=False)
    assert len(tidied.blocks) == 2, "the way back is left out, what the test is about stands"


def test_fields_and_lists_are_waited_for_where_they_came_late() -> None:
    awaited = Awaited(late={(1, 0): ROW}, fields={(1, 0): (role("textbox", "City"),)})

    test = compile_test(scenario(given(), when(), MESSAGE), [(), (), chosen()], awaited=awaited)

    assert isinstance(test, TestCase)
    assert [block.waits for block in test.blocks] == [
        (),
        (Wait(after=0, on=ROW), Wait(after=0, on=role("textbox", "City"), filled=True)),
        (),
    ]
