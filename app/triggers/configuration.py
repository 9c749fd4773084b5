"""The repository configuration, `.github/greenroom.yml`: parsed strictly, with suggestions.

Only what has an effect now can be set; a key that is not known is an error, never silently ignored.
"""

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

import yaml
from pydantic import Field, JsonValue, TypeAdapter, ValidationError, model_validator

from agents.domain.base import Model
from agents.domain.target import Safety
from agents.errors import UsageError


class HeaderSecret(Model):
    """A request header whose value is in an environment variable."""

    name: str = Field(min_length=1)
    value_env: str = Field(min_length=1)


class AccessSection(Model):
    """How to get to a protected preview."""

    headers: tuple[HeaderSecret, ...] = ()


class PreviewSection(Model):
    """Where the preview is and how to get to it."""

    access: AccessSection = AccessSection()


class BaseSection(Model):
    """The application before the change."""

    url: str | None = None


class Role(Model):
    """A user to sign in as: a form with a name and a password by reference, or a storage state file."""

    name: str = "user"
    username_env: str | None = None
    password_env: str | None = None
    storage_state: str | None = None

    @model_validator(mode="after")
    def _one_way_in(self) -> "Role":
        by_form = self.username_env is not None and self.password_env is not None
        if (self.username_env is None) != (self.password_env is None):
            raise ValueError("username_env and password_env belong together")
        if by_form == (self.storage_state is not None):
            raise ValueError("give either username_env and password_env, or storage_state")
        return self


class LoginSection(Model):
    """Who signs in."""

    roles: tuple[Role, ...] = Field(default=(), max_length=1, description="One role is used at present")


class LimitsSection(Model):
    """Bounds of a run; None leaves the default."""

    max_pages: int | None = Field(default=None, ge=1)
    max_depth: int | None = Field(default=None, ge=0)
    time_budget_s: float | None = Field(default=None, gt=0)


class ExploreSection(Model):
    """How far the crawl goes and what it may do."""

    limits: LimitsSection = LimitsSection()
    safety: Safety | None = None


class TestsSection(Model):
    """What is generated."""

    __test__ = False

    max_new: int | None = Field(default=None, ge=0)
    repeat: int | None = Field(default=None, ge=1)


class RepositoryConfiguration(Model):
    """The whole file."""

    preview: PreviewSection = PreviewSection()
    base: BaseSection = BaseSection()
    login: LoginSection = LoginSection()
    explore: ExploreSection = ExploreSection()
    tests: TestsSection = TestsSection()


_YAML: TypeAdapter[JsonValue] = TypeAdapter(JsonValue)


def read_configuration(path: Path) -> RepositoryConfiguration:
    """Read and parse a file. Raises UsageError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UsageError(f"cannot read the configuration {path}: {reason}", "check --config") from error
    return parse_configuration(text, str(path))


def parse_configuration(text: str, name: str) -> RepositoryConfiguration:
    """Parse the text of a file called `name`. Raises UsageError that names every wrong key."""
    try:
        content = _YAML.validate_python(yaml.safe_load(text))
    except yaml.YAMLError as error:
        said = " ".join(str(error).split())
        raise UsageError(f"{name} is not valid YAML: {said}", "check the indentation") from error
    except (ValidationError, RecursionError) as error:
        raise UsageError(f"{name} holds something else than plain text, numbers and lists") from error
    try:
        return RepositoryConfiguration.model_validate({} if content is None else content)
    except ValidationError as error:
        problems = "; ".join(_problems(error))
        raise UsageError(
            f"{name}: {problems}", "`greenroom schema configuration` shows what is known"
        ) from error


def _problems(error: ValidationError) -> Iterable[str]:
    for problem in error.errors(include_url=False, include_context=False, include_input=False):
        where = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            yield f"unknown key {where!r}{_meant(where)}"
        else:
            yield f"{where or 'the file'}: {problem['msg'].removeprefix('Value error, ')}"


def _meant(wrong: str) -> str:
    """As `suggestion`; where the last word is right but stands in the wrong place, its place."""
    paths = known_paths()
    last = wrong.rpartition(".")[2]
    moved = sorted(path for path in paths if path.rpartition(".")[2] == last)
    return f" (did you mean {moved[0]!r}?)" if moved else suggestion(wrong, paths, alike=0.75)


def suggestion(wrong: str, known: Iterable[str], *, alike: float = 0.6) -> str:
    """` (did you mean ...?)` for a misspelt word, or nothing."""
    close = difflib.get_close_matches(wrong, sorted(known), n=1, cutoff=alike)
    return f" (did you mean {close[0]!r}?)" if close else ""


def known_paths() -> frozenset[str]:
    """Every key that can stand in the file, with all that it stands under: `explore.limits.max_pages`."""
    return frozenset(_paths(RepositoryConfiguration))


def _paths(section: type[Model], above: str = "") -> Iterable[str]:
    for name, field in section.model_fields.items():
        yield f"{above}{name}"
        for inner in (field.annotation, *get_args(field.annotation)):
            if isinstance(inner, type) and issubclass(inner, Model):
                yield from _paths(inner, f"{above}{name}.")
