"""Filters, order and paging."""

from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Click, GoBack, Select, SetChecked
from agents.domain.target import Safety
from agents.requirements.rules import derive
from tests.unit.agents.maps import page_map, run_request
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
    assert outcomes(scenario) == [Outcome.ITEMS_NARROWED]
    assert scenario.phases[-1].expects[0].text == "Big"


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


def test_a_choice_of_orders_is_one_whatever_it_is_called() -> None:
    order = 'form Filter filter get\nfield Show choice type=select options="{}"\nsubmit Apply'
    ways = on_list(order.format("Empfohlen,Günstigste zuerst,Neueste zuerst"))
    titles = [s.title for s in of(ScenarioKind.SORT, ways)]
    assert titles[0] == "Ordering “Items” by “Günstigste zuerst” changes what is listed"
    assert not of(ScenarioKind.FILTER, ways)
    # One word among others orders nothing.
    assert not of(ScenarioKind.SORT, on_list(order.format("All,First aid,Books,Tools")))


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


DRAWN = """
page /items title=Items type=list
heading Items
combobox "Sort descending" sort popup tag=div
list Items list "One thing" "Another thing"
state opened by=click:combobox:"Sort descending"
option "Sort ascending" tag=li
option "Sort descending" tag=li
"""


def test_a_drawn_list_of_choices_is_opened_and_another_option_chosen() -> None:
    scenario = one(ScenarioKind.SORT, DRAWN)
    assert scenario.title == "“Sort ascending” on “Items” changes what is listed"
    assert [type(step) for step in steps(scenario)[1:]] == [Click, Click]
    assert not of(ScenarioKind.MENU, DRAWN)


def test_a_control_that_opens_a_menu_or_says_nothing_is_no_facet() -> None:
    assert not of(ScenarioKind.FILTER, on_list("button Filter filter popup"))
    assert not of(ScenarioKind.SORT, on_list("link \ue043 sort href=/items/new"))


def test_the_order_that_holds_already_is_not_chosen() -> None:
    other = on_list("link Newest sort href=/newest").replace("/items", "/newest", 1)
    both = on_list("link Newest sort href=/newest\nlink Oldest sort href=/oldest") + other
    titles = [scenario.title for scenario in of(ScenarioKind.SORT, both)]
    assert titles == ["Ordering “Items” by “Oldest” changes what is listed"]


def test_lists_that_share_a_tool_are_ordered_once() -> None:
    tool = "link Oldest sort href=/oldest"
    both = on_list(tool) + on_list(tool).replace("/items", "/more", 1).replace("One thing", "Third thing")
    assert len(of(ScenarioKind.SORT, both)) == 1


def test_a_pager_that_a_script_serves_is_not_gone_back_from() -> None:
    pager = on_list('link "Next page" paging href=javascript:void(0)://')
    assert GoBack not in [type(step) for step in steps(one(ScenarioKind.PAGING, pager))]


def test_what_all_pages_show_beside_their_own_list_is_not_their_list() -> None:
    tips = 'list Tips list "Tip one" "Tip two"\n'
    page = "page /{0} title={0} type=list\nheading {0}\nlink Oldest sort href=/{0}/old\n" + tips
    own = 'list All list "Own one" "Own two" "Own three"\n'
    titles = [s.title for s in of(ScenarioKind.SORT, page.format("full") + own + page.format("bare"))]
    assert titles == ["Ordering “full” by “Oldest” changes what is listed"]


def test_the_option_that_divides_the_list_is_tried_first() -> None:
    """What all entries say changes nothing, and what none says may leave nothing."""
    shown = page_map(on_list(SELECT.replace("Big,Small", "Big,Small,Old") + "submit Apply"))
    for rows, chosen in (
        (("One big", "Two small"), "Big"),
        (("One big small", "Two big"), "Small"),
        (("One big", "Two big"), "Small"),
        (("One", "Two"), "Big"),
    ):
        aria = "- list:\n" + "".join(f'  - listitem "{row}"\n' for row in rows)
        page = shown.pages[0]
        state = page.states[0].model_copy(update={"aria": aria})
        seen = shown.model_copy(update={"pages": (page.model_copy(update={"states": (state,)}),)})
        (scenario,) = (
            one
            for one in derive(run_request(safety=Safety.FULL), seen).scenarios
            if one.kind is ScenarioKind.FILTER
        )
        assert scenario.phases[-1].expects[0].text == chosen
