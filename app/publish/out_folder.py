"""The `--out` folder: claimed by one run at a time, and careful with files that are not ours.

What a former run wrote is replaced. A file that we did not write, or that was changed since, is moved aside
(`NAME.kept`) before ours takes its place; nothing of that kind is ever deleted.
"""

import fcntl
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import Field, ValidationError

from agents.domain.base import Document, Model
from agents.errors import OutputError, UsageError
from app.inprocess.files import write_whole

MANIFEST = ".greenroom-files.json"
LOCK = ".greenroom.lock"
_MOST_NAMED = 8


class OutFile(Model):
    """A file to write: its path relative to the folder, and its bytes."""

    path: str
    content: bytes


class Manifest(Document):
    """What we wrote into a folder: SHA-256 by path; two while a run is writing."""

    files: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class OutFolder:
    """A claimed folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept: list[str] = []
        """Files that were moved aside, by their new names."""

    def write(self, files: Iterable[OutFile]) -> None:
        """Write all files and remove those of a former run that are no longer made. Raises OutputError."""
        # The smallest first: a disk that fills up then lacks pictures rather than specs and verdicts.
        wanted = sorted(files, key=lambda file: (len(file.content), file.path))
        before = self._manifest().files
        now = {file.path: (hashlib.sha256(file.content).hexdigest(),) for file in wanted}
        # Known before they are written: a run that dies in between leaves nothing that looks foreign.
        both = {path: _either(before, now, path) for path in {*before, *now}}
        self._save(both)
        missing: dict[str, OutputError] = {}
        for file in wanted:
            self._make_room(file.path, both[file.path])
            try:
                write_whole(self.path / file.path, file.content)
            except OutputError as error:
                missing[file.path] = error
                # What stands there is of a former run: beside files of this one it would tell lies.
                self._remove(file.path)
        for path in sorted(set(before) - set(now)):
            self._make_room(path, before[path])
            self._remove(path)
        if missing:
            raise self._incomplete(missing, len(wanted))
        self._save(now)

    def _remove(self, path: str) -> None:
        (self.path / path).unlink(missing_ok=True)
        _remove_if_empty((self.path / path).parent, self.path)

    def _incomplete(self, missing: Mapping[str, OutputError], total: int) -> OutputError:
        first = next(iter(missing.values()))
        saved = f"{total - len(missing)} of {total} files were saved in {self.path}"
        named = ", ".join(list(missing)[:_MOST_NAMED])
        more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
        return OutputError(f"{first.message}; {saved}, without {named}{more}", first.advice)

    def _make_room(self, path: str, ours: tuple[str, ...]) -> None:
        """Move aside what stands at a path, unless it is what we wrote or are about to write."""
        target = self._in_the_way(path)
        try:
            if target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() in ours:
                return
            if not target.exists():
                return
            aside = _free_name(target)
            target.rename(aside)
        except OSError as error:
            raise OutputError(f"cannot move {target} aside: {error.strerror}") from error
        self.kept.append(aside.relative_to(self.path).as_posix())

    def _in_the_way(self, path: str) -> Path:
        """The path itself, or a file that stands where it needs a folder."""
        target = self.path / path
        above = [folder for folder in target.parents if self.path in folder.parents]
        return next((folder for folder in reversed(above) if folder.is_file()), target)

    def _manifest(self) -> Manifest:
        try:
            return Manifest.model_validate_json((self.path / MANIFEST).read_bytes())
        except (OSError, ValidationError):
            return Manifest()  # then every file counts as foreign, which loses nothing

    def _save(self, files: Mapping[str, tuple[str, ...]]) -> None:
        manifest = Manifest(files=dict(sorted(files.items())))
        write_whole(self.path / MANIFEST, (manifest.model_dump_json(indent=2) + "\n").encode())


@contextmanager
def claimed(path: Path) -> Iterator[OutFolder]:
    """Make sure that a folder can be written, and keep other runs out of it meanwhile.

    Raises UsageError, before anything else is started.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = (path / LOCK).open("w", encoding="utf-8")
    except OSError as error:
        reason = "it is a file" if path.is_file() else error.strerror
        raise UsageError(
            f"cannot write to the folder {path}: {reason}", "choose another folder with --out"
        ) from error
    with lock:
        try:
            # The operating system drops this lock when its holder dies, however it dies.
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(
                f"another run is writing to {path} at this moment",
                "wait for it to end, or choose another folder with --out",
            ) from error
        try:
            yield OutFolder(path)
        finally:
            (path / LOCK).unlink(missing_ok=True)


def _either(
    before: Mapping[str, tuple[str, ...]], now: Mapping[str, tuple[str, ...]], path: str
) -> tuple[str, ...]:
    return (*before.get(path, ()), *now.get(path, ()))


def _free_name(target: Path) -> Path:
    candidates = (
        target.with_name(f"{target.name}.kept{suffix}") for suffix in ("", *map(str, range(2, 1000)))
    )
    return next(candidate for candidate in candidates if not candidate.exists())


def _remove_if_empty(folder: Path, root: Path) -> None:
    if folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
