"""A whole run on the small page: what is marked, seen, located and mutated are the very nodes."""

from pathlib import Path

import pytest

from benchmarks.observation.check import judged
from benchmarks.observation.marking import mark
from benchmarks.observation.models import Label, Truth, read_case
from benchmarks.observation.provenance import Commit
from benchmarks.observation.reach import state_page
from benchmarks.observation.results import StateResult
from benchmarks.observation.run import Plan, open_ground, score
from benchmarks.observation.serve import served

pytestmark = pytest.mark.browser
TINY = Path(__file__).parent / "tiny/truth/tiny"


async def results(plan: Plan, cache: Path) -> dict[str, StateResult]:
    async with open_ground(browser_use=False) as ground:
        found = await score(ground, read_case(TINY), plan, Commit(), cache)
    return {one.state: one for one in found}


async def test_every_label_is_found_again_by_its_own_node(tmp_path: Path) -> None:
    found = (await results(Plan(timing=False), tmp_path))["first"]
    assert found.problem == ""
    ours, plain = found.of("ours"), found.of("plain")
    assert ours is not None
    assert plain is not None
    # Frames, closed roots and cards are what a plain scan does not see.
    assert {miss.unit.where for miss in plain.missed} == {
        "#card",
        "iframe > button",
        "x-vault (closed) button",
    }
    assert (plain.right, plain.wrong) == (4, 0)
    assert ours.right + len(ours.missed) == ours.enabled == 7
    assert set(ours.hits) >= set(plain.hits)
    aria = found.of("aria")
    assert aria is not None
    assert "x-vault (closed) button" in {miss.unit.where for miss in aria.missed}
    verdicts = {one.name: one.verdict for one in found.located if one.visible}
    assert verdicts["More"] == "itself"
    assert verdicts["Vault"] == "closed"
    by_change = {one.mutation: one for one in found.survival}
    assert by_change["nothing"].ours == by_change["nothing"].there > 0
    assert by_change["nothing"].codegen == by_change["nothing"].there
    # The links, cards and boxes have classes, and `r_1` looks generated: these did change.
    assert by_change["classes"].changes > 0
    assert by_change["ids"].changes >= 2


async def test_a_label_that_matches_too_much_or_twice_is_told(tmp_path: Path) -> None:
    truth = Truth(
        app="tiny",
        state="wrong",
        elements=(
            Label(at="nav a", role="link"),
            Label(at="#more", role="button"),
            Label(at="button[aria-label]", role="button"),
            Label(at="#yes", role="button"),
        ),
        unjudged=(".nowhere",),
    )
    case = read_case(TINY)
    async with open_ground(browser_use=False) as ground:
        with served(case, tmp_path) as url:
            async with state_page(ground.host, url, case.app, truth) as (page, _):
                told = list(judged(await mark(page, truth)))
    assert told[0] == "nav a: 2 elements, not 1"
    assert told[1].startswith("#yes: 1 of 1 not visible")
    assert told[2].startswith("the same element twice: #more")
    assert told[3] == "unjudged .nowhere: matches nothing"
