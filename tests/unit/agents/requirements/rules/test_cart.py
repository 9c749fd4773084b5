"""The cart and the checkout."""

from agents.domain.scenario import Outcome, Scenario, ScenarioKind
from agents.domain.steps import Click, Fill, Goto, Press, Select
from agents.domain.target import Safety
from tests.unit.agents.maps import signed_in_by
from tests.unit.agents.requirements.rules.support import expects, of, one, outcomes, plan, refusals, steps

PRODUCT = """
page /things/1 pattern=/things/:id title=Thing type=detail
heading "Blue kettle"
link Cart href=/cart cart @banner
button "Add to cart" add-to-cart @main
"""
CART = """
page /cart title=Cart type=cart
heading Cart
"""


def test_what_is_added_is_in_the_cart() -> None:
    scenario = one(ScenarioKind.CART_ADD, PRODUCT + CART)
    assert outcomes(scenario) == [Outcome.CONTENT_CHANGES, Outcome.TEXT_APPEARS]
    assert expects(scenario)[1].text == "Blue kettle"


def test_without_a_cart_page_only_adding_is_planned() -> None:
    assert outcomes(one(ScenarioKind.CART_ADD, PRODUCT)) == [Outcome.CONTENT_CHANGES]
    assert "what is in the cart: no page of the cart was observed" in refusals(PRODUCT)
    assert not of(ScenarioKind.CART_ADD, CART)


def test_a_product_without_a_name_is_only_known_to_be_there() -> None:
    nameless = PRODUCT.replace('heading "Blue kettle"', "") + CART
    assert expects(one(ScenarioKind.CART_ADD, nameless))[1].outcome is Outcome.ADDRESS_CHANGES
    removed = nameless + "button Remove delete @main\n"
    assert outcomes(one(ScenarioKind.CART_REMOVE, removed)) == [Outcome.CONTENT_CHANGES]


def test_a_visitors_cart_is_preferred_as_it_is_new_each_time() -> None:
    both = (
        PRODUCT.replace("type=detail", "type=detail signed-in")
        + CART
        + (
            'page /things title=Things type=list\nlist Things list "Red pan" "Green pot"\n'
            'item 0 button "Add Red pan" add-to-cart\n'
        )
    )
    scenario = one(ScenarioKind.CART_ADD, both)
    assert not scenario.writes
    assert expects(scenario)[1].text == "Red pan"
    signed_in = one(ScenarioKind.CART_ADD, PRODUCT.replace("type=detail", "signed-in") + CART)
    assert signed_in.writes


def test_an_item_beyond_the_samples_has_no_known_name() -> None:
    many = 'page /t title=T type=list\nlist T list A B C\nitem 2 button "Add C" add-to-cart\n'
    assert "“C”" in one(ScenarioKind.CART_ADD, many).phases[1].text


def test_the_quantity_is_changed_as_the_cart_offers() -> None:
    field = CART + "form Cart cart post\nfield Quantity quantity type=number min=1 max={}\n{}"
    with_button = one(ScenarioKind.CART_CHANGE, PRODUCT + field.format(9, "submit Update\n"))
    assert isinstance(steps(with_button)[-1], Click)
    at_once = one(ScenarioKind.CART_CHANGE, PRODUCT + field.format(2, ""))
    assert isinstance(steps(at_once)[-1], Press)
    assert not of(ScenarioKind.CART_CHANGE, PRODUCT + field.format(1, ""))
    choice = CART + 'form Cart cart post\nfield Quantity quantity type=select options="1,2" value=1\n'
    assert isinstance(steps(one(ScenarioKind.CART_CHANGE, PRODUCT + choice))[-1], Select)
    applied = one(ScenarioKind.CART_CHANGE, PRODUCT + choice + "submit Update\n")
    assert isinstance(steps(applied)[-1], Click)
    assert not of(ScenarioKind.CART_CHANGE, PRODUCT + choice.replace("1,2", "1"))
    plus = one(ScenarioKind.CART_CHANGE, PRODUCT + CART + "button + @main\n")
    assert isinstance(steps(plus)[-1], Click)
    spin = one(ScenarioKind.CART_CHANGE, PRODUCT + CART + "spinbutton Quantity @main\n")
    assert [type(step) for step in steps(spin)[-2:]] == [Fill, Press]


def test_what_is_removed_vanishes() -> None:
    scenario = one(ScenarioKind.CART_REMOVE, PRODUCT + CART + 'button "Remove" @main\n')
    assert (outcomes(scenario), expects(scenario)[0].text) == ([Outcome.TEXT_VANISHES], "Blue kettle")
    assert "removing from the cart: no control for it was observed" in refusals(PRODUCT + CART)


def test_the_product_is_the_one_that_the_cart_held_when_it_was_observed() -> None:
    things = 'page /things title=Things type=list\nlist Things list "Red pan" "Green pot"\n'
    things += 'item 0 button "Add Red pan" add-to-cart\nitem 1 button "Add Green pot" add-to-cart\n'
    scenario = one(ScenarioKind.CART_REMOVE, things + CART + 'button "Remove Green pot" @main\n')
    assert scenario.phases[0].text == "“Green pot” was put into the cart"


def test_visitors_who_were_offered_a_cart_keep_it_to_themselves() -> None:
    seen = PRODUCT.replace("type=detail", "signed-in") + CART + "button Remove delete @main\n"
    assert one(ScenarioKind.CART_REMOVE, seen).signed_in
    offered = seen + 'page /home title=Home\nbutton "Add to cart" add-to-cart @main\n'
    scenario = one(ScenarioKind.CART_REMOVE, offered)
    assert (scenario.signed_in, scenario.writes) == (False, False)


LIST = """
page /things title=Things type=list
list Things list "Red pan" "Green pot" "Blue jug"
item 0 button "Add Red pan" add-to-cart
item 1 button "Add Green pot" add-to-cart
"""
KEPT = LIST + CART + "button Remove delete @main\n"


def kept(text: str, safety: Safety = Safety.FULL) -> tuple[list[Scenario], list[str]]:
    found = plan(text, safety=safety, sign_in=signed_in_by("/login", "/"))
    reasons = [f"{told.what}: {told.reason}" for told in found.unplanned]
    return [s for s in found.scenarios if s.kind is ScenarioKind.CART_KEPT], reasons


def test_a_visitors_cart_is_kept_when_signing_in_and_emptied_again() -> None:
    (scenario,) = kept(KEPT)[0]
    assert outcomes(scenario) == [Outcome.SIGNED_IN, Outcome.TEXT_APPEARS, Outcome.TEXT_VANISHES]
    assert (scenario.signed_in, scenario.writes) == (False, True)
    assert [type(step) for step in steps(scenario)[-2:]] == [Goto, Click]
    # Wherever a test of it fails, the user's cart is to be as it was.
    assert [phase.way_back for phase in scenario.phases][-2:] == [True, False]


def test_what_could_not_be_taken_out_again_is_not_put_in() -> None:
    assert kept(LIST + CART)[0] == []
    assert "keeping the cart when signing in: it could not be taken out again" in kept(LIST + CART)[1]
    assert kept(KEPT, Safety.READ_ONLY)[0] == []


def test_a_cart_is_kept_only_from_a_visitor_who_can_sign_in() -> None:
    assert not of(ScenarioKind.CART_KEPT, KEPT)
    assert kept(KEPT.replace("type=list", "type=list signed-in"))[0] == []
