"""How often readings of each evidence were right: what the table of `calibration` is made of. Pure."""

from collections.abc import Mapping, Sequence

from agents.browser.calibration import Counts
from tests.labelled.score import Judged

_STEP = 1e-6


class Coder:
    """Gives each evidence a confidence of its own, by which a reading's evidence is known again."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], int] = {}

    def __call__(self, kind: str, evidence: str) -> float:
        return self._codes.setdefault((kind, evidence), len(self._codes) + 1) * _STEP

    def evidence(self, code: float) -> tuple[str, str]:
        """The kind and the evidence that were given this code."""
        wanted = round(code / _STEP)
        return next(key for key, number in self._codes.items() if number == wanted)


def counted(all_: Sequence[Judged], coder: Coder) -> Mapping[str, Mapping[str, Counts]]:
    """By kind and evidence: readings that were right, and all."""
    found: dict[str, dict[str, Counts]] = {}
    for one in all_:
        if one.confidence is None:
            continue
        kind, evidence = coder.evidence(one.confidence)
        right, of = found.setdefault(kind, {}).get(evidence, (0, 0))
        found[kind][evidence] = (right + one.right, of + 1)
    return {kind: dict(sorted(found[kind].items())) for kind in sorted(found)}


def printed(counts: Mapping[str, Mapping[str, Counts]]) -> str:
    """The table as it stands in the code."""
    lines = ["TABLE: Mapping[str, Mapping[str, Counts]] = {"]
    for kind, rows in counts.items():
        lines.append(f'    "{kind}": {{')
        lines += [f'        "{evidence}": ({right}, {of}),' for evidence, (right, of) in rows.items()]
        lines.append("    },")
    return "\n".join([*lines, "}"])
