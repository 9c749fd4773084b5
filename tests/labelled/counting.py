"""How often readings of each evidence were right: what the table of `calibration` is made of. Pure."""

from collections.abc import Mapping, Sequence

from agents.browser.calibration import Counts, share_right
from tests.labelled.score import CONTROL, Judged

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
        if one.confidence is None or one.kind == CONTROL:
            continue
        kind, evidence = coder.evidence(one.confidence)
        right, of = found.setdefault(kind, {}).get(evidence, (0, 0))
        found[kind][evidence] = (right + one.right, of + 1)
    return {kind: dict(sorted(found[kind].items())) for kind in sorted(found)}


def claimed(all_: Sequence[Judged], coder: Coder) -> list[Judged]:
    """The readings with the confidence that the table gives them, in place of the codes."""
    return [
        one
        if one.confidence is None or one.kind == CONTROL
        else one.model_copy(update={"confidence": share_right(*coder.evidence(one.confidence))})
        for one in all_
    ]


def printed(counts: Mapping[str, Mapping[str, Counts]]) -> str:
    """The table as it stands in the code."""
    lines = ["TABLE: Mapping[str, Mapping[str, Counts]] = {"]
    for kind, rows in counts.items():
        lines.append(f'    "{kind}": {{')
        lines += [f'        "{evidence}": ({right}, {of}),' for evidence, (right, of) in rows.items()]
        lines.append("    },")
    return "\n".join([*lines, "}"])
