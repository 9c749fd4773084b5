"""What scenarios touch."""

from agents.analysis.touched import Atlas, acting_steps, steps_of, target_of
from agents.domain.page import Purpose
from agents.domain.scenario import ScenarioKind
from agents.domain.steps import Goto, Press, Reload
from agents.domain.target import Safety
from agents.requirements.rules import derive
from tests.unit.agents import sample_maps
from tests.unit.agents.maps import run_request

SHOP = sample_maps.shop()
ATLAS = Atlas(SHOP)
FOUND = {s.kind: s for s in reversed(derive(run_request(safety=Safety.FULL), SHOP).scenarios)}


def test_signing_in_touches_credentials() -> None:
    touched = ATLAS.touched(FOUND[ScenarioKind.SIGN_IN_VALID])
    assert touched.credentials
    assert not ATLAS.touched(FOUND[ScenarioKind.SIGN_IN_INVALID]).credentials


def test_only_forms_that_are_sent_give_their_purpose() -> None:
    missing = ATLAS.touched(FOUND[ScenarioKind.CHECKOUT_INVALID])
    assert Purpose.CHECKOUT in missing.purposes
    assert len(missing.asked) > 5
    tabs = ATLAS.touched(FOUND[ScenarioKind.TAB])
    assert tabs.asked == ()


def test_opening_a_page_is_no_act() -> None:
    scenario = FOUND[ScenarioKind.EDIT]
    assert any(isinstance(step, Goto) for step in steps_of(scenario))
    assert not any(isinstance(step, Goto | Reload) for step in acting_steps(scenario))
    assert target_of(Goto(path="/")) is None
    assert target_of(Press(key="Escape")) is None


def test_unknown_pages_have_no_share() -> None:
    assert ATLAS.inbound_share("p99") is None
    assert ATLAS.page("p99") is None
    assert ATLAS.path("p99") == "p99"
