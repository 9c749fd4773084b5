"""Pages that only a signed-in user may see, visited signed out."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from agents.domain.page import Purpose
from agents.domain.scenario import Outcome, Scenario, ScenarioKind
from agents.domain.steps import Goto
from agents.requirements.rules.draft import (
    Derived,
    Draft,
    build,
    expect,
    given,
    page_name,
    refuse,
    then,
    when,
)
from agents.requirements.rules.facts import Facts, FormSpot, Spot

_PRIVATE = frozenset({"profile", "account", "admin", "settings", "orders", "history", "dashboard"})
_MOST = 3


def derive(facts: Facts) -> Iterator[Derived]:
    """A signed-out visit of pages that were only seen signed in."""
    form = next((f for f in facts.forms_for(Purpose.SIGN_IN) if not f.spot.state.signed_in), None)
    home = next((s for s in facts.loaded if not s.state.signed_in), None)
    if form is None or home is None:
        return
    public = {s.page.path_pattern for s in facts.loaded if not s.state.signed_in}
    closed = [s for s in facts.loaded if s.state.signed_in and s.page.path_pattern not in public]
    ranked = [s for s in closed if _is_closed(facts, s)]
    for spot in ranked[:_MOST]:
        yield _denied(home, spot, form)
    for spot in ranked[_MOST:]:
        yield refuse(
            f"signed-out visit of {page_name(spot)}", "enough pages of this kind are planned", spot.page.id
        )


def _is_closed(facts: Facts, spot: Spot) -> bool:
    """As a visitor's look told; without one only its kind, or being led there by signing in, says so."""
    if spot.page.visitors is not None:
        return spot.page.visitors == "turned-away"
    kinds = {spot.page.page_type, *spot.page.path_pattern.casefold().replace("-", "/").split("/")}
    return bool(kinds & _PRIVATE) or spot.path == facts.page_map.sign_in.landed_on != "/"


def _denied(home: Spot, spot: Spot, sign_in: FormSpot) -> Scenario:
    asked = urlsplit(sign_in.spot.page.url).path or "/"
    return build(
        Draft(
            kind=ScenarioKind.ACCESS_DENIED,
            feature="Access",
            title=f"The page {page_name(spot)} is closed to a visitor who is not signed in",
            name=spot.page.path_pattern,
            spot=home,
            phases=(
                given("a visitor who is not signed in is on the site", *home.entry),
                when(f"the visitor opens the address of {page_name(spot)}", Goto(path=spot.path)),
                then("the visitor is asked to sign in", expect(Outcome.ADDRESS_CHANGES, asked)),
            ),
            basis=(spot.page, sign_in.form),
            visits=(spot, sign_in.spot),
            signed_in=False,
        )
    )
