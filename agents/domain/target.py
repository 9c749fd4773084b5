"""What to test, how to get in, and how far to go."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, SecretStr

from agents.domain.base import Document, Model


class Safety(StrEnum):
    """What the crawl and the generated tests may do to the target.

    `read-only`: nothing but GET, HEAD and OPTIONS leaves, except the sign-in request. `standard`: reversible
    actions, and deleting only what this run created. `full`: everything on the target's own origin.
    """

    READ_ONLY = "read-only"
    STANDARD = "standard"
    FULL = "full"


class Credentials(Model):
    """A user's credentials by reference: names of environment variables, never their values."""

    username_env: str = Field(min_length=1)
    password_env: str = Field(min_length=1)


class Header(Model):
    """A request header that is sent to the target's own origin only."""

    name: str = Field(min_length=1)
    value: SecretStr


class Access(Model):
    """How to get past a login or a protected preview."""

    credentials: Credentials | None = None
    storage_state: str | None = Field(default=None, description="Path of a Playwright storage state file")
    headers: tuple[Header, ...] = ()


class Limits(Model):
    """Bounds of one run; reaching one ends the stage in order and is named in the report (promise 10)."""

    max_pages: int = Field(default=30, ge=1, le=10_000)
    max_depth: int = Field(default=4, ge=0, le=100)
    max_tests: int = Field(default=30, ge=0, le=1_000)
    time_budget_s: float = Field(default=600.0, gt=0)
    max_states_per_page: int = Field(default=12, ge=1, le=1_000)


class UrlTarget(Model):
    """A running web application."""

    kind: Literal["url"] = "url"
    url: str
    base_url: str | None = Field(default=None, description="The application before the change")


class RepositoryTarget(Model):
    """A repository whose preview is named; it only supplies the context of a change (C01)."""

    kind: Literal["repository"] = "repository"
    repository: str
    files: tuple[str, ...] = ()
    preview_url: str


Target = Annotated[UrlTarget | RepositoryTarget, Field(discriminator="kind")]


class Change(Model):
    """What is known of the change under test. Foreign text: never trusted, only cited."""

    diff: str | None = None
    text: str | None = Field(default=None, description="Title and description of the pull request")


class RunRequest(Document):
    """One run, whichever door it came through."""

    run_id: str
    target: Target
    goal: str | None = None
    access: Access = Access()
    limits: Limits = Limits()
    safety: Safety = Safety.STANDARD
    repeat: int = Field(default=3, ge=1, le=100, description="Fresh runs a spec must pass to be delivered")
    seed: int = 0
    change: Change = Change()

    @property
    def address(self) -> str:
        """The address of the application under test."""
        return self.target.url if isinstance(self.target, UrlTarget) else self.target.preview_url

    @property
    def base_address(self) -> str | None:
        """The address of the application before the change, if there is one."""
        return self.target.base_url if isinstance(self.target, UrlTarget) else None
