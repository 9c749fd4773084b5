"""Writing a file whole or not at all."""

import os
import tempfile
from pathlib import Path

from agents.errors import OutputError, UsageError


def write_whole(path: Path, content: bytes) -> None:
    """Write beside the target and rename, so that no reader ever sees a part. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        raise cannot_write(path, error) from error


def ensure_writable(path: Path) -> None:
    """Find out before the work that its result can be written. Raises UsageError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path.parent):
            reason = "it is a folder" if path.is_dir() else None
    except OSError as error:
        reason = error.strerror or str(error)
    if reason is not None:
        raise UsageError(f"cannot write {path}: {reason}", "choose another file with --out")


def cannot_write(path: Path, error: OSError) -> OutputError:
    """The error for a file that cannot be written, with what to do about it."""
    reason = error.strerror or str(error)
    return OutputError(
        f"cannot write {path}: {reason}", "free some space, or choose a folder that this user can write to"
    )


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
