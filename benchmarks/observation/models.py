"""The files of the benchmark as values: an application, and one labelled state of one of its pages."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

HERE = Path(__file__).parent
T = TypeVar("T", bound="Value")
_PINNED = {
    "npm": re.compile(r"^(@[\w.-]+/)?[\w.-]+@\d+\.\d+\.\d+[\w.+-]*$"),
    "pypi": re.compile(r"^[\w.-]+(\[[\w,.-]+\])?==\d[\w.+!]*$"),
}


class BadFileError(Exception):
    """A file of the benchmark that does not say what it should."""


class Value(BaseModel):
    """Frozen, and strict about unknown keys, so that a misspelt field never passes silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Action(Value):
    """One thing done on the way to a state. Without `at`, a key goes to whatever has the focus."""

    do: Literal[
        "click", "dblclick", "rightclick", "hover", "fill", "press", "select", "check", "goto", "wait"
    ]
    at: str = ""
    frames: tuple[str, ...] = ()
    text: str = ""
    key: str = ""
    path: str = ""
    position: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not self.at and self.do not in ("press", "goto"):
            raise ValueError(f"`{self.do}` needs `at`")
        if self.do == "press" and not self.key:
            raise ValueError("`press` needs `key`")
        return self


class Label(Value):
    """One thing a user acts on, or `count` of a kind."""

    at: str = ""
    role: str
    name: str | None = None
    count: int = Field(default=1, ge=1)
    state: Literal["enabled", "disabled"] = "enabled"
    frames: tuple[str, ...] = ()
    host: str = ""
    inside: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if bool(self.at) == bool(self.host and self.inside):
            raise ValueError("either `at`, or `host` and `inside`")
        return self

    @property
    def where(self) -> str:
        """How it is named in messages."""
        inner = self.at or f"{self.host} (closed) {self.inside}"
        return " > ".join((*self.frames, inner))


class Truth(Value):
    """All that can be acted on in one state of one page."""

    app: str
    state: str
    path: str = "/"
    ready: str = ""
    steps: tuple[Action, ...] = ()
    opened: bool = False
    elements: tuple[Label, ...]
    unjudged: tuple[str, ...] = ()
    note: str = ""


class Serving(Value):
    """Either a folder of the built application, or a command."""

    static: str | None = None
    command: tuple[str, ...] = ()
    env: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.static is None) == (not self.command):
            raise ValueError("either `static` or `command`")
        return self


class App(Value):
    """One application: where it comes from and how it is served."""

    name: str
    kind: str
    registry: Literal["npm", "pypi", "own"]
    packages: tuple[str, ...] = ()
    licence: str
    source: str = ""
    build: tuple[tuple[str, ...], ...] = ()
    serve: Serving
    seed: str = ""
    path: str = "/"
    sign_in: tuple[Action, ...] = ()
    group: Literal["held-out", "development"] = "held-out"
    note: str = ""

    @model_validator(mode="after")
    def _pinned(self) -> Self:
        for package in self.packages:
            if self.registry == "own" or not _PINNED[self.registry].match(package):
                raise ValueError(f"{package} is not pinned to one version")
        return self


class Case(Value):
    """An application, the folder of its sources, and its labelled states."""

    app: App
    sources: Path
    states: tuple[tuple[Path, Truth], ...]


def read_case(truth: Path, *, only: Iterable[Path] = ()) -> Case:
    """The application of a folder `truth/<app>`; `only` names the files of the states to take.

    Raises:
        BadFileError: a file is missing, or says something else than it should.
    """
    sources = truth.parent.parent / "apps" / truth.name
    app = _read(App, sources / "app.json")
    files = sorted(only) or sorted(truth.glob("*.json"))
    states = tuple((file, _read(Truth, file)) for file in files)
    for file, state in states:
        if (state.app, state.state) != (truth.name, file.stem):
            raise BadFileError(f"{file} says to be {state.app}/{state.state}")
    return Case(app=app, sources=sources, states=states)


def find_cases(names: Iterable[str], root: Path = HERE) -> list[Case]:
    """The cases of names or paths: `antd`, `truth/antd`, `/elsewhere/truth/antd`, a file; all for none.

    Raises:
        BadFileError: as `read_case`, or there is no such folder.
    """
    chosen = [_located(name, root) for name in names] or sorted((root / "truth").glob("*/"))
    folders: dict[Path, list[Path]] = {}
    for path in chosen:
        files = folders.setdefault(path if path.is_dir() else path.parent, [])
        if path.is_file():
            files.append(path)
    return [read_case(folder, only=files) for folder, files in folders.items()]


def _located(name: str, root: Path) -> Path:
    for path in (Path(name), root / name, root / "truth" / name, root / "truth" / f"{name}.json"):
        # A folder of the working directory may bear an application's name by chance.
        if path.exists() and "truth" in path.resolve().parts:
            return path.resolve()
    raise BadFileError(f"there is no truth for {name}")


def _read(kind: type[T], path: Path) -> T:
    try:
        return kind.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        raise BadFileError(f"{path}: {error}") from None
