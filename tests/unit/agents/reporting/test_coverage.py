"""Coverage counts what delivered tests touch (C30)."""

from agents.domain.figures import figures_of
from agents.reporting.coverage import measure, summarise, touched
from tests.unit.agents.reporting import sample


def test_an_element_counts_once_however_many_pages_show_it() -> None:
    coverage = measure(sample.page_map(), [sample.case()], [sample.scenario()])
    assert (coverage.elements_seen, coverage.elements_tested) == (3, 2)


def test_the_report_counts_what_the_console_counts() -> None:
    seen = figures_of(sample.page_map())
    coverage = measure(sample.page_map(), [], [])
    assert (coverage.pages_seen, coverage.elements_seen, coverage.forms_seen) == (
        seen.pages,
        seen.controls,
        seen.forms,
    )


def test_hidden_and_unreachable_elements_are_not_owed() -> None:
    assert sample.MAIL not in touched([sample.case()])
    assert summarise(sample.page("p1", "/"), [], None).elements == 3


def test_pages_are_tested_only_by_delivered_scenarios() -> None:
    scenarios = [sample.scenario(), sample.scenario("other", pages=("p1",))]
    coverage = measure(sample.page_map(), [sample.case()], scenarios)
    assert (coverage.pages_seen, coverage.pages_tested) == (2, 1)


def test_a_form_is_tested_when_one_of_its_fields_is_filled() -> None:
    assert measure(sample.page_map(), [sample.case()], []).forms_tested == 1
    assert measure(sample.page_map(), [], []).forms_tested == 0


def test_a_form_whose_fields_cannot_be_located_is_not_counted() -> None:
    page = sample.page("p1", "/")
    state = page.states[0]
    blind = tuple(e.model_copy(update={"target": None}) for e in state.elements)
    pages = (page.model_copy(update={"states": (state.model_copy(update={"elements": blind}),)}),)
    coverage = measure(sample.page_map(pages=pages), [sample.case()], [])
    assert (coverage.forms_seen, coverage.elements_seen) == (0, 0)
