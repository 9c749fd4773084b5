"""From what a person asked for to a `RunRequest`: options, then the configuration, then the defaults."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, JsonValue, SecretStr, ValidationError

from agents.domain.base import Model
from agents.domain.target import Access, Change, Credentials, Header, Limits, RunRequest, Safety, UrlTarget
from agents.errors import UsageError
from app.security.secrets import EnvironSecrets
from app.triggers.configuration import RepositoryConfiguration

DEFAULT_REPEAT = 3

Number = TypeVar("Number", int, float)

_HEADER_NAME = re.compile(r"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")
_LOCAL = re.compile(r"^(localhost|127\.|10\.|192\.168\.|\[::1\]|0\.0\.0\.0|[^./:]+(:\d+)?(/|$))")


class RunOptions(Model):
    """What the door was told. None means: not said."""

    url: str
    goal: str | None = None
    base_url: str | None = None
    max_pages: int | None = None
    max_depth: int | None = None
    max_tests: int | None = None
    time_budget_s: float | None = None
    storage_state: Path | None = None
    username_env: str | None = None
    password_env: str | None = None
    headers: tuple[str, ...] = ()
    safety: Safety | None = None
    repeat: int | None = None
    seed: int = 0
    diff: Path | None = None
    change_text: Path | None = None


def build_request(
    options: RunOptions, config: RepositoryConfiguration, environ: Mapping[str, str], run_id: str
) -> RunRequest:
    """The request for a run, with everything checked that can be checked before a browser starts.

    Raises UsageError.
    """
    base = options.base_url or config.base.url
    try:
        return RunRequest(
            run_id=run_id,
            target=UrlTarget(
                url=parse_url(options.url, "URL"),
                base_url=None if base is None else parse_url(base, _named_base(options)),
            ),
            goal=options.goal,
            access=_access(options, config, EnvironSecrets(environ)),
            limits=_limits(options, config),
            safety=options.safety or config.explore.safety or Safety.STANDARD,
            seed=options.seed,
            change=Change(diff=_text(options.diff, "--diff"), text=_text(options.change_text, "--pr-text")),
            repeat=_first(options.repeat, config.tests.repeat, DEFAULT_REPEAT),
        )
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise UsageError(f"{where}: {problem['msg']}") from error


def new_run_id(now: datetime, salt: str) -> str:
    """An id that sorts by time. It never gets into a spec."""
    return f"{now:%Y%m%d-%H%M%S}-{salt}"


def _named_base(options: RunOptions) -> str:
    return "base.url in the configuration" if options.base_url is None else "--base-url"


def parse_url(text: str, what: str) -> str:
    """An absolute http or https address without a fragment's meaning changed. Raises UsageError."""
    address = text.strip()
    if not address:
        raise UsageError(f"{what} is empty", "give one such as http://localhost:3000; is a variable not set?")
    if not _SCHEME.match(address):
        scheme = "http" if _LOCAL.match(address) else "https"
        raise UsageError(f"{what} {text!r} has no scheme", f"did you mean {scheme}://{address.lstrip('/')} ?")
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise UsageError(f"{what} {text!r} is not an address: {error}") from error
    if parts.scheme not in {"http", "https"}:
        raise UsageError(
            f"{what} {text!r} is not a web address", "give one that begins with http:// or https://"
        )
    if not parts.hostname or re.search(r"\s", address):
        raise UsageError(f"{what} {text!r} is not an address", "give one such as http://localhost:3000")
    if parts.username is not None:
        raise UsageError(
            f"{what} holds a user name or password",
            "give credentials by --username-env and --password-env, or a header by --header",
        )
    return address


def parse_header(text: str) -> Header:
    """A header from `K=V`. Raises UsageError that does not repeat the value."""
    name, equals, value = text.partition("=")
    name = name.strip()
    if not equals or not _HEADER_NAME.match(name):
        raise UsageError(
            f"--header {name[:40]!r} is not of the form NAME=VALUE",
            "for example --header X-Preview-Token=abc",
        )
    if not value or re.search(r"[\r\n\0]", value):
        raise UsageError(f"--header {name} has no usable value", "give it as NAME=VALUE on one line")
    return Header(name=name, value=SecretStr(value))


def secret_values(request: RunRequest, environ: Mapping[str, str]) -> tuple[str, ...]:
    """The values of the run that no report, log or file may show. A user's name is not among them."""
    values = [header.value.get_secret_value() for header in request.access.headers]
    if request.access.credentials is not None:
        values.append(environ.get(request.access.credentials.password_env, ""))
    return tuple(value for value in values if value)


def _access(options: RunOptions, config: RepositoryConfiguration, secrets: EnvironSecrets) -> Access:
    return Access(
        credentials=_credentials(options, config, secrets),
        storage_state=_storage_state(options, config),
        headers=(
            *(
                Header(name=header.name, value=SecretStr(secrets.resolve(header.value_env)))
                for header in config.preview.access.headers
            ),
            *(parse_header(text) for text in options.headers),
        ),
    )


def _credentials(
    options: RunOptions, config: RepositoryConfiguration, secrets: EnvironSecrets
) -> Credentials | None:
    role = config.login.roles[0] if config.login.roles else None
    if (options.username_env is None) != (options.password_env is None):
        raise UsageError("--username-env and --password-env belong together", "give both or neither")
    username_env = options.username_env or (role.username_env if role else None)
    password_env = options.password_env or (role.password_env if role else None)
    if username_env is None or password_env is None:
        return None
    secrets.resolve(username_env)
    secrets.resolve(password_env)
    return Credentials(username_env=username_env, password_env=password_env)


class _StorageState(BaseModel):
    """As much of Playwright's storage state as must be there."""

    model_config = ConfigDict(frozen=True)

    cookies: tuple[dict[str, JsonValue], ...]
    origins: tuple[dict[str, JsonValue], ...]


def _storage_state(options: RunOptions, config: RepositoryConfiguration) -> str | None:
    role = config.login.roles[0] if config.login.roles else None
    named = options.storage_state or (Path(role.storage_state) if role and role.storage_state else None)
    if named is None:
        return None
    advice = "make one with Playwright's `context.storage_state(path=...)`"
    try:
        _StorageState.model_validate_json(named.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read the storage state {named}: {error.strerror}", advice) from error
    except ValidationError as error:
        raise UsageError(f"{named} is not a storage state of Playwright", advice) from error
    return str(named.resolve())


def _limits(options: RunOptions, config: RepositoryConfiguration) -> Limits:
    limits = config.explore.limits
    default = Limits()
    return Limits(
        max_pages=_first(options.max_pages, limits.max_pages, default.max_pages),
        max_depth=_first(options.max_depth, limits.max_depth, default.max_depth),
        max_tests=_first(options.max_tests, config.tests.max_new, default.max_tests),
        time_budget_s=_first(options.time_budget_s, limits.time_budget_s, default.time_budget_s),
    )


def _first(option: Number | None, configured: Number | None, default: Number) -> Number:
    if option is not None:
        return option
    return default if configured is None else configured


def _text(path: Path | None, what: str) -> str | None:
    if path is None:
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}", f"check {what}") from error
    if b"\0" in content:
        # Files of a change may be in any encoding; that byte is in none that people write text in.
        raise UsageError(f"{path} is not text", f"check {what}")
    return content.decode("utf-8", errors="replace")
