"""Shadow roots and frames."""

from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Click, Fill, SetChecked, Text
from agents.domain.target import Safety
from tests.unit.agents.requirements.rules.support import of, one, outcomes, refusals, steps


def shadow(line: str) -> str:
    return f"page /w title=W\nheading Widgets\n{line}\n"


def test_a_control_in_a_shadow_root_is_used_by_its_role() -> None:
    button = one(ScenarioKind.WIDGET, shadow("button Rate kind=shadow @main"))
    assert isinstance(steps(button)[-1], Click)
    box = one(ScenarioKind.WIDGET, shadow("checkbox Dark kind=shadow tag=input checked=false @main"))
    assert isinstance(steps(box)[-1], SetChecked)
    text = one(ScenarioKind.WIDGET, shadow("textbox Note kind=shadow @main"))
    assert isinstance(steps(text)[-1], Fill)
    assert outcomes(text) == [Outcome.VALUE_KEPT]


def test_what_does_nothing_goes_elsewhere_or_cannot_be_used_is_left() -> None:
    for line in (
        "button Rate kind=shadow @main\ndoes none",
        "link Rate kind=shadow href=/x @main",
        "button Rate kind=shadow unlocated @main",
        "button Rate kind=shadow unreachable @main",
        "button Rate kind=shadow hidden @main",
        'button "" kind=shadow @main',
        "slider Size kind=shadow @main",
        "button Rate @main",
        "form F other post\nfield Note text kind=shadow",
    ):
        assert not of(ScenarioKind.WIDGET, shadow(line)), line


def test_at_most_three_a_page_those_with_a_seen_effect_first() -> None:
    lines = "".join(f"button B{n} kind=shadow @main\n" for n in range(4)) + "does state"
    titles = [scenario.title for scenario in of(ScenarioKind.WIDGET, shadow(lines))]
    assert titles[0] == "Using “B3” on “Widgets” changes what is shown"
    assert len(titles) == 3


def test_a_frame_is_used_by_its_button_its_form_or_its_field() -> None:
    button = shadow("button Chat frame=/help\nbutton Hint frame=/help\ndoes state")
    title = "Using “Hint” in the frame embedded in “Widgets” changes what is shown"
    assert one(ScenarioKind.FRAME, button).title == title
    form = shadow("form Ask search script\nfield Question search frame=/help\nsubmit Ask frame=/help")
    assert [type(step) for step in steps(one(ScenarioKind.FRAME, form))[1:]] == [Fill, Click]
    field = shadow("textbox Question frame=/help")
    assert outcomes(one(ScenarioKind.FRAME, field)) == [Outcome.VALUE_KEPT]
    assert not of(ScenarioKind.FRAME, shadow("link Out frame=/help href=/x"))
    assert not of(ScenarioKind.FRAME, shadow("button Chat frame=/help\ndoes navigation"))


def test_the_same_frame_on_many_pages_is_used_once() -> None:
    page = shadow("button Chat frame=/help")
    assert len(of(ScenarioKind.FRAME, page + page.replace("/w", "/v"))) == 1


def test_a_letter_in_a_frame_is_guarded() -> None:
    letter = shadow("form Ask contact post\nfield Question text frame=/help\nsubmit Ask frame=/help")
    assert of(ScenarioKind.FRAME, letter)
    assert not of(ScenarioKind.FRAME, letter, Safety.STANDARD)
    assert "sending “Ask” in a frame: guarded: not done with safety standard" in refusals(
        letter, Safety.STANDARD
    )
    unfit = letter.replace("field Question text", "field Question file type=file required")
    assert not of(ScenarioKind.FRAME, unfit)


def test_a_search_in_a_frame_is_for_what_the_page_around_it_speaks_of() -> None:
    form = "form Ask search script\nfield Question search frame=/help\nsubmit Ask frame=/help\n"
    asked = shadow('button "How long does delivery take?" disclosure expanded=false\n' + form)
    typed = [s.value for s in steps(one(ScenarioKind.FRAME, asked)) if isinstance(s, Fill)]
    assert typed == [Text(text="delivery")]
    headed = [s.value for s in steps(one(ScenarioKind.FRAME, shadow(form))) if isinstance(s, Fill)]
    assert headed == [Text(text="widgets")]
