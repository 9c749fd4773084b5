"""The one reader of the environment."""

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from agents.domain.base import Model


class Settings(Model):
    """What the environment says, read once at the start and passed on by parameter."""

    cache_dir: Path
    """Where the Node-side tools and other things that can be made again are kept."""

    chromium: Path | None = None
    """The Chromium to use instead of looking for one."""

    ci: bool = False
    """Whether this runs under continuous integration."""

    variables: Mapping[str, str] = Field(repr=False, exclude=True)
    """All variables of the environment: for the programs that we start, and for secrets named by theirs."""

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the settings from an environment."""
        home = Path(environ.get("HOME") or Path.home())
        user_cache = Path(environ.get("XDG_CACHE_HOME") or home / ".cache")
        chromium = environ.get("GREENROOM_CHROMIUM")
        return cls(
            cache_dir=Path(environ.get("GREENROOM_CACHE_DIR") or user_cache / "greenroom"),
            chromium=Path(chromium) if chromium else None,
            ci=environ.get("CI", "").lower() not in {"", "0", "false"},
            variables=dict(environ),
        )

    @classmethod
    def from_process(cls) -> "Settings":
        """Read the settings of this process."""
        return cls.from_environ(os.environ)
