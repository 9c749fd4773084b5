"""What was measured, as values that are written to the report, and the sums over them. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.observation.locating import ON_TARGET, Located
from benchmarks.observation.matching import Detection, Outcome, Unit
from benchmarks.observation.models import Value
from benchmarks.observation.provenance import Commit, Provenance
from benchmarks.observation.survival import Survival
from benchmarks.observation.timing import Timing


class Scored(Value):
    """One detector on one state; the detections are kept where they were wrong."""

    detector: str
    outcome: Outcome
    duplicates: tuple[Detection, ...] = ()
    extras: tuple[Detection, ...] = ()
    ms: float | None = None
    """Its own time, where it tells one."""


class Said(Value):
    """What a label says of a thing, beside what the scan says of it."""

    where: str
    role: str
    seen_role: str
    name: str | None
    seen_name: str

    @property
    def same_role(self) -> bool:
        """Whether it is the same in ARIA's terms."""
        return self.role == self.seen_role

    @property
    def same_name(self) -> bool:
        """White space and case aside; a label without a name says nothing."""
        return self.name is None or _plain(self.name) == _plain(self.seen_name)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()


class StateResult(Value):
    """All that was measured in one state. `problem`: why it could not be scored."""

    app: str
    kind: str
    group: str
    state: str
    opened: bool
    provenance: Provenance
    problem: str = ""
    complaints: tuple[str, ...] = ()
    """Labels that did not hold when the page was scored."""

    silent: tuple[str, ...] = ()
    """Peers that gave no answer, and why."""

    quiet: bool = True
    scored: tuple[Scored, ...] = ()
    said: tuple[Said, ...] = ()
    located: tuple[Located, ...] = ()
    timing: Timing | None = None
    survival: tuple[Survival, ...] = ()

    def of(self, detector: str) -> Outcome | None:
        """What a detector made of it."""
        return next((one.outcome for one in self.scored if one.detector == detector), None)


class Results(Value):
    """A whole run."""

    detector: Commit
    detector_changed: bool
    browser: str
    peers: dict[str, str]
    seed: int
    states: tuple[StateResult, ...]
    growth: tuple[Timing, ...] = ()


class Score(Value):
    """Sums over states."""

    states: int
    enabled: int
    right: int
    wrong: int
    duplicates: int
    disabled: int
    disabled_seen: int
    disabled_marked: int

    @property
    def recall(self) -> float:
        """The share of what is there that was seen."""
        return self.right / self.enabled if self.enabled else 1.0

    @property
    def precision(self) -> float:
        """The share of what was reported that is there, each once."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


def total(outcomes: Iterable[Outcome | None]) -> Score:
    """Every thing counts the same, whatever state it is in."""
    known = [one for one in outcomes if one is not None]
    return Score(
        states=len(known),
        enabled=sum(one.enabled for one in known),
        right=sum(one.right for one in known),
        wrong=sum(one.wrong for one in known),
        duplicates=sum(len(one.duplicates) for one in known),
        disabled=sum(one.disabled for one in known),
        disabled_seen=sum(one.disabled_seen for one in known),
        disabled_marked=sum(one.disabled_marked for one in known),
    )


class LocatorScore(Value):
    """Sums over visible elements. Closed shadow roots, which no locator enters, are counted apart."""

    elements: int
    closed: int
    without: int
    on_target: int
    exact: int
    user_facing: int
    kinds: dict[str, int]


def locator_score(located: Iterable[Located]) -> LocatorScore:
    """Of the elements a user can see."""
    visible = [one for one in located if one.visible]
    open_ones = [one for one in visible if one.verdict != "closed"]
    return LocatorScore(
        elements=len(open_ones),
        closed=len(visible) - len(open_ones),
        without=sum(one.verdict == "no locator" for one in open_ones),
        on_target=sum(one.verdict in ON_TARGET for one in open_ones),
        exact=sum(one.verdict == "itself" for one in open_ones),
        user_facing=sum(one.user_facing for one in open_ones),
        kinds=dict(Counter(one.kind for one in open_ones).most_common()),
    )


def survival_sums(states: Iterable[StateResult]) -> list[Survival]:
    """By kind of change, over all states."""
    sums: dict[str, Survival] = {}
    for one in (each for state in states for each in state.survival):
        old = sums.get(one.mutation)
        if old is None:
            sums[one.mutation] = one
            continue
        sums[one.mutation] = Survival(
            mutation=one.mutation,
            changes=old.changes + one.changes,
            there=old.there + one.there,
            gone=old.gone + one.gone,
            ours=old.ours + one.ours,
            codegen=old.codegen + one.codegen,
            lost=(*old.lost, *one.lost),
            beaten=(*old.beaten, *one.beaten),
        )
    return list(sums.values())


def said_of(units: Sequence[Unit], detections: Sequence[Detection], outcome: Outcome) -> list[Said]:
    """Role and name as labelled and as seen, for what was hit."""
    by_id = {unit.id: unit for unit in units}
    return [
        Said(
            where=by_id[unit].where,
            role=by_id[unit].role,
            seen_role=detections[at].role,
            name=by_id[unit].name,
            seen_name=detections[at].name,
        )
        for unit, at in outcome.hits.items()
    ]
