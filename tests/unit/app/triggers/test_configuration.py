"""The repository configuration is read strictly."""

from pathlib import Path

import pytest

from agents.domain.target import Safety
from agents.errors import UsageError
from app.triggers.configuration import RepositoryConfiguration, parse_configuration, read_configuration

WHOLE = """
preview:
  access:
    headers:
      - {name: X-Token, value_env: TOKEN}
base:
  url: http://base.test
login:
  roles:
    - {name: customer, username_env: USER_NAME, password_env: PASS_WORD}
explore:
  limits: {max_pages: 5, max_depth: 2, time_budget_s: 60}
  safety: full
tests:
  max_new: 7
  repeat: 2
"""


def test_a_whole_file() -> None:
    config = parse_configuration(WHOLE, "greenroom.yml")
    assert config.preview.access.headers[0].value_env == "TOKEN"
    assert config.base.url == "http://base.test"
    assert config.login.roles[0].password_env == "PASS_WORD"
    assert (config.explore.limits.max_pages, config.explore.safety) == (5, Safety.FULL)
    assert (config.tests.max_new, config.tests.repeat) == (7, 2)


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}"])
def test_an_empty_file_is_all_defaults(text: str) -> None:
    assert parse_configuration(text, "x") == RepositoryConfiguration()


def test_what_is_like_nothing_known_gets_no_suggestion() -> None:
    with pytest.raises(UsageError, match=r"unknown key 'explore\.wonder'$"):
        parse_configuration("explore: {wonder: 3}", "x")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("explor: {}", "unknown key 'explor' (did you mean 'explore'?)"),
        (
            "explore: {max_pages: 3}",
            "unknown key 'explore.max_pages' (did you mean 'explore.limits.max_pages'?)",
        ),
        (
            "explore: {limits: {max_page: 3}}",
            "unknown key 'explore.limits.max_page' (did you mean 'explore.limits.max_pages'?)",
        ),
        ("zzzz: 1", "unknown key 'zzzz'"),
        ("explore: {safety: reckless}", "explore.safety"),
        ("explore: {limits: {max_pages: 0}}", "explore.limits.max_pages"),
        ("login: {roles: [{username_env: A}]}", "username_env and password_env belong together"),
        ("login: {roles: [{name: x}]}", "give either username_env and password_env, or storage_state"),
        ("login: {roles: [{storage_state: a}, {storage_state: b}]}", "login.roles"),
        ("- a list", "the file"),
        ("just text", "the file"),
        ("a: [1, 2", "not valid YAML"),
        ("a: !!python/object:os.system {}", "not valid YAML"),
        ("a: 2026-01-01", "something else than plain text"),
        ("a: \x00", "not valid YAML"),
    ],
)
def test_garbage_is_named(text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_configuration(text, "greenroom.yml")
    assert said in caught.value.message
    assert caught.value.message.startswith("greenroom.yml")


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        parse_configuration("one: 1\ntwo: 2\n", "greenroom.yml")
    assert "'one'" in caught.value.message
    assert "'two'" in caught.value.message


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read_configuration(tmp_path / "missing.yml")
    (tmp_path / "binary.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_configuration(tmp_path / "binary.yml")


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "greenroom.yml").write_text(WHOLE)
    assert read_configuration(tmp_path / "greenroom.yml").tests.repeat == 2
