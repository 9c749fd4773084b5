"""From the cart through the checkout to the confirmed order."""

from agents.domain.scenario import Outcome, Scenario, ScenarioKind
from agents.domain.steps import Click, Goto, Step
from agents.domain.target import Safety
from tests.unit.agents.requirements.rules.support import expects, of, one, outcomes, refusals, steps
from tests.unit.agents.requirements.rules.test_cart import CART, LIST, PRODUCT

ADDRESS = """
page /checkout title=Checkout type=checkout
form Address checkout post action=/checkout
field Street address required
submit Continue
does navigation to=p4.s1
page /pay title=Pay type=checkout
form Payment payment post action=/pay
field "Card number" card-number required
submit "Pay now"
"""


def test_a_checkout_of_two_pages_is_gone_through_in_order() -> None:
    shop = PRODUCT + CART + "link Checkout href=/checkout checkout @main\n" + ADDRESS
    scenario = one(ScenarioKind.CHECKOUT, shop)
    told = [phase.text for phase in scenario.phases]
    assert told == [
        "“Blue kettle” was put into the cart",
        "the user goes on from the cart to the checkout",
        "the user fills in and sends “Address”",
        "the user fills in and sends “Payment”",
        "the order is confirmed",
    ]
    assert outcomes(scenario) == [Outcome.CONTENT_CHANGES, Outcome.TEXT_VANISHES]
    refused = of(ScenarioKind.CHECKOUT_INVALID, shop)
    card = next(s for s in refused if "Card number" in s.title and "without" in s.title)
    assert card.phases[2].text == "the user fills in and sends “Address”"


def test_an_order_is_placed_only_where_everything_may_be_done() -> None:
    shop = PRODUCT + CART + ADDRESS
    assert not of(ScenarioKind.CHECKOUT, shop, Safety.STANDARD)
    assert any("it would place an order and pay" in told for told in refusals(shop, Safety.STANDARD))
    address = ADDRESS.split("page /pay", maxsplit=1)[0].replace("does navigation to=p4.s1", "")
    without = PRODUCT + CART + address
    assert any("it would place an order; allowed" in told for told in refusals(without, Safety.STANDARD))


def test_a_checkout_without_a_way_to_fill_a_cart_is_told() -> None:
    told = refusals(ADDRESS.replace("p4.s1", "p2.s1"))
    assert any("no way to put something into the cart" in one for one in told)


def test_a_checkout_that_cannot_be_filled_is_told() -> None:
    photo = ADDRESS.replace("field Street address required", "field Photo file type=file required")
    told = refusals(PRODUCT + CART + photo)
    assert "checking out: no valid value is known for a required field" in told
    assert any(one.endswith("no valid value is known for a form before it") for one in told)


def test_a_loop_of_checkout_pages_ends() -> None:
    loop = PRODUCT + CART + ADDRESS + "does navigation to=p3.s1\n"
    assert of(ScenarioKind.CHECKOUT, loop)
    dead_end = PRODUCT + CART + ADDRESS.split("page /pay", maxsplit=1)[0].replace("p4.s1", "p1.s1")
    assert of(ScenarioKind.CHECKOUT, dead_end)


def test_forms_of_the_cart_are_tried_with_something_in_it() -> None:
    cart = CART + "form Cart cart post\nfield Quantity quantity type=number min=1 required\nsubmit Update\n"
    scenario = of(ScenarioKind.FORM_INVALID, PRODUCT + cart)[0]
    assert scenario.phases[0].text == "“Blue kettle” was put into the cart"


def test_an_order_holds_two_things_where_a_list_offers_them() -> None:
    told = [phase.text for phase in one(ScenarioKind.CHECKOUT, LIST + CART + ADDRESS).phases]
    assert told[:2] == ["“Red pan” was put into the cart", "“Green pot” was put into the cart too"]
    lonely = LIST.replace('item 1 button "Add Green pot" add-to-cart\n', "")
    assert "too" not in one(ScenarioKind.CHECKOUT, lonely + CART + ADDRESS).phases[1].text


SHOP = PRODUCT + CART + ADDRESS
LINK = "link Checkout href=/checkout checkout @main\n"


def way_in(text: str) -> tuple[Step, ...]:
    scenario = one(ScenarioKind.CHECKOUT, text)
    told = "the user goes on from the cart to the checkout"
    return next(phase.steps for phase in scenario.phases if phase.text == told)


def test_the_checkout_is_reached_through_the_cart_where_the_cart_leads_there() -> None:
    linked = way_in(PRODUCT + CART + LINK + ADDRESS)
    assert [type(step) for step in linked] == [Goto, Click]
    assert linked[0] == Goto(path="/cart")
    assert way_in(SHOP) == (Goto(path="/checkout"),)


def test_the_form_that_the_cart_leads_to_comes_first() -> None:
    quick = "page /quick title=Quick\nform Quick checkout post\nfield Street address required\nsubmit Order\n"
    address = ADDRESS.replace("p4.s1", "p5.s1")
    assert sent(one(ScenarioKind.CHECKOUT, PRODUCT + CART + quick + address)) == ["Quick"]
    linked = one(ScenarioKind.CHECKOUT, PRODUCT + CART + LINK + quick + address)
    assert sent(linked) == ["Address", "Payment"]


def test_only_an_accepted_form_makes_way_for_something_else() -> None:
    scenario = one(ScenarioKind.CHECKOUT, SHOP)
    pay = steps(scenario)[-1]
    assert isinstance(pay, Click)
    assert expects(scenario)[-1].on == pay.on
    by_key = ADDRESS.replace('submit "Pay now"\n', "")
    assert outcomes(one(ScenarioKind.CHECKOUT, PRODUCT + CART + by_key)) == [Outcome.CONTENT_CHANGES]


def test_an_order_changes_data_and_touches_all_its_pages() -> None:
    scenario = one(ScenarioKind.CHECKOUT, SHOP)
    assert scenario.writes
    assert scenario.pages == ("p1", "p2", "p3", "p4")


def checkout_of(pages: int) -> str:
    text = PRODUCT + CART
    for n in range(1, pages + 1):
        text += f"page /step/{n} title=S{n} type=checkout\nform Part{n} checkout post\n"
        text += f"field Street{n} address required\nsubmit Go{n}\ndoes navigation to=p{n + 3}.s1\n"
    return text


def sent(scenario: Scenario) -> list[str]:
    return [phase.text.split("“")[1][:-1] for phase in scenario.phases if "sends" in phase.text]


def test_a_checkout_is_followed_over_five_pages_at_most() -> None:
    assert sent(one(ScenarioKind.CHECKOUT, checkout_of(2))) == ["Part1", "Part2"]
    assert sent(one(ScenarioKind.CHECKOUT, checkout_of(7))) == [f"Part{n}" for n in range(1, 6)]


def test_without_a_form_to_check_out_with_nothing_is_told() -> None:
    assert not of(ScenarioKind.CHECKOUT, PRODUCT + CART)
    assert not any("checking out" in told for told in refusals(PRODUCT + CART))
