"""Detections against labels: what was hit, missed, seen twice, and seen without being there. Pure.

A detection belongs to the nearest label at or above its node, else to the only label below it. The first one
at a label is the hit, every other a duplicate. Inside the unjudged parts nothing is right or wrong.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from benchmarks.observation.models import Value


class Relation(Value):
    """How a detected node stands to the labelled ones (see `js/relate.js`)."""

    up: str | None
    steps: int
    barred: bool
    below: tuple[str, ...]
    where: str
    html: str
    text: str


class Detection(Value):
    """One thing that a detector reports."""

    relation: Relation
    role: str = ""
    name: str = ""
    usable: bool = True
    """Whether the detector says that it is visible and enabled."""

    visible: bool = True
    found_by: tuple[str, ...] = ()


class Unit(Value):
    """One labelled thing."""

    id: str
    role: str
    name: str | None
    enabled: bool
    where: str
    html: str


class Miss(Value):
    """A labelled thing that was not seen, or not as it is."""

    unit: Unit
    why: Literal["not seen", "seen as disabled", "seen as hidden"]


class Outcome(Value):
    """What a detector made of a state. `hits` are places of detections, by the id of the unit."""

    hits: dict[str, int]
    missed: tuple[Miss, ...]
    duplicates: tuple[int, ...]
    extras: tuple[int, ...]
    left_out: int
    enabled: int
    disabled: int
    disabled_seen: int
    disabled_marked: int

    @property
    def right(self) -> int:
        """Labelled, enabled, and seen."""
        return len(self.hits)

    @property
    def wrong(self) -> int:
        """Reported without being there, or once more."""
        return len(self.duplicates) + len(self.extras)


def match(units: Sequence[Unit], detections: Sequence[Detection]) -> Outcome:
    """Judge the detections of one state."""
    by_id = {unit.id: unit for unit in units}
    usable = [at for at, one in enumerate(detections) if one.usable]
    targets = {at: _target(detections[at].relation) for at in usable}
    holders: dict[str, int] = {}
    # What is the labelled node itself goes before its parts, and these before what is around it.
    for at in sorted(usable, key=lambda at: (_rank(detections[at].relation), at)):
        target = targets[at]
        if target is not None and not (detections[at].relation.barred and target in holders):
            holders.setdefault(target, at)
    duplicates: list[int] = []
    extras: list[int] = []
    left_out = 0
    for at in usable:
        target = targets[at]
        if target is not None and (holders.get(target) == at or not by_id[target].enabled):
            continue
        if detections[at].relation.barred:
            left_out += 1
        else:
            (extras if target is None else duplicates).append(at)
    return _outcome(units, detections, holders, duplicates, extras, left_out)


def _outcome(
    units: Sequence[Unit],
    detections: Sequence[Detection],
    holders: dict[str, int],
    duplicates: list[int],
    extras: list[int],
    left_out: int,
) -> Outcome:
    unusable = defaultdict(list)
    for one in detections:
        target = _target(one.relation)
        if not one.usable and target is not None:
            unusable[target].append(one)
    enabled = [unit for unit in units if unit.enabled]
    disabled = [unit for unit in units if not unit.enabled]
    marked = [unit for unit in disabled if any(one.visible for one in unusable[unit.id])]
    return Outcome(
        hits={unit.id: holders[unit.id] for unit in enabled if unit.id in holders},
        missed=tuple(Miss(unit=one, why=_why(unusable[one.id])) for one in enabled if one.id not in holders),
        duplicates=tuple(duplicates),
        extras=tuple(extras),
        left_out=left_out,
        enabled=len(enabled),
        disabled=len(disabled),
        disabled_seen=sum(unit.id in holders or unit in marked for unit in disabled),
        disabled_marked=len([unit for unit in marked if unit.id not in holders]),
    )


def _why(unusable: Sequence[Detection]) -> Literal["not seen", "seen as disabled", "seen as hidden"]:
    if not unusable:
        return "not seen"
    return "seen as disabled" if any(one.visible for one in unusable) else "seen as hidden"


def _target(relation: Relation) -> str | None:
    if relation.up is not None:
        return relation.up
    return relation.below[0] if len(relation.below) == 1 else None


def _rank(relation: Relation) -> tuple[int, int]:
    return (0, relation.steps) if relation.up is not None else (1, 0)
