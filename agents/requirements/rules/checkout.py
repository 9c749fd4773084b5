"""From the cart through the checkout to the confirmed order."""

from collections.abc import Iterator

from agents.domain.page import Element, FieldMeaning, Purpose
from agents.domain.scenario import Outcome, Phase, Scenario, ScenarioKind
from agents.domain.steps import Click, Goto, Step
from agents.requirements.rules import filling
from agents.requirements.rules.cart import Adding, adding_to, cart_of
from agents.requirements.rules.draft import (
    Derived,
    Draft,
    basis,
    build,
    expect,
    given,
    opening,
    refuse,
    then,
    when,
)
from agents.requirements.rules.facts import Facts, FormSpot, Spot, locator
from agents.requirements.rules.words import quoted

FEATURE = "Checkout"
CHECKOUT = (Purpose.CHECKOUT, Purpose.PAYMENT)
_MOST_PAGES = 5


def derive(facts: Facts) -> Iterator[Derived]:
    """An order placed from a filled cart; only where placing orders is allowed."""
    adding = adding_to(facts)
    first = _first_form(facts, cart_of(facts))
    if first is None:
        return
    chain = _chain(facts, first)
    if adding is None:
        yield refuse(
            "checking out to the end", "no way to put something into the cart was observed", first.form.id
        )
    elif not facts.full:
        paid = any(f.meaning is FieldMeaning.CARD_NUMBER for found in chain for f in found.form.fields)
        cost = "it would place an order" + (" and pay" if paid else "")
        yield refuse("checking out to the end", f"guarded: {cost}; allowed with safety full", first.form.id)
    else:
        yield _placed(facts, adding, chain)


def ground(facts: Facts, found: FormSpot) -> tuple[Phase, ...] | None:
    """What comes before a form: being there, for the cart and the checkout with something in the cart.

    None when a form that comes before it cannot be filled.
    """
    adding, cart = adding_to(facts), cart_of(facts)
    first = _first_form(facts, cart)
    if adding is not None and cart is not None and found.spot.page.id == cart.page.id:
        return (adding.phase, given("the cart is open", Goto(path=cart.path)))
    if adding is None or first is None:
        return (opening(found.spot),)
    before: list[Phase] = []
    for earlier in _chain(facts, first):
        if earlier == found:
            way = when("the user goes on from the cart to the checkout", *_way_in(cart, first))
            return (adding.phase, way, *before)
        sent = _send(facts, earlier)
        if sent is None:
            return None
        before.append(sent)
    return (opening(found.spot),)


def _send(facts: Facts, found: FormSpot) -> Phase | None:
    steps, sent = filling.fill_all(found, facts.request.seed), filling.send(found)
    if steps is None or sent is None:
        return None
    return when(f"the user fills in and sends {quoted(found.form.name)}", *steps, *sent)


def _first_form(facts: Facts, cart: Spot | None) -> FormSpot | None:
    forms = [f for f in facts.forms_for(*CHECKOUT) if f.fields]
    linked = _checkout_link(cart) if cart else None
    to = facts.arrival(linked.href) if linked else None
    here = [f for f in forms if to is not None and f.spot.page.id == to.page.id]
    return next(iter((*here, *forms)), None)


def _checkout_link(cart: Spot) -> Element | None:
    return next(
        (e for e in cart.acting() if e.purpose is Purpose.CHECKOUT and e.role in {"link", "button"}), None
    )


def _way_in(cart: Spot | None, first: FormSpot) -> tuple[Step, ...]:
    """Through the cart's own link when the cart was seen to have one, else by the address."""
    link = _checkout_link(cart) if cart else None
    if cart is None or link is None or first.spot.page.id == cart.page.id or not first.spot.as_loaded:
        return first.spot.entry
    return (*cart.entry, Click(on=locator(link)))


def _chain(facts: Facts, first: FormSpot) -> tuple[FormSpot, ...]:
    """The forms of a checkout of several pages, as far as sending one was seen to lead to the next."""
    chain = [first]
    while len(chain) < _MOST_PAGES:
        submit = chain[-1].submit
        move = facts.led_to(chain[-1].spot, submit) if submit else None
        spot = facts.spot(move.target) if move else None
        if spot is None or any(found.spot.state.id == spot.state.id for found in chain):
            break
        following = [f for f in facts.forms_for(*CHECKOUT) if f.spot.page.id == spot.page.id and f.fields]
        if not following or following[0] in chain:
            break
        chain.append(following[0])
    return tuple(chain)


def _placed(facts: Facts, adding: Adding, chain: tuple[FormSpot, ...]) -> Derived:
    before = ground(facts, chain[-1])
    sent = _send(facts, chain[-1])
    if before is None or sent is None:
        return refuse("checking out", "no valid value is known for a required field", chain[-1].form.id)
    cart, last = cart_of(facts), chain[-1].submit
    another = adding.another
    if another is not None and before[0] == adding.phase:
        # An order of one thing would not show that another is left out.
        before = (adding.phase, another.further, *before[1:])
    done = [expect(Outcome.CONTENT_CHANGES)]
    if last is not None:
        # A refused form stays; only an accepted one makes way for something else.
        done.append(expect(Outcome.TEXT_VANISHES, on=locator(last)))
    bought = (adding.button, another.button) if another is not None else (adding.button,)
    scenario: Scenario = build(
        Draft(
            kind=ScenarioKind.CHECKOUT,
            feature=FEATURE,
            title="A customer checks out and the order is confirmed",
            name="",
            spot=adding.spot,
            phases=(*before, sent, then("the order is confirmed", *done)),
            basis=(*bought, *(fact for found in chain for fact in basis(found))),
            visits=tuple(s for s in (cart, *(found.spot for found in chain)) if s is not None),
            writes=True,
        )
    )
    return scenario
