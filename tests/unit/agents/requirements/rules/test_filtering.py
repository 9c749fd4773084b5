"""Filters, order and paging."""

from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Click, GoBack, Select, SetChecked
from tests.unit.agents.requirements.rules.support import of, one, outcomes, refusals, steps

LIST = """
page /items title=Items type=list
heading Items
{controls}
list Items list "One thing" "Another thing"
"""
SELECT = 'form Filter filter get\nfield Kind choice type=select options="All,Big,Small" value=All\n'


def on_list(controls: str) -> str:
    return LIST.format(controls=controls)


def test_a_filter_is_chosen_and_applied() -> None:
    scenario = one(ScenarioKind.FILTER, on_list(SELECT + "submit Apply"))
    assert scenario.title == "Narrowing “Items” to “Big” as “Kind” changes what is listed"
    assert [type(step) for step in steps(scenario)[1:]] == [Select, Click]
    assert outcomes(scenario) == [Outcome.ITEMS_CHANGE]


def test_a_filter_that_was_seen_to_act_at_once_is_not_applied_again() -> None:
    at_once = SELECT + "does navigation\nsubmit Apply"
    assert [type(step) for step in steps(one(ScenarioKind.FILTER, on_list(at_once)))[1:]] == [Select]


def test_without_a_list_there_is_nothing_to_filter() -> None:
    bare = on_list(SELECT).replace('list Items list "One thing" "Another thing"', "")
    assert not of(ScenarioKind.FILTER, bare)


def test_a_list_of_the_navigation_is_not_what_is_filtered() -> None:
    inside = on_list(SELECT) + "item 0 link One href=/one @navigation\n"
    assert not of(ScenarioKind.FILTER, inside)


def test_sorting_tries_two_orders_and_a_single_option_none() -> None:
    order = 'form Order sort get\nfield "Sort by" choice type=select options="{}" value=Name\n'
    titles = [s.title for s in of(ScenarioKind.SORT, on_list(order.format("Name,Price,Newest")))]
    assert titles == [
        "Ordering “Items” by “Price” changes what is listed",
        "Ordering “Items” by “Newest” changes what is listed",
    ]
    assert not of(ScenarioKind.SORT, on_list(order.format("Name")))


def test_boxes_are_ticked_and_one_radio_of_a_group_is_chosen() -> None:
    ticked = on_list('form F filter get\nfield "In stock" choice type=checkbox checked=true\n')
    step = steps(one(ScenarioKind.FILTER, ticked))[1]
    assert isinstance(step, SetChecked)
    assert not step.checked
    radios = on_list(
        "form F filter get\n"
        'field "All sizes" choice type=radio name=size checked=true options="All sizes,Large"\n'
        'field Large choice type=radio name=size checked=false options="All sizes,Large"\n'
    )
    assert one(ScenarioKind.FILTER, radios).title == "Narrowing “Items” to “Large” changes what is listed"


def test_choices_of_a_search_form_narrow_too() -> None:
    form = 'form Search search get\nfield Words search\nfield Kind choice type=select options="All,Big"\n'
    assert of(ScenarioKind.FILTER, on_list(form))


def test_a_free_value_is_not_guessed() -> None:
    told = refusals(on_list('form F filter get\nfield "Price from" price type=number\n'))
    assert "filtering by “Price from”: no value is known that would divide the list" in told
    assert not refusals(on_list('form F sort get\nfield "Price from" price type=number\n'))


def test_facets_are_tried_once_a_group_and_never_to_reset() -> None:
    facets = on_list(
        "link All href=/items filter @main\n"
        "link Garden href=/items?kind=garden filter @main\n"
        "link Kitchen href=/items?kind=kitchen filter @main\n"
        'link "Clear filters" href=/items filter @banner\n'
        'button "By price" sort @main\n'
    )
    assert [s.title for s in of(ScenarioKind.FILTER, facets)] == [
        "Narrowing “Items” to “Garden” changes what is listed"
    ]
    assert one(ScenarioKind.SORT, facets).title == "Ordering “Items” by “By price” changes what is listed"


def test_paging_goes_on_and_back() -> None:
    linked = one(
        ScenarioKind.PAGING, on_list("link Previous paging @main\nlink Next href=/items?page=2 paging @main")
    )
    assert isinstance(steps(linked)[-1], GoBack)
    assert outcomes(linked) == [Outcome.ITEMS_CHANGE] * 2
    button = one(ScenarioKind.PAGING, on_list('button "Load more" paging @main'))
    assert outcomes(button) == [Outcome.ITEMS_CHANGE]
    assert of(ScenarioKind.PAGING, on_list("link 2 href=/items?page=2 paging @main"))
    assert not of(ScenarioKind.PAGING, on_list("link Previous href=/items paging @main"))
    assert not of(ScenarioKind.PAGING, on_list("button Next paging disabled @main"))
