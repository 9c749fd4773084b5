"""Sums over states, and what the report says of them."""

from agents.domain.locator import ByCss, ByRole, Locator
from benchmarks.observation.locating import Located, is_user_facing, kind_of, verdict_of
from benchmarks.observation.matching import Detection, Relation, Unit, match
from benchmarks.observation.provenance import Commit, Provenance
from benchmarks.observation.report import markdown
from benchmarks.observation.results import (
    Results,
    Said,
    Scored,
    StateResult,
    locator_score,
    said_of,
    survival_sums,
    total,
)
from benchmarks.observation.survival import Survival
from benchmarks.observation.timing import Timing

UNITS = [
    Unit(id="0.0", role="button", name="Save", enabled=True, where="#save", html="<button id=save>"),
    Unit(id="1.0", role="link", name="Home", enabled=True, where="#home", html="<a id=home>"),
]


def seen(up: str | None, role: str = "button", name: str = "Save") -> Detection:
    relation = Relation(up=up, steps=0, barred=False, below=(), where="div.x", html="<div class=x>", text="")
    return Detection(relation=relation, role=role, name=name, found_by=("cursor",))


DETECTIONS = [seen("0.0"), seen(None, name="Nothing")]
OUTCOME = match(UNITS, DETECTIONS)


def located(verdict: str, **more: object) -> Located:
    facts = {
        "role": "button",
        "name": "",
        "locator": None,
        "user_facing": True,
        "kind": "role",
        "visible": True,
    }
    return Located.model_validate({**facts, "verdict": verdict, **more})


def state(**more: object) -> StateResult:
    order = Provenance(
        file="truth/a/s.json", first=Commit(), last=Commit(), changed=False, before_detector=True
    )
    facts = {"app": "a", "kind": "k", "group": "held-out", "state": "s", "opened": False, "provenance": order}
    return StateResult.model_validate({**facts, **more})


def test_every_label_weighs_the_same() -> None:
    whole = match(UNITS[:1] * 1, [seen("0.0")])
    sums = total([OUTCOME, whole, None])
    assert (sums.states, sums.enabled, sums.right, sums.wrong) == (2, 3, 2, 1)
    assert sums.recall == 2 / 3
    assert sums.precision == 2 / 3


def test_nothing_is_not_wrong() -> None:
    assert total([]).recall == total([]).precision == 1.0


def test_names_are_compared_without_case_and_space() -> None:
    same = Said(where="", role="button", seen_role="button", name=" Save  all", seen_name="save all")
    assert same.same_name
    assert not same.model_copy(update={"seen_name": "Save"}).same_name
    assert same.model_copy(update={"name": None, "seen_name": "x"}).same_name


def test_roles_and_names_are_those_of_the_hits() -> None:
    (said,) = said_of(UNITS, DETECTIONS, OUTCOME)
    assert (said.where, said.role, said.seen_role, said.seen_name) == ("#save", "button", "button", "Save")


def test_locators_of_what_nobody_sees_do_not_count() -> None:
    sums = locator_score(
        [
            located("itself"),
            located("label"),
            located("many"),
            located("no locator", user_facing=False),
            located("closed"),
            located("none", visible=False),
        ]
    )
    assert (sums.elements, sums.closed, sums.without, sums.on_target, sums.exact) == (4, 1, 1, 2, 1)
    assert sums.user_facing == 3


def test_a_locator_is_user_facing_by_its_end_and_without_a_position() -> None:
    button = ByRole(role="button", name="Save")
    css = ByCss(selector="#x")
    assert is_user_facing(Locator(chain=(css, button)))
    assert not is_user_facing(Locator(chain=(button, css)))
    assert not is_user_facing(Locator(chain=(button.model_copy(update={"nth": 1}),)))
    assert kind_of(Locator(chain=(css, button))) == "scoped role"


def test_a_verdict_needs_one_match() -> None:
    assert verdict_of((1, "itself")) == "itself"
    assert verdict_of((2, "itself")) == "many"
    assert verdict_of((0, "itself")) == "none"


def test_survival_is_summed_by_change() -> None:
    one = Survival(mutation="order", changes=2, there=10, gone=1, ours=9, codegen=5, lost=("a",))
    (sums,) = survival_sums([state(survival=(one,)), state(survival=(one,))])
    assert (sums.there, sums.ours, sums.codegen, sums.lost) == (20, 18, 10, ("a", "a"))


def test_the_report_names_what_was_missed_and_what_was_wrong() -> None:
    timing = Timing(nodes=90, elements=2, first=9, ours=20, detect=5, locate=15, plain=4, aria=6)
    scored = Scored(detector="ours", outcome=OUTCOME, extras=(DETECTIONS[1],))
    good = state(scored=(scored,), said=tuple(said_of(UNITS, DETECTIONS, OUTCOME)), timing=timing)
    good = good.model_copy(update={"complaints": ("nav a: 2 elements, not 1",)})
    text = markdown(
        Results(
            detector=Commit(id="abc", time=1),
            detector_changed=True,
            browser="Chromium 1",
            peers={"ours": "", "plain": ""},
            seed=1,
            states=(good, state(state="t", problem="it is | late")),
        )
    )
    assert "| all | ours | 2 | 50.0 % | 50.0 % | 1 | 1 | 0 |" in text
    assert "- a/s: not seen: link 'Home' `#home` `<a id=home>`" in text
    assert "- a/s: not labelled: button 'Nothing' `div.x` `<div class=x>` found by cursor" in text
    assert "- a/s: LABELS DO NOT HOLD: nav a: 2 elements, not 1" in text
    assert "NOT SCORED: a/t: it is | late" in text
    assert "median 20, 95th percentile 20; median ratio to the plain scan 5.0." in text
    assert "and what is not committed" in text
