"""The file store of a run: artefacts and state, kept under one folder on disk."""

import asyncio
from pathlib import Path, PurePosixPath

from agents.errors import OutputError
from app.inprocess.files import cannot_write, write_whole
from app.security.secrets import Masker


class DiskArtefacts:
    """Implements the `Artefacts` port on a folder. Paths are relative and stay inside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def put(self, path: str, content: bytes) -> str:
        """Store a file whole or not at all. Raises OutputError."""
        target = self._inside(path)
        await asyncio.to_thread(write_whole, target, content)
        return path

    async def get(self, path: str) -> bytes:
        """What was stored. Raises KeyError when there is nothing, OutputError when it cannot be read."""
        target = self._inside(path)
        try:
            return await asyncio.to_thread(target.read_bytes)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise KeyError(path) from None
        except OSError as error:
            raise OutputError(f"cannot read {target}: {error.strerror}") from error

    def paths(self) -> tuple[str, ...]:
        """All that was stored, sorted."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return tuple(sorted(path.relative_to(self.folder).as_posix() for path in found))

    def _inside(self, path: str) -> Path:
        relative = PurePosixPath(path)
        if relative.is_absolute() or ".." in relative.parts or not relative.parts:
            raise OutputError(f"{path!r} is not a path inside the run's folder")
        return self.folder / relative


class DiskRunStates:
    """Implements the `RunStates` port: `<folder>/<run id>/state.json`, secret values masked."""

    def __init__(self, folder: Path, masker: Masker) -> None:
        self.folder = folder
        self._masker = masker

    async def save(self, run_id: str, state: str) -> None:
        """Replace the state of a run. Raises OutputError."""
        content = self._masker.mask_json(state).encode()
        await asyncio.to_thread(write_whole, self._path(run_id), content)

    async def load(self, run_id: str) -> str | None:
        """The state as last saved, or None."""
        try:
            return await asyncio.to_thread(self._path(run_id).read_text, encoding="utf-8")
        except FileNotFoundError:
            return None

    def _path(self, run_id: str) -> Path:
        return self.folder / run_id / "state.json"


def make_folder(folder: Path) -> Path:
    """Make a folder of ours that nobody commits by accident. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise cannot_write(folder, error) from error
    return folder
