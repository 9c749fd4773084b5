"""Detections against labels, by the rules of the README."""

from typing import Any

import pytest

from benchmarks.observation.matching import Detection, Relation, Unit, match


def unit(id: str, *, enabled: bool = True) -> Unit:  # noqa: A002
    return Unit(id=id, role="button", name=None, enabled=enabled, where=id, html="")


def seen(up: str | None = None, *below: str, barred: bool = False, steps: int = 0, **more: Any) -> Detection:
    relation = Relation(up=up, steps=steps, barred=barred, below=below, where="", html="", text="")
    return Detection(relation=relation, **more)


def test_the_node_itself_is_the_hit_and_its_icon_a_duplicate() -> None:
    outcome = match([unit("0.0")], [seen("0.0", steps=2), seen("0.0")])
    assert outcome.hits == {"0.0": 1}
    assert outcome.duplicates == (0,)
    assert (outcome.right, outcome.wrong) == (1, 1)


def test_a_part_alone_is_the_hit() -> None:
    outcome = match([unit("0.0")], [seen("0.0", steps=1)])
    assert (outcome.right, outcome.wrong) == (1, 0)


def test_what_is_around_the_only_label_hits_it_but_around_two_is_wrong() -> None:
    outcome = match([unit("0.0"), unit("1.0")], [seen(None, "0.0"), seen(None, "0.0", "1.0")])
    assert outcome.hits == {"0.0": 0}
    assert outcome.extras == (1,)
    assert [miss.unit.id for miss in outcome.missed] == ["1.0"]


def test_the_same_label_matched_twice_counts_against_precision() -> None:
    outcome = match([unit("0.0"), unit("0.1")], [seen("0.0"), seen("0.0"), seen("0.1")])
    assert outcome.right == 2
    assert outcome.duplicates == (1,)


def test_the_unjudged_is_neither_right_nor_wrong() -> None:
    outcome = match([unit("0.0")], [seen("0.0"), seen(None, barred=True), seen(None, "0.0", barred=True)])
    assert (outcome.right, outcome.wrong, outcome.left_out) == (1, 0, 2)


def test_an_unjudged_wrapper_may_stand_for_the_only_label_in_it() -> None:
    outcome = match([unit("0.0")], [seen(None, "0.0", barred=True)])
    assert (outcome.right, outcome.wrong, outcome.left_out) == (1, 0, 0)


def test_what_is_nowhere_is_wrong() -> None:
    assert match([], [seen()]).extras == (0,)


def test_disabled_things_are_counted_apart() -> None:
    units = [unit("0.0"), unit("1.0", enabled=False), unit("2.0", enabled=False)]
    outcome = match(units, [seen("0.0"), seen("1.0", usable=False), seen("2.0")])
    assert (outcome.enabled, outcome.right, outcome.wrong) == (1, 1, 0)
    assert (outcome.disabled, outcome.disabled_seen, outcome.disabled_marked) == (2, 2, 1)


@pytest.mark.parametrize(
    ("visible", "why"), [(True, "seen as disabled"), (False, "seen as hidden"), (None, "not seen")]
)
def test_a_miss_says_why(visible: bool | None, why: str) -> None:
    detections = [] if visible is None else [seen("0.0", usable=False, visible=visible)]
    outcome = match([unit("0.0")], detections)
    assert [miss.why for miss in outcome.missed] == [why]
    assert outcome.wrong == 0
