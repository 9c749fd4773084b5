"""All rules over whole page maps (S020, S022, S023)."""

from agents.domain.page import PageMap, SignIn
from agents.domain.scenario import Priority, Scenario, ScenarioKind, ScenarioSet
from agents.domain.steps import Click, Env, Fill, Goto, Step
from agents.domain.target import Safety
from agents.requirements.rules import derive
from tests.unit.agents import sample_maps
from tests.unit.agents.maps import page_map, run_request


def kinds(found: ScenarioSet) -> set[ScenarioKind]:
    return {scenario.kind for scenario in found.scenarios}


def steps(scenario: Scenario) -> list[Step]:
    return [step for phase in scenario.phases for step in phase.steps]


def derived(observed: PageMap, safety: Safety = Safety.FULL) -> ScenarioSet:
    return derive(run_request(safety=safety), observed)


def test_a_shop_gives_every_kind_of_flow_that_it_offers() -> None:
    """Issue item 5: each pattern that is there is planned, none that is not."""
    found = kinds(derived(sample_maps.shop()))
    absent = {ScenarioKind.CREATE, ScenarioKind.DELETE, ScenarioKind.SUGGESTIONS}
    assert found == set(ScenarioKind) - absent


def test_an_office_gives_the_life_of_a_record() -> None:
    found = kinds(derived(sample_maps.office()))
    assert {ScenarioKind.CREATE, ScenarioKind.EDIT, ScenarioKind.DELETE} <= found
    assert not {ScenarioKind.CART_ADD, ScenarioKind.CHECKOUT, ScenarioKind.SEARCH_HIT} & found


def test_the_same_input_gives_the_same_bytes() -> None:
    first = derived(sample_maps.shop()).model_dump_json()
    assert derived(sample_maps.shop()).model_dump_json() == first


def test_another_seed_gives_other_people_but_the_same_ids() -> None:
    one = derive(run_request(safety=Safety.FULL, seed=0), sample_maps.shop())
    other = derive(run_request(safety=Safety.FULL, seed=1), sample_maps.shop())
    assert [s.id for s in one.scenarios] == [s.id for s in other.scenarios]
    assert one != other


def test_ids_are_unique_and_do_not_shift_when_a_page_is_added() -> None:
    whole = sample_maps.shop()
    fewer = whole.model_copy(update={"pages": tuple(p for p in whole.pages if p.path_pattern != "/imprint")})
    all_ids = [s.id for s in derived(whole).scenarios]
    assert len(set(all_ids)) == len(all_ids)
    assert {s.id for s in derived(fewer).scenarios} <= set(all_ids)


def test_every_scenario_opens_its_start_first_and_cites_what_it_acts_on() -> None:
    """Rule learned 16: each step rests on what was observed."""
    for observed in (sample_maps.shop(), sample_maps.office()):
        states = {state.id for page in observed.pages for state in page.states}
        for scenario in derived(observed).scenarios:
            first = steps(scenario)[0]
            assert isinstance(first, Goto)
            assert first.path == scenario.start
            assert scenario.phases[0].keyword == "Given"
            assert scenario.phases[-1].expects
            for cite in scenario.cites:
                assert cite.ref.split("/")[0] in states | {page.id for page in observed.pages}
            assert 0 < scenario.confidence <= 0.9


def test_every_observed_locator_that_is_used_was_observed() -> None:
    observed = sample_maps.shop()
    known = {e.target for p in observed.pages for s in p.states for e in s.elements}
    for scenario in derived(observed).scenarios:
        for step in steps(scenario):
            if isinstance(step, Click) or (isinstance(step, Fill) and not isinstance(step.value, Env)):
                assert step.on in known, scenario.title


def test_taking_a_page_away_takes_its_scenarios_away() -> None:
    whole = sample_maps.shop()
    gone = {
        "/login": {ScenarioKind.SIGN_IN_INVALID, ScenarioKind.SIGN_IN_MISSING, ScenarioKind.ACCESS_DENIED},
        "/checkout": {ScenarioKind.CHECKOUT, ScenarioKind.CHECKOUT_INVALID},
        "/basket": {ScenarioKind.CART_CHANGE, ScenarioKind.CART_REMOVE},
        "/books": {ScenarioKind.FILTER, ScenarioKind.SORT, ScenarioKind.PAGING},
        "/account": {ScenarioKind.SIGN_OUT, ScenarioKind.EDIT},
    }
    for pattern, expected in gone.items():
        pages = tuple(p for p in whole.pages if p.path_pattern != pattern)
        assert not kinds(derived(whole.model_copy(update={"pages": pages}))) & expected, pattern


def test_only_a_sign_in_that_worked_is_planned_as_valid() -> None:
    """S023, and rule learned 1: nothing is made up."""
    shop = sample_maps.shop()
    assert ScenarioKind.SIGN_IN_VALID in kinds(derived(shop))
    for outcome, told in (
        ("not-asked", "no credentials were given"),
        ("failed", "the given credentials did not work"),
    ):
        sign_in = SignIn.model_validate({"outcome": outcome})
        found = derived(shop.model_copy(update={"sign_in": sign_in}))
        assert ScenarioKind.SIGN_IN_VALID not in kinds(found)
        assert told in {refusal.reason for refusal in found.unplanned}


def test_standard_safety_orders_nothing_and_writes_to_nobody() -> None:
    found = derived(sample_maps.shop(), Safety.STANDARD)
    assert not {ScenarioKind.CHECKOUT, ScenarioKind.FORM_VALID} & kinds(found)
    guarded = [refusal.what for refusal in found.unplanned if refusal.reason.startswith("guarded")]
    assert guarded == ["checking out to the end", "sending “Newsletter”"]


def test_read_only_changes_nothing() -> None:
    for observed in (sample_maps.shop(), sample_maps.office()):
        found = derived(observed, Safety.READ_ONLY)
        changing = {ScenarioKind.CREATE, ScenarioKind.EDIT, ScenarioKind.DELETE, ScenarioKind.SIGN_OUT}
        assert not kinds(found) & changing
        assert not any(scenario.writes for scenario in found.scenarios)


def test_scenarios_come_in_the_order_of_priority() -> None:
    """S022."""
    order = list(Priority)
    ranks = [order.index(s.priority) for s in derived(sample_maps.shop()).scenarios]
    assert ranks == sorted(ranks)
    assert {order[rank] for rank in ranks} == set(order)


def test_what_a_form_refuses_is_planned_once_however_one_came_to_it() -> None:
    """The form of an order looks a little different after each way there."""
    form = """page {} pattern=/order type=form
    heading Order
    form Address contact post
    field Mail email type=email required
    {}
    submit Send
    """
    found = derived(page_map(form.format("/order", "") + form.format("/order/fast", "field Note text")))
    missing = [s.title for s in found.scenarios if s.kind is ScenarioKind.FORM_MISSING]
    assert missing == ["“Address” cannot be sent without “Mail”"]


def test_the_same_control_twice_stays_two_scenarios_with_ids_of_their_own() -> None:
    found = derived(
        page_map(
            """
            page /wiki type=content
            button "Show more" disclosure expanded=false @main
            page /wiki pattern=/wiki type=content
            button "Show more" disclosure expanded=false @banner frame=/inner
            """
        )
    )
    ids = [s.id for s in found.scenarios if s.kind is ScenarioKind.DISCLOSURE]
    assert len(ids) == 2
    assert ids[1].startswith(f"{ids[0]}-x")


def test_what_does_and_expects_the_same_is_planned_once() -> None:
    once = "page /faq title=FAQ\nbutton Delivery disclosure expanded=false @main\n"
    again = once.replace("page /faq", "page /faq pattern=/faq")
    assert len(derived(page_map(once + again)).scenarios) == 1
