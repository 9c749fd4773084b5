"""Which came first, the labels or the detector: told from git, for every truth file."""

import subprocess
from pathlib import Path

from benchmarks.observation.models import Value

ROOT = Path(__file__).parents[2]
DETECTOR = "agents/browser"


class Commit(Value):
    """A commit, and when it was made (seconds since 1970). Both are empty for what is not committed."""

    id: str = ""
    time: int = 0


class Provenance(Value):
    """Where a truth file stands to the detector."""

    file: str
    first: Commit
    last: Commit
    changed: bool
    """Whether it differs from what is committed."""

    before_detector: bool
    """Committed as it is now, before the last change of the detector: labels first."""


def detector() -> tuple[Commit, bool]:
    """The last change of the detector's files, and whether they differ from it."""
    return _last(DETECTOR), _is_changed(DETECTOR)


def provenance(path: Path, last_of_detector: Commit) -> Provenance:
    """Of one truth file."""
    file = str(path.resolve().relative_to(ROOT)) if path.resolve().is_relative_to(ROOT) else ""
    if not file:
        return Provenance(file=str(path), first=Commit(), last=Commit(), changed=True, before_detector=False)
    history = _log("--follow", "--", file)
    first, last = (history[-1], history[0]) if history else (Commit(), Commit())
    changed = not history or _is_changed(file)
    return Provenance(
        file=file,
        first=first,
        last=last,
        changed=changed,
        before_detector=comes_before(last, last_of_detector) and not changed,
    )


def comes_before(labels: Commit, last_of_detector: Commit) -> bool:
    """By the time of the commits: both were made on branches of their own."""
    return bool(labels.id) and labels.time < last_of_detector.time


def _last(path: str) -> Commit:
    found = _log("-1", "--", path)
    return found[0] if found else Commit()


def _log(*arguments: str) -> list[Commit]:
    lines = _git("log", "--no-merges", "--format=%H %ct", *arguments).split("\n")
    return [Commit(id=words[0], time=int(words[1])) for words in map(str.split, lines) if len(words) == 2]


def _is_changed(path: str) -> bool:
    return bool(_git("status", "--porcelain", "--", path))


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
