"""Reading the environment."""

from pathlib import Path

import pytest

from app.settings import Settings


def test_what_holds_without_any_setting() -> None:
    settings = Settings.from_environ({"HOME": "/h"})
    assert settings.cache_dir == Path("/h/.cache/greenroom")
    assert settings.chromium is None
    assert not settings.ci


def test_everything_set() -> None:
    settings = Settings.from_environ(
        {"GREENROOM_CACHE_DIR": "/c", "GREENROOM_CHROMIUM": "/b/chrome", "CI": "true"}
    )
    assert (settings.cache_dir, settings.chromium, settings.ci) == (Path("/c"), Path("/b/chrome"), True)


def test_the_users_cache_folder() -> None:
    assert Settings.from_environ({"XDG_CACHE_HOME": "/x"}).cache_dir == Path("/x/greenroom")


@pytest.mark.parametrize("value", ["", "0", "false", "False"])
def test_values_that_mean_no_ci(value: str) -> None:
    assert not Settings.from_environ({"CI": value}).ci


def test_the_environment_is_kept_for_children_but_not_shown() -> None:
    settings = Settings.from_environ({"HOME": "/h", "TOKEN": "s3cret"})
    assert settings.variables["TOKEN"] == "s3cret"
    assert "s3cret" not in repr(settings)
    assert "s3cret" not in settings.model_dump_json()


def test_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENROOM_CACHE_DIR", "/somewhere")
    assert Settings.from_process().cache_dir == Path("/somewhere")
