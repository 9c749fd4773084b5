"""The results as Markdown for people; the JSON beside it holds everything."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from benchmarks.observation.locating import ON_TARGET
from benchmarks.observation.matching import Outcome
from benchmarks.observation.results import Results, StateResult, locator_score, survival_sums, total
from benchmarks.observation.timing import Timing, percentile

UP_TO = 2_000
"""The size of page that the goals for the time speak of."""


def markdown(results: Results) -> str:
    """The whole report."""
    parts = (
        _head,
        _overall,
        _by_app,
        _by_state,
        _locators,
        _said,
        _times,
        _survival,
        _order,
        _missed,
        _wrong,
    )
    return "\n".join(line for part in parts for line in (*part(results), "")).rstrip() + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + " --- |" * len(head)
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in row)} |"


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _head(results: Results) -> Iterator[str]:
    changed = " and what is not committed" if results.detector_changed else ""
    peers = ", ".join(f"{name} {version}".strip() for name, version in results.peers.items())
    labels = sum(total([state.of("ours")]).enabled for state in results.states)
    yield "# Benchmark of observation"
    yield ""
    apps = {one.app for one in results.states}
    yield f"{len(results.states)} states of {len(apps)} applications, {labels} labels of what is enabled."
    detector = results.detector.id[:12] or "not committed"
    yield f"Detector: {detector}{changed}. Browser: {results.browser}. Side by side: {peers}."
    for state in results.states:
        if state.problem:
            yield f"- NOT SCORED: {state.app}/{state.state}: {state.problem}"
        elif not state.quiet:
            yield f"- {state.app}/{state.state} never came to rest"
        for why in (*(f"LABELS DO NOT HOLD: {text}" for text in state.complaints), *state.silent):
            yield f"- {state.app}/{state.state}: {why}"


_GROUPS: dict[str, Callable[[StateResult], bool]] = {
    "all": lambda state: True,
    "not opened": lambda state: not state.opened,
    "opened": lambda state: state.opened,
    "held-out": lambda state: state.group == "held-out",
    "development": lambda state: state.group == "development",
    "labels first": lambda state: state.provenance.before_detector,
}


def _overall(results: Results) -> Iterator[str]:
    yield "## Recall and precision"
    yield ""
    rows = []
    for group, accepts in _GROUPS.items():
        states = [state for state in results.states if accepts(state)]
        for name in results.peers:
            sums = total(state.of(name) for state in states)
            if sums.states:
                rows.append(_score_row((group, name), [state.of(name) for state in states]))
    yield from _table((*("states", "detector"), *_SCORE_HEAD), rows)


_SCORE_HEAD = (
    "labels",
    "recall",
    "precision",
    "missed",
    "wrong",
    "of them twice",
    "disabled seen",
    "marked so",
)


def _score_row(first: Sequence[object], outcomes: Sequence[Outcome | None]) -> tuple[object, ...]:
    sums = total(outcomes)
    return (
        *first,
        sums.enabled,
        _share(sums.right, sums.enabled),
        _share(sums.right, sums.right + sums.wrong),
        sums.enabled - sums.right,
        sums.wrong,
        sums.duplicates,
        f"{sums.disabled_seen} of {sums.disabled}",
        sums.disabled_marked,
    )


def _by_app(results: Results) -> Iterator[str]:
    yield "## By application"
    yield ""
    names = [name for name in results.peers if name != "ours"]
    rows = []
    for app in dict.fromkeys(state.app for state in results.states):
        states = [state for state in results.states if state.app == app]
        row = _score_row((app, states[0].group, len(states)), [state.of("ours") for state in states])
        rows.append((*row, *(_both(states, name) for name in names)))
    yield from _table(("application", "group", "states", *_SCORE_HEAD, *names), rows)
    yield ""
    yield "The columns of the peers: recall / precision."


def _both(states: Sequence[StateResult], name: str) -> str:
    sums = total(state.of(name) for state in states)
    return f"{100 * sums.recall:.0f} / {100 * sums.precision:.0f}" if sums.states else "-"


def _by_state(results: Results) -> Iterator[str]:
    yield "## By state"
    yield ""
    rows = [
        _score_row((state.app, state.state, "yes" if state.opened else "no"), [state.of("ours")])
        for state in results.states
        if not state.problem
    ]
    yield from _table(("application", "state", "opened", *_SCORE_HEAD), rows)


def _locators(results: Results) -> Iterator[str]:
    located = [one for state in results.states for one in state.located]
    sums = locator_score(located)
    yield "## Locators"
    yield ""
    yield f"- visible elements: {sums.elements}, and {sums.closed} in closed shadow roots, which none enters"
    yield f"- with a locator: {_share(sums.elements - sums.without, sums.elements)}; without: {sums.without}"
    exact = _share(sums.exact, sums.elements)
    yield f"- unique and on target: {_share(sums.on_target, sums.elements)}; the very node: {exact}"
    yield f"- user-facing: {_share(sums.user_facing, sums.elements)}"
    yield f"- by kind: {', '.join(f'{kind} {count}' for kind, count in sums.kinds.items())}"
    for state in results.states:
        for one in state.located:
            if one.visible and one.verdict not in ON_TARGET and one.verdict != "closed":
                yield f"  - {state.app}/{state.state}: {one.verdict}: {one.role} {one.name!r} `{one.locator}`"


def _said(results: Results) -> Iterator[str]:
    said = [(state, one) for state in results.states for one in state.said]
    named = [(state, one) for state, one in said if one.name is not None]
    yield "## Roles and names against the labels"
    yield ""
    yield f"- the same role: {_share(sum(one.same_role for _, one in said), len(said))} of {len(said)}"
    yield f"- the same name: {_share(sum(one.same_name for _, one in named), len(named))} of {len(named)}"
    pairs = Counter((one.role, one.seen_role) for _, one in said if not one.same_role)
    yield f"- labelled / seen: {', '.join(f'{a} / {b} {count}' for (a, b), count in pairs.most_common())}"
    for state, one in named:
        if not one.same_name:
            at = f"{state.app}/{state.state}"
            yield f"  - {at}: {one.role} {one.name!r} is seen as {one.seen_name!r}: `{one.where}`"


def _times(results: Results) -> Iterator[str]:
    yield "## Time (ms): detection and locators together, the plain scan and Playwright's snapshot beside it"
    yield ""
    known = [(state, state.timing) for state in results.states if state.timing is not None]
    small = [timing for _, timing in known if timing.nodes <= UP_TO]
    if small:
        times = [timing.ours for timing in small]
        ratio = percentile([timing.ratio for timing in small], 0.5)
        yield (
            f"Pages up to {UP_TO} nodes ({len(small)}): median {percentile(times, 0.5):.0f}, 95th percentile "
            f"{percentile(times, 0.95):.0f}; median ratio to the plain scan {ratio:.1f}."
        )
        yield ""
    head = ("nodes", "elements", "first", "ours", "detect", "locate", "plain", "aria", "ours / plain")
    yield from _table(
        ("page", *head), [(f"{state.app}/{state.state}", *_time_row(one)) for state, one in known]
    )
    slow = [one.ms for state in results.states for one in state.scored if one.ms is not None]
    if slow:
        yield ""
        median, late = percentile(slow, 0.5), percentile(slow, 0.95)
        yield f"browser-use: median {median:.0f}, 95th percentile {late:.0f}."
    if results.growth:
        yield ""
        yield "Pages made by code, to see how it grows:"
        yield ""
        yield from _table(head, map(_time_row, results.growth))


def _time_row(one: Timing) -> tuple[object, ...]:
    times = (f"{value:.0f}" for value in (one.first, one.ours, one.detect, one.locate))
    return (one.nodes, one.elements, *times, f"{one.plain:.1f}", f"{one.aria:.0f}", f"{one.ratio:.1f}")


def _survival(results: Results) -> Iterator[str]:
    yield f"## Survival of locators (seed {results.seed})"
    yield ""
    rows = []
    for one in survival_sums(results.states):
        shares = (_share(one.ours, one.there), _share(one.codegen, one.there))
        rows.append((one.mutation, one.changes, one.there, one.gone, *shares))
    head = ("change", "single changes", "elements", "gone or hidden by it", "ours", "Playwright's codegen")
    yield from _table(head, rows)


def _order(results: Results) -> Iterator[str]:
    yield "## Labels before the detector"
    yield ""
    rows = []
    for state in results.states:
        one = state.provenance
        answer = "yes" if one.before_detector else "NO"
        rows.append((one.file, one.first.id[:8], one.last.id[:8], "yes" if one.changed else "no", answer))
    yield from _table(("truth", "first commit", "last commit", "changed since", "before the detector"), rows)


def _missed(results: Results) -> Iterator[str]:
    yield "## Missed"
    yield ""
    for state in results.states:
        outcome = state.of("ours")
        for miss in outcome.missed if outcome else ():
            unit = miss.unit
            at = f"{state.app}/{state.state}"
            yield f"- {at}: {miss.why}: {unit.role} {unit.name or ''!r} `{unit.where}` `{unit.html}`"


def _wrong(results: Results) -> Iterator[str]:
    yield "## Reported, but not labelled (or once more)"
    yield ""
    for state in results.states:
        for scored in state.scored:
            if scored.detector != "ours":
                continue
            for why, detections in (("not labelled", scored.extras), ("twice", scored.duplicates)):
                for one in detections:
                    yield (
                        f"- {state.app}/{state.state}: {why}: {one.role} {one.name!r} `{one.relation.where}` "
                        f"`{one.relation.html}` found by {', '.join(one.found_by)}"
                    )
