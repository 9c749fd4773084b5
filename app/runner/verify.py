"""Run the specs of a folder as they are, and say which hold."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from agents.domain.base import Model
from agents.domain.report import Verdict
from agents.domain.spec import ResultSet, RunStatus, TestResult
from agents.errors import UsageError
from agents.evolution.losses import losses
from agents.execution.runner import OnProgress

_NAME = r"([A-Za-z_][A-Za-z0-9_]*)"
_ENV = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\bprocess\.env\.{_NAME}",
        rf"\bprocess\.env\[['\"]{_NAME}['\"]\]",
        rf"\benv\(['\"]{_NAME}['\"]\)",  # the helper that our own specs print
    )
)
_OURS = frozenset({"GREENROOM_BASE_URL", "CI"})
_IMPORTED = (".ts", ".js", ".mjs", ".json")


class SpecTests(Protocol):
    """What runs spec files: Playwright Test."""

    async def run(
        self,
        files: Mapping[str, str],
        *,
        base_url: str,
        repeat: int = 1,
        env: Mapping[str, str] | None = None,
        seed: int | None = None,
        on_progress: OnProgress | None = None,
    ) -> tuple[TestResult, ...]:
        """One result a test. Raises ToolError when the tool does not start."""
        ...


class Wanted(Model):
    """What to run, and how."""

    url: str
    repeat: int = 1
    seed: int | None = None
    """With a seed the tests run in an order that it decides."""


def read_specs(folder: Path) -> dict[str, str]:
    """The specs of a run's `--out` or of any folder, with what they may import, by name.

    Raises UsageError.
    """
    if not folder.is_dir():
        raise UsageError(
            f"{folder} is not a folder", "give the --out folder of a run, or a folder with specs"
        )
    inside = folder / "specs"
    root = inside if any(inside.glob("*.spec.ts")) else folder
    found = sorted(path for path in root.rglob("*") if path.suffix in _IMPORTED and _is_ours(path, root))
    texts = {path.relative_to(root).as_posix(): _read(path) for path in found}
    if not any(name.endswith(".spec.ts") for name in texts):
        raise UsageError(f"there are no *.spec.ts files in {folder}", "give the --out folder of a run")
    return {name: text for name, text in texts.items() if not name.endswith(".config.ts")}


def named_variables(texts: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:
    """The environment variables that the specs read. Raises UsageError that names what is not set."""
    found = {name for text in texts.values() for pattern in _ENV for name in pattern.findall(text)}
    names = found - _OURS
    missing = sorted(name for name in names if not environ.get(name))
    if missing:
        raise UsageError(
            f"the specs read environment variables that are not set: {', '.join(missing)}", "set them first"
        )
    return {name: environ[name] for name in sorted(names)}


async def verify(
    texts: Mapping[str, str],
    wanted: Wanted,
    env: Mapping[str, str],
    runner: SpecTests,
    tell: OnProgress,
) -> ResultSet:
    """Run all tests. Raises ToolError when Playwright Test does not start."""
    found = await runner.run(
        texts, base_url=wanted.url, repeat=wanted.repeat, env=env, seed=wanted.seed, on_progress=tell
    )
    spent_ms = sum(run.duration_ms for result in found for run in result.runs)
    return ResultSet(
        results=found,
        repeat=wanted.repeat,
        duration_s=round(spent_ms / 1000, 3),
        degraded=losses((), found),
    )


def failing(results: Sequence[TestResult]) -> tuple[TestResult, ...]:
    """The tests that failed, always or sometimes. One that was skipped says nothing."""
    return tuple(result for result in results if result.outcome in ("failed", "flaky"))


def cut_short(results: Sequence[TestResult]) -> tuple[TestResult, ...]:
    """The tests that were to run and could not, such as when their browser was lost again and again."""
    return tuple(
        result
        for result in results
        if result.outcome == "skipped" and any(run.status is RunStatus.INTERRUPTED for run in result.runs)
    )


def verdict(results: Sequence[TestResult]) -> Verdict:
    """By the table of PRODUCT.md: failed, inconclusive when what should be judged was not, or passed."""
    if failing(results):
        return Verdict.FAILED
    judged = any(result.outcome == "passed" for result in results)
    return Verdict.PASSED if judged and not cut_short(results) else Verdict.INCONCLUSIVE


def _is_ours(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    return path.is_file() and "node_modules" not in parts and not any(part.startswith(".") for part in parts)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}: {error}") from error
