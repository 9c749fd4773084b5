"""The temporary folder that specs run in: the delivered bytes, and beside them what this run needs."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from agents.domain.base import Model
from agents.errors import OutputError, UsageError
from agents.specgen.config import CONFIG_NAME, print_config

JS = Path(__file__).parent / "js"
_BESIDE = (
    "runner.config.ts",
    "heard.ts",
    "heard.tsconfig.json",
    "own-headers.ts",
    "own-headers.tsconfig.json",
)


class Settings(Model):
    """What js/runner.config.ts reads."""

    reporter: str
    executablePath: str | None  # noqa: N815 - Playwright's own name
    args: tuple[str, ...]
    match: str | None = None
    grep: str | None = None
    screenshots: bool = False
    stand_in: str | None = None
    routed: bool = False


@contextmanager
def workspace(modules: Path) -> Iterator[Path]:
    """A folder of its own, removed afterwards. Raises OutputError when the disk refuses."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="greenroom-"))
    except OSError as error:
        raise OutputError(
            f"no temporary folder can be made: {error}", "Free some space or set TMPDIR."
        ) from error
    try:
        for name in ("specs", "tmp"):
            (folder / name).mkdir()
        (folder / "node_modules").symlink_to(modules)
        for name in _BESIDE:
            shutil.copy(JS / name, folder)
        yield folder.resolve()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def lay_out(folder: Path, files: Mapping[str, str], settings: Settings) -> None:
    """Write the files as they are, and the settings. Raises OutputError, and UsageError for a bad name."""
    specs = folder / "specs"
    shutil.rmtree(specs, ignore_errors=True)
    try:
        for name, text in {CONFIG_NAME: print_config(), **files}.items():
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts:
                raise UsageError(f"{name!r} is not a file name within the folder of specs")
            (specs / path).parent.mkdir(parents=True, exist_ok=True)
            (specs / path).write_bytes(text.encode("utf-8"))
        (folder / "settings.json").write_text(settings.model_dump_json(), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"the specs cannot be written: {error}", "Free some space.") from error
