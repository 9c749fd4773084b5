"""One count for all: consoles, progress and report."""

from agents.domain.figures import Figures, controls, figures, figures_of, forms
from tests.unit.agents.reporting import sample


def test_a_control_counts_once_however_many_pages_and_states_show_it() -> None:
    page = sample.page("p1", "/")
    again = page.states[0].model_copy(update={"id": "p1.menu"})
    pages = (page.model_copy(update={"states": (page.states[0], again)}), sample.page("p2", "/list"))
    assert figures_of(sample.page_map(pages=pages)) == Figures(pages=2, states=3, controls=3, forms=1)


def test_only_what_can_be_acted_on_and_addressed_is_a_control() -> None:
    (state,) = sample.page("p1", "/").states
    assert set(controls([state]).values()) == {sample.BOX, sample.GO, sample.DEAD}
    off = tuple(each.model_copy(update={"enabled": False}) for each in state.elements)
    assert controls([state.model_copy(update={"elements": off})]) == {}


def test_a_form_is_its_fields_and_none_without_a_field_that_can_be_located() -> None:
    (state,) = sample.page("p1", "/").states
    assert forms([state]) == {frozenset({sample.BOX})}
    blind = tuple(each.model_copy(update={"target": None}) for each in state.elements)
    assert forms([state.model_copy(update={"elements": blind})]) == frozenset()


def test_forms_of_other_fields_are_other_forms() -> None:
    (state,) = sample.page("p1", "/").states
    (form,) = state.forms
    other = form.model_copy(
        update={"id": "f2", "fields": (form.fields[0].model_copy(update={"element": "e2"}),)}
    )
    twin = form.model_copy(update={"id": "f3"})
    assert len(forms([state.model_copy(update={"forms": (form, other, twin)})])) == 2


def test_nothing_is_nothing() -> None:
    assert figures([]) == Figures(pages=0, states=0, controls=0, forms=0)
