"""Signing in (valid, invalid, with something missing) and signing out."""

from collections.abc import Iterator

from agents.domain.locator import Unique
from agents.domain.page import Element, FieldMeaning, FormField, Purpose
from agents.domain.scenario import Expectation, Outcome, Phase, ScenarioKind
from agents.domain.steps import Click, Goto, Step
from agents.requirements.rules import filling, values
from agents.requirements.rules.draft import (
    Derived,
    Draft,
    basis,
    build,
    expect,
    given,
    opening,
    page_name,
    refuse,
    then,
    when,
)
from agents.requirements.rules.facts import Facts, FormSpot, Spot, locator
from agents.requirements.rules.naming import naming
from agents.requirements.rules.words import quoted

FEATURE = "Sign-in"
_WHO = frozenset({FieldMeaning.USERNAME, FieldMeaning.EMAIL})
# Never a real user's password, and never a real user's name: no account can be locked by it.
_WRONG_PASSWORD = "Wrong-password-1!"  # noqa: S105

Part = tuple[FormField, Element]


def derive(facts: Facts) -> Iterator[Derived]:
    """Scenarios of each sign-in form, and of signing out."""
    forms = [found for found in facts.forms_for(Purpose.SIGN_IN) if not found.spot.state.signed_in]
    for found in forms:
        who, password = _part(found, _WHO), _part(found, frozenset({FieldMeaning.PASSWORD}))
        sent = filling.send(found)
        if password is None or sent is None:
            yield refuse("signing in", "the form has no password field that can be filled", found.form.id)
            continue
        if who is not None:
            yield _invalid(found, who, password, sent)
            if facts.page_map.sign_in.outcome == "signed-in":
                reason = "not tried: the real account could be locked by it"
                yield refuse("signing in with a known name and a wrong password", reason, found.form.id)
        if not found.waits:
            yield from _missing(found, who, password, sent)
    yield from _valid(facts, forms)
    yield from _sign_out(facts)


def _part(found: FormSpot, meanings: frozenset[FieldMeaning]) -> Part | None:
    matching = (pair for pair in found.fields if pair[0].meaning in meanings)
    # A lone text field beside a password asks who the user is, whatever its label says.
    texts = [pair for pair in found.fields if values.is_text(pair[0]) and pair[0].type != "password"]
    lone = texts[0] if meanings == _WHO and len(texts) == 1 else None
    return next(matching, lone)


def _nobody(field: FormField) -> Unique:
    mail = field.meaning is FieldMeaning.EMAIL or field.type == "email"
    return Unique(
        key="nobody", prefix="nobody", shape="email" if mail else "slug", max_length=field.max_length
    )


def _invalid(found: FormSpot, who: Part, password: Part, sent: tuple[Step, ...]) -> Derived:
    refusal = [expect(Outcome.MESSAGE_APPEARS)]
    if found.stays_when_refused:
        refusal.append(expect(Outcome.ADDRESS_STAYS))
    return build(
        Draft(
            kind=ScenarioKind.SIGN_IN_INVALID,
            feature=FEATURE,
            title="Signing in with an unknown name and password is refused with a message",
            name=found.form.name,
            spot=found.spot,
            phases=(
                opening(found.spot),
                when(
                    "the user signs in with an unknown name and a wrong password",
                    filling.put(who[1], _nobody(who[0])),
                    filling.put(password[1], _WRONG_PASSWORD),
                    *sent,
                ),
                then("a message says that signing in failed and nobody is signed in", *refusal),
            ),
            basis=basis(found),
        )
    )


def _missing(found: FormSpot, who: Part | None, password: Part, sent: tuple[Step, ...]) -> Iterator[Derived]:
    for empty, other in ((who, password), (password, who)):
        if empty is None:
            continue
        name = filling.label(*empty)
        filled: tuple[Step, ...] = ()
        if other is not None:
            known = _WRONG_PASSWORD if other is password else _nobody(other[0])
            filled = (filling.put(other[1], known),)
        yield build(
            Draft(
                kind=ScenarioKind.SIGN_IN_MISSING,
                feature=FEATURE,
                title=f"Signing in without {quoted(name)} is refused",
                name=f"{found.form.name} {name}",
                spot=found.spot,
                phases=(
                    opening(found.spot),
                    when(f"the user leaves {quoted(name)} empty and tries to sign in", *filled, *sent),
                    then(
                        f"the user is asked for {quoted(name)} and is not signed in",
                        *refused(found, empty, stated=empty[0].required),
                    ),
                ),
                basis=basis(found),
            )
        )


def refused(found: FormSpot, part: Part, *, stated: bool) -> tuple[Expectation, ...]:
    """How a form refuses a field: at the field, unless sending leads to another page that says so.

    Args:
        stated: whether the page itself states the rule, so that the browser refuses before anything is sent.
    """
    at_field = (stated and not found.form.no_validate) or found.stays_when_refused
    outcome = Outcome.FIELD_REFUSED if at_field else Outcome.MESSAGE_APPEARS
    return (expect(outcome, on=locator(part[1])),)


def _valid(facts: Facts, forms: list[FormSpot]) -> Iterator[Derived]:
    signed = facts.page_map.sign_in
    if signed.outcome != "signed-in" or not signed.steps:
        reason = {"failed": "the given credentials did not work", "no-form": "no sign-in form was found"}
        for found in forms[:1]:
            told = reason.get(signed.outcome, "no credentials were given")
            yield refuse("signing in with valid credentials", told, found.form.id)
        return
    chosen = next((f for f in forms if f.spot.page.url.endswith(signed.path or "\n")), None)
    landed = next((s for s in facts.loaded if signed.landed_on and s.path == signed.landed_on), None)
    spot = chosen.spot if chosen else landed
    if spot is None:
        yield refuse("signing in with valid credentials", "the sign-in page was not observed", "sign-in")
        return
    visits = (landed,) if landed is not None else ()
    # Where the address stays no page opens, and what stands there has the name of the sign-in or of the user.
    moved = (s for s in facts.loaded if s.path == signed.landed_on != signed.path and s.state.signed_in)
    opened = next(moved, None)
    outcome = "the user is signed in"
    if opened is not None:
        outcome = f"the page {page_name(opened)} opens and {outcome}"
    yield build(
        Draft(
            kind=ScenarioKind.SIGN_IN_VALID,
            feature=FEATURE,
            title="A user signs in with a valid name and password",
            name=chosen.form.name if chosen else "",
            spot=spot,
            phases=(
                given("a visitor is on the sign-in page", signed.steps[0]),
                when("the user signs in with a valid name and password", *signed.steps[1:]),
                then(outcome, expect(Outcome.SIGNED_IN, on=signed.proof)),
            ),
            basis=basis(chosen) if chosen else (spot.page,),
            visits=visits,
            signed_in=False,
        )
    )


def _sign_out(facts: Facts) -> Iterator[Derived]:
    found = next(
        (
            (s, e)
            for s in facts.spots
            if s.state.signed_in
            for e in s.acting()
            if e.purpose is Purpose.SIGN_OUT
        ),
        None,
    )
    if found is None:
        return
    spot, element = found
    if facts.read_only:
        yield refuse("signing out", "guarded: not done with safety read-only", element.id)
        return
    if facts.page_map.sign_in.outcome != "signed-in":
        yield refuse("signing out", "how to sign in again is not known", element.id)
        return
    phases: tuple[Phase, ...] = (
        opening(spot),
        when(f"the user chooses {quoted(naming(element))}", Click(on=locator(element))),
        then(
            "the user is signed out",
            expect(Outcome.SIGNED_OUT, on=facts.page_map.sign_in.proof),
        ),
        *_stays_out(facts, spot),
    )
    yield build(
        Draft(
            kind=ScenarioKind.SIGN_OUT,
            feature=FEATURE,
            title="A signed-in user signs out",
            name=element.name,
            spot=spot,
            phases=phases,
            basis=(element,),
            # It may end every session of the user, not only its own, so nothing else runs beside it.
            writes=True,
            signed_in=True,
        )
    )


def _stays_out(facts: Facts, spot: Spot) -> Iterator[Phase]:
    """That a page which turned visitors away is closed now: a session may outlive the way out of it."""
    closed = [s for s in facts.loaded if s.state.signed_in and s.page.visitors == "turned-away"]
    own = (s for s in closed if s.page.id == spot.page.id)
    page = next(own, next(iter(closed), None))
    if page is not None:
        proof = facts.page_map.sign_in.proof
        told = f"the page {page_name(page)} is closed to them when it is opened again"
        yield then(told, expect(Outcome.SIGNED_OUT, on=proof), steps=(Goto(path=page.path),))
