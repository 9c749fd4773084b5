"""Old runs in the file store are removed, so that it does not grow for ever."""

import shutil
from pathlib import Path

KEPT_RUNS = 20


def keep_newest(runs: Path, kept: int = KEPT_RUNS) -> None:
    """Remove all but the newest runs. Their ids begin with their time, so they sort by it."""
    if not runs.is_dir():
        return
    folders = sorted(path for path in runs.iterdir() if path.is_dir())
    for folder in folders[: max(0, len(folders) - kept)]:
        shutil.rmtree(folder, ignore_errors=True)
