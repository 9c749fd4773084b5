"""Validation by the stated constraints, and sending forms that are not records, carts or sign-ins."""

from collections.abc import Iterator

from agents.domain.page import Element, FieldMeaning, FormField, Purpose
from agents.domain.scenario import Outcome, Phase, ScenarioKind
from agents.domain.spoken import says_something
from agents.domain.steps import Step
from agents.requirements.rules import filling, values
from agents.requirements.rules.cart import as_visitor
from agents.requirements.rules.checkout import CHECKOUT, ground
from agents.requirements.rules.draft import (
    Derived,
    Draft,
    basis,
    build,
    expect,
    first_of,
    form_name,
    guarded,
    opening,
    page_name,
    refuse,
    then,
    when,
)
from agents.requirements.rules.facts import Facts, FormSpot, locator
from agents.requirements.rules.rows import creates, edits
from agents.requirements.rules.sign_in import refused
from agents.requirements.rules.words import quoted

_ELSEWHERE = frozenset({Purpose.SIGN_IN, Purpose.SEARCH, Purpose.FILTER, Purpose.SORT, Purpose.PAGING})
_CART = frozenset({Purpose.CART, Purpose.ADD_TO_CART})
_SENT_HERE = frozenset(
    {Purpose.CONTACT, Purpose.SUBSCRIBE, Purpose.SIGN_UP, Purpose.SUBMIT, Purpose.SAVE, Purpose.OTHER}
)
_SENSITIVE = (
    FieldMeaning.CARD_NUMBER,
    FieldMeaning.EMAIL,
    FieldMeaning.NEW_PASSWORD,
    FieldMeaning.PASSWORD,
    FieldMeaning.CARD_EXPIRY,
    FieldMeaning.CARD_CODE,
)
_TELLING = (FieldMeaning.CARD_NUMBER, FieldMeaning.EMAIL, FieldMeaning.CARD_EXPIRY, FieldMeaning.CARD_CODE)
"""Whose refusal says most, best first: one part of a card, then what is of another kind."""

_MOST = 3

Part = tuple[FormField, Element]


def derive(facts: Facts) -> Iterator[Derived]:
    """Refused and accepted inputs of each distinct form."""
    for found in facts.forms:
        if found.form.purpose in _ELSEWHERE or not found.fields:
            continue
        sent = filling.send(found)
        if sent is None:
            yield refuse(f"sending {form_name(found)}", "there is no way to send it", found.form.id)
            continue
        if found.waits:
            reason = "its button cannot be pressed before it is filled in"
            yield refuse(f"sending {form_name(found)} incomplete", reason, found.form.id)
        else:
            yield from first_of(_missing(facts, found, sent), _MOST)
            yield from first_of(_invalid(facts, found, sent), _MOST)
        yield from _too_long(facts, found)
        framed = any(element.frame is not None for _, element in found.fields)
        if (
            found.form.purpose in _SENT_HERE
            and not framed
            and not (creates(facts, found) or edits(facts, found))
        ):
            yield from _valid(facts, found, sent)


def feature(found: FormSpot) -> str:
    """The group that the scenarios of a form belong to."""
    purpose = found.form.purpose
    if purpose in CHECKOUT:
        return "Checkout"
    if purpose in _CART:
        return "Cart"
    named = {
        Purpose.SIGN_UP: "Sign-up",
        Purpose.PROFILE: "Profile",
        Purpose.CONTACT: "Contact",
        Purpose.SUBSCRIBE: "Subscription",
    }
    if purpose in named:
        return named[purpose]
    return found.spot.called.strip() or found.form.name or "Forms"


def called(found: FormSpot) -> str:
    """What people call a form; the heading nearest to that of a checkout names only its first part."""
    if found.form.purpose in CHECKOUT:
        return page_name(found.spot)
    return form_name(found)


def _checked_by_page(found: FormSpot) -> bool:
    return not found.form.no_validate


def _missing(facts: Facts, found: FormSpot, sent: tuple[Step, ...]) -> Iterator[Derived]:
    required = [part for part in _told(found) if part[0].required and _can_be_left(part[0])]
    if facts.read_only and not _checked_by_page(found):
        return
    order = {meaning: rank for rank, meaning in enumerate(_SENSITIVE)}
    ranked = required[:1] + sorted(
        (p for p in required[1:] if p[0].meaning in order), key=lambda p: order[p[0].meaning]
    )
    for part in ranked:
        steps = filling.fill_all(found, facts.request.seed, leave=frozenset({part[0].element}))
        name = filling.label(*part)
        if steps is None:
            yield refuse(
                f"leaving {quoted(name)} empty", "no valid value is known for another field", part[1].id
            )
            continue
        yield _refusal(
            facts,
            found,
            part,
            ScenarioKind.FORM_MISSING,
            f"{called(found)} cannot be sent without {quoted(name)}",
            when(f"the user leaves {quoted(name)} empty and sends the form", *steps, *_clear(part), *sent),
            then(f"the user is asked for {quoted(name)}", *refused(found, part, stated=True)),
        )


def _told(found: FormSpot) -> tuple[Part, ...]:
    """The fields that people could name; one that is called by its value, such as a cell, is not."""
    return tuple(part for part in found.fields if says_something(filling.label(*part)))


def _can_be_left(field: FormField) -> bool:
    """A list always has an option chosen, and a group of radio buttons may have one."""
    return values.is_text(field) or field.type == "checkbox"


def _clear(part: Part) -> tuple[Step, ...]:
    field, element = part
    return (filling.put(element, ""),) if field.value and values.is_text(field) else ()


def _invalid(facts: Facts, found: FormSpot, sent: tuple[Step, ...]) -> Iterator[Derived]:
    order = {meaning: rank for rank, meaning in enumerate(_TELLING)}
    for part in sorted(_told(found), key=lambda p: order.get(p[0].meaning, len(order))):
        if not values.is_text(part[0]) or filling.is_own_secret(found, part[0]):
            continue
        for wrong in _wrongs(facts, found, part):
            steps = filling.fill_all(found, facts.request.seed, leave=frozenset({part[0].element}))
            name = filling.label(*part)
            if steps is None:
                yield refuse(
                    f"a wrong {quoted(name)}", "no valid value is known for another field", part[1].id
                )
                break
            outcome = refused(found, part, stated=wrong.rule != "card")
            yield _refusal(
                facts,
                found,
                part,
                ScenarioKind.FORM_INVALID,
                f"{called(found)} does not accept {quoted(wrong.text)} as {quoted(name)}",
                when(
                    f"the user enters {quoted(wrong.text)} as {quoted(name)}, {wrong.why}",
                    *steps,
                    filling.put(part[1], wrong.text),
                    *sent,
                ),
                then(f"{quoted(name)} is refused", *outcome),
                wrong.rule,
            )


def _wrongs(facts: Facts, found: FormSpot, part: Part) -> Iterator[values.Invalid]:
    stated = list(values.invalid(part[0]))
    if facts.read_only and found.form.no_validate:
        return
    if not stated and part[0].meaning is FieldMeaning.CARD_NUMBER and facts.full:
        # The page states no rule for the card; refusing it is the server's part, so the form really is sent.
        stated = [values.Invalid(text="1234", why="which is not a card number", rule="card")]
    yield from stated


def _refusal(
    facts: Facts,
    found: FormSpot,
    part: Part,
    kind: ScenarioKind,
    title: str,
    act: Phase,
    seen: Phase,
    rule: str = "",
) -> Derived:
    before = ground(facts, found)
    if found.form.purpose in CHECKOUT:
        kind = ScenarioKind.CHECKOUT_INVALID
    if before is None:
        return refuse(title, "no valid value is known for a form before it", found.form.id)
    missing = "" if rule else "missing"
    signed_in = found.spot.state.signed_in and not (found.form.purpose in _CART and as_visitor(facts))
    return build(
        Draft(
            kind=kind,
            feature=feature(found),
            title=title,
            name=f"{found.form.name} {filling.label(*part)} {rule or missing}",
            spot=found.spot,
            phases=(*before, act, seen),
            basis=basis(found),
            # The cart of a signed-in user is kept, so filling it is seen by others.
            writes=signed_in and before[0].text != opening(found.spot).text,
            signed_in=signed_in,
        )
    )


def _too_long(facts: Facts, found: FormSpot) -> Iterator[Derived]:
    limited = [p for p in _told(found) if values.is_text(p[0]) and 2 <= (p[0].max_length or 0) <= 80]
    plain = [p for p in limited if p[0].type in {"text", "textarea"} and not p[0].pattern]
    for part in plain[:1]:
        limit, name = part[0].max_length or 0, filling.label(*part)
        typed = ("abcdefghij" * (limit // 10 + 2))[: limit + 5]
        yield build(
            Draft(
                kind=ScenarioKind.FORM_INVALID,
                feature=feature(found),
                title=f"{quoted(name)} takes no more than {limit} characters",
                name=f"{found.form.name} {name} length",
                spot=found.spot,
                phases=(
                    opening(found.spot),
                    when(
                        f"the user enters {limit + 5} characters as {quoted(name)}",
                        filling.put(part[1], typed),
                    ),
                    then(
                        f"only the first {limit} are kept",
                        expect(Outcome.VALUE_KEPT, typed[:limit], locator(part[1])),
                    ),
                ),
                basis=(found.form, part[1]),
            )
        )


def _valid(facts: Facts, found: FormSpot, sent: tuple[Step, ...]) -> Iterator[Derived]:
    reads = found.form.method == "get"
    if not reads and not facts.full:
        yield from guarded(facts, f"sending {form_name(found)}", found.form.id)
        return
    steps = _filled(facts, found)
    if steps is None:
        yield refuse(f"sending {form_name(found)}", "no valid value is known for a field", found.form.id)
        return
    # A question stores nothing, so that there is nothing to accept.
    told = "answers" if reads else "is accepted"
    outcome = Outcome.FORM_ANSWERED if reads else Outcome.FORM_ACCEPTED
    yield build(
        Draft(
            kind=ScenarioKind.FORM_VALID,
            feature=feature(found),
            title=f"{form_name(found)} {told} when everything is filled in",
            name=found.form.name,
            spot=found.spot,
            phases=(
                opening(found.spot),
                when(f"the user fills in and sends {form_name(found)}", *steps, *sent),
                then(
                    "the page answers" if reads else "the page answers that it was accepted", expect(outcome)
                ),
            ),
            basis=basis(found),
            writes=not reads,
        )
    )


def _filled(facts: Facts, found: FormSpot) -> tuple[Step, ...] | None:
    """Everything filled in; who it is differs each time, where an account may result."""
    once = {
        element.id: made
        for field, element in found.fields
        if found.form.method != "get" and field.meaning in {FieldMeaning.EMAIL, FieldMeaning.USERNAME}
        for made in (values.unique(field, "tester", f"tester{field.meaning.value.capitalize()}"),)
        if made is not None
    }
    steps = filling.fill_all(found, facts.request.seed, leave=frozenset(once))
    if steps is None:
        return None
    ours = tuple(filling.put(element, once[element.id]) for _, element in found.fields if element.id in once)
    return (*steps, *ours)
