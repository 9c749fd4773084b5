"""Adding to a cart, changing and removing what is in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from agents.domain.page import Element, FieldMeaning, FormField, Purpose
from agents.domain.scenario import Outcome, Phase, Scenario, ScenarioKind
from agents.domain.steps import Click, Goto, Press, Select, Step
from agents.requirements.rules import filling, values
from agents.requirements.rules.draft import (
    Derived,
    Draft,
    Fact,
    build,
    expect,
    given,
    opening,
    refuse,
    then,
    when,
)
from agents.requirements.rules.facts import Facts, FormSpot, Spot, locator
from agents.requirements.rules.words import INCREASE, REMOVE, has_word, quoted, starts_with_word

FEATURE = "Cart"
_CHECKOUT = frozenset({Purpose.CHECKOUT, Purpose.PAYMENT})
_CHROME = frozenset({"banner", "navigation", "contentinfo"})
_AMOUNTS = frozenset({FieldMeaning.QUANTITY, FieldMeaning.NUMBER})

Part = tuple[FormField, Element]


@dataclass(frozen=True)
class Adding:
    """How a product gets into the cart."""

    spot: Spot
    button: Element
    product: str | None
    """Name of the product as the page shows it, when known."""
    signed_in: bool

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps from a fresh context."""
        return (*self.spot.entry, Click(on=locator(self.button)))

    @property
    def phase(self) -> Phase:
        """A cart that holds the product, as the ground of other scenarios."""
        return given(f"{self.thing} was put into the cart", *self.steps)

    @property
    def further(self) -> Phase:
        """The same where other things were added on this page before."""
        return given(f"{self.thing} was put into the cart too", Click(on=locator(self.button)))

    @property
    def another(self) -> "Adding | None":
        """Adding another thing of the same list, without leaving the page."""
        if self.button.collection is None or self.product is None:
            return None
        alike = (e for e in self.spot.acting() if e.purpose is Purpose.ADD_TO_CART)
        others = [e for e in alike if e.collection == self.button.collection and e.item != self.button.item]
        found = next((e for e in others if _product(self.spot, e) not in {None, self.product}), None)
        return replace(self, button=found, product=_product(self.spot, found)) if found else None

    @property
    def thing(self) -> str:
        """What people call the product."""
        return quoted(self.product) if self.product else "a product"


def derive(facts: Facts) -> Iterator[Derived]:
    """The cart as far as it was observed, adding, changing, removing."""
    adding = adding_to(facts)
    if adding is None:
        return
    cart = cart_of(facts)
    yield _add(facts, adding, cart)
    if cart is None:
        yield refuse("what is in the cart", "no page of the cart was observed", adding.button.id)
    else:
        yield from _change(adding, cart)
        yield from _remove(adding, cart)
        yield from _kept(facts, adding, cart)


def adding_to(facts: Facts) -> Adding | None:
    """How to fill a cart: with what was in it when observed, then as a visitor, then as seen to work."""
    found = [(s, e) for s in facts.loaded for e in s.acting() if e.purpose is Purpose.ADD_TO_CART]
    if not found:
        return None
    cart = cart_of(facts)
    named = " ".join(e.name for e in cart.acting() if e.landmark not in _CHROME) if cart else ""

    def rank(pair: tuple[Spot, Element]) -> tuple[bool, bool, bool, bool]:
        spot, button = pair
        product = _product(spot, button)
        held = product is not None and product in named
        return (
            not held,
            spot.state.signed_in,
            facts.led_to(spot, button) is None,
            button.collection is not None,
        )

    spot, button = min(found, key=rank)
    return Adding(spot, button, _product(spot, button), spot.state.signed_in and not as_visitor(facts))


def as_visitor(facts: Facts) -> bool:
    """Whether visitors were seen to be offered a cart; theirs is new in each context."""
    visited = (s for s in facts.loaded if not s.state.signed_in)
    return any(e.purpose is Purpose.ADD_TO_CART for s in visited for e in s.acting())


def _product(spot: Spot, button: Element) -> str | None:
    """The name of what a button adds: its item's title, else the heading of its page."""
    if button.collection is None:
        return spot.heading
    items = next((c for c in spot.state.collections if c.id == button.collection), None)
    shown = items.samples if items else ()
    return shown[button.item] if button.item is not None and button.item < len(shown) else None


def cart_of(facts: Facts) -> Spot | None:
    """The cart's page, in the state that shows the most of it."""
    link = _cart_link(facts, facts.loaded)
    to = facts.arrival(link.href) if link else None
    carts = [
        s for s in facts.loaded if s.page.page_type == "cart" or (to is not None and s.page.id == to.page.id)
    ]
    return max(carts, key=lambda s: len(s.state.elements), default=None)


def _cart_link(facts: Facts, spots: tuple[Spot, ...]) -> Element | None:
    links = (e for s in spots for e in s.acting() if e.purpose is Purpose.CART and e.role == "link")
    return next(links, None)


def _to_cart(adding: Adding, cart: Spot) -> tuple[Step, ...]:
    return (Goto(path=cart.path),)


def _add(facts: Facts, adding: Adding, cart: Spot | None) -> Scenario:
    phases = [
        opening(adding.spot),
        when(f"the user puts {adding.thing} into the cart", Click(on=locator(adding.button))),
        then("the page shows that something is in the cart", expect(Outcome.CONTENT_CHANGES)),
    ]
    if cart is not None:
        shown = (
            expect(Outcome.TEXT_APPEARS, adding.product)
            if adding.product
            else expect(Outcome.ADDRESS_CHANGES, cart.path)
        )
        phases += [
            when("the user opens the address of the cart", *_to_cart(adding, cart)),
            then(f"{adding.thing} is in the cart", shown),
        ]
    return build(
        Draft(
            kind=ScenarioKind.CART_ADD,
            feature=FEATURE,
            title="Putting a product into the cart shows it there",
            name="",
            spot=adding.spot,
            phases=tuple(phases),
            basis=(adding.button, *((cart.page,) if cart else ())),
            visits=(cart,) if cart else (),
            writes=adding.signed_in,
            signed_in=adding.signed_in,
        )
    )


def _change(adding: Adding, cart: Spot) -> Iterator[Derived]:
    changed = _quantity(cart)
    if changed is None:
        yield refuse("changing the quantity in the cart", "no control for it was observed", cart.page.id)
        return
    told, steps, cited = changed
    yield build(
        Draft(
            kind=ScenarioKind.CART_CHANGE,
            feature=FEATURE,
            title="Another quantity in the cart changes its total",
            name="",
            spot=adding.spot,
            phases=(
                adding.phase,
                given("the cart is open", *_to_cart(adding, cart)),
                when(told, *steps),
                then("the total follows", expect(Outcome.CONTENT_CHANGES)),
            ),
            basis=(adding.button, *cited),
            visits=(cart,),
            writes=adding.signed_in,
            signed_in=adding.signed_in,
        )
    )


def _quantity(cart: Spot) -> tuple[str, tuple[Step, ...], tuple[Fact, ...]] | None:
    for form in cart.state.forms:
        found = FormSpot(cart, form)
        for field, element in found.fields:
            if field.meaning in _AMOUNTS:
                return _set_quantity(found, field, element)
    plus = next((e for e in cart.acting() if e.role == "button" and has_word(e.name, INCREASE)), None)
    if plus is not None:
        return f"the user chooses {quoted(plus.name)}", (Click(on=locator(plus)),), (plus,)
    spin = next((e for e in cart.acting() if e.role == "spinbutton"), None)
    if spin is None:
        return None
    typed = (filling.put(spin, "3"), Press(key="Tab", on=locator(spin)))
    return "the user changes the quantity to 3", typed, (spin,)


def _set_quantity(
    found: FormSpot, field: FormField, element: Element
) -> tuple[str, tuple[Step, ...], tuple[Fact, ...]] | None:
    after: tuple[Step, ...] = (Press(key="Tab", on=locator(element)),)
    if found.submit is not None and found.submit.purpose not in {*_CHECKOUT, Purpose.DELETE}:
        after = (Click(on=locator(found.submit)),)
    if values.is_choice(field):
        option = values.other_option(field)
        if option is None:
            return None
        chosen: tuple[Step, ...] = (
            Select(on=locator(element), option=option),
            *after[: found.submit is not None],
        )
        return f"the user changes the quantity to {option}", chosen, (found.form, element)
    wanted = next((n for n in ("3", "2") if values.kept(field.model_copy(update={"value": n}))), None)
    if wanted is None:
        return None
    return (
        f"the user changes the quantity to {wanted}",
        (filling.put(element, wanted), *after),
        (found.form, element),
    )


def _remove(adding: Adding, cart: Spot) -> Iterator[Derived]:
    remover = _remover(cart)
    if remover is None:
        yield refuse("removing from the cart", "no control for it was observed", cart.page.id)
        return
    yield build(
        Draft(
            kind=ScenarioKind.CART_REMOVE,
            feature=FEATURE,
            title="Removing a product takes it out of the cart",
            name="",
            spot=adding.spot,
            phases=(
                adding.phase,
                given("the cart is open", *_to_cart(adding, cart)),
                *_taking_out(adding, remover),
            ),
            basis=(adding.button, remover),
            visits=(cart,),
            writes=adding.signed_in,
            signed_in=adding.signed_in,
        )
    )


def _remover(cart: Spot) -> Element | None:
    pressed = (e for e in cart.acting() if e.role in {"button", "link"})
    return next((e for e in pressed if e.purpose is Purpose.DELETE or starts_with_word(e.name, REMOVE)), None)


def _taking_out(adding: Adding, remover: Element) -> tuple[Phase, Phase]:
    text = adding.product
    gone = expect(Outcome.TEXT_VANISHES, text) if text else expect(Outcome.CONTENT_CHANGES)
    return (
        when(f"the user chooses {quoted(remover.name)}", Click(on=locator(remover))),
        then(f"{adding.thing} is no longer in the cart", gone),
    )


def _taken_out_again(adding: Adding, cart: Spot, remover: Element) -> tuple[Phase, Phase]:
    """The same at the end, from wherever the test has come to by then: the user's cart stays as it was."""
    chosen, gone = _taking_out(adding, remover)
    told = f"the user opens the address of the cart and chooses {quoted(remover.name)}"
    return when(told, *_to_cart(adding, cart), *chosen.steps, way_back=True), gone


def _kept(facts: Facts, adding: Adding, cart: Spot) -> Iterator[Derived]:
    """What a visitor has put into the cart is there after signing in; taken out again at the end."""
    signed, remover = facts.page_map.sign_in, _remover(cart)
    can_sign_in = signed.outcome == "signed-in" and bool(signed.steps)
    if adding.signed_in or adding.product is None or not can_sign_in:
        return
    if remover is None or facts.read_only:
        reason = "guarded: safety is read-only" if facts.read_only else "it could not be taken out again"
        yield refuse("keeping the cart when signing in", reason, cart.page.id)
        return
    yield build(
        Draft(
            kind=ScenarioKind.CART_KEPT,
            feature=FEATURE,
            title="What a visitor has put into the cart is still there after signing in",
            name="",
            spot=adding.spot,
            phases=(
                adding.phase,
                when("the visitor signs in", *signed.steps),
                then("the user is signed in", expect(Outcome.SIGNED_IN, on=signed.proof)),
                when("the user opens the address of the cart", *_to_cart(adding, cart)),
                then(f"{adding.thing} is still in the cart", expect(Outcome.TEXT_APPEARS, adding.product)),
                *_taken_out_again(adding, cart, remover),
            ),
            basis=(adding.button, cart.page, remover),
            visits=(cart,),
            writes=True,
            signed_in=False,
        )
    )
