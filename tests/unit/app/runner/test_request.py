"""From options and configuration to a request; everything wrong is said before a browser starts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from agents.domain.target import RunRequest, Safety
from agents.errors import UsageError
from app.runner.request import (
    RunOptions,
    build_request,
    new_run_id,
    parse_header,
    parse_url,
    secret_values,
)
from app.triggers.configuration import RepositoryConfiguration, parse_configuration

URL = "http://app.test/"
NOTHING = RepositoryConfiguration()
ENVIRON = {"USER_NAME": "ada", "PASS_WORD": "hunter22", "TOKEN": "t0ken-value"}


def built(config: RepositoryConfiguration = NOTHING, **options: object) -> RunRequest:
    return build_request(RunOptions.model_validate({"url": URL, **options}), config, ENVIRON, "run-1")


def test_the_defaults_are_those_of_the_domain() -> None:
    request = built()
    assert request == RunRequest.model_validate({"run_id": "run-1", "target": {"kind": "url", "url": URL}})
    assert (request.safety, request.repeat) == (Safety.STANDARD, 3)


def test_every_option_has_an_effect(tmp_path: Path) -> None:
    """Rule learned 24: a test per setting proves its effect."""
    (tmp_path / "diff").write_text("+ line")
    (tmp_path / "text").write_text("A title")
    request = built(
        goal="sign in",
        base_url="https://base.test",
        max_pages=5,
        max_depth=0,
        max_tests=0,
        time_budget_s=60.0,
        username_env="USER_NAME",
        password_env="PASS_WORD",
        headers=("X-A=1=2", "X-B=3"),
        safety="full",
        repeat=7,
        seed=42,
        diff=tmp_path / "diff",
        change_text=tmp_path / "text",
    )
    assert request.goal == "sign in"
    assert request.base_address == "https://base.test"
    assert (request.limits.max_pages, request.limits.max_depth, request.limits.max_tests) == (5, 0, 0)
    assert request.limits.time_budget_s == 60
    assert request.access.credentials is not None
    assert request.access.credentials.password_env == "PASS_WORD"
    assert [(h.name, h.value.get_secret_value()) for h in request.access.headers] == [
        ("X-A", "1=2"),
        ("X-B", "3"),
    ]
    assert (request.safety, request.repeat, request.seed) == (Safety.FULL, 7, 42)
    assert (request.change.diff, request.change.text) == ("+ line", "A title")


CONFIG = parse_configuration(
    """
    preview: {access: {headers: [{name: X-Token, value_env: TOKEN}]}}
    base: {url: http://base.test}
    login: {roles: [{username_env: USER_NAME, password_env: PASS_WORD}]}
    explore: {limits: {max_pages: 3, max_depth: 1, time_budget_s: 30}, safety: read-only}
    tests: {max_new: 4, repeat: 2}
    """,
    "greenroom.yml",
)


def test_the_configuration_has_an_effect() -> None:
    request = built(CONFIG)
    assert request.base_address == "http://base.test"
    assert request.access.headers[0].value.get_secret_value() == "t0ken-value"
    assert request.access.credentials is not None
    limits = request.limits
    assert (limits.max_pages, limits.max_depth, limits.max_tests, limits.time_budget_s) == (3, 1, 4, 30)
    assert (request.safety, request.repeat) == (Safety.READ_ONLY, 2)


def test_options_win_over_the_configuration() -> None:
    request = built(CONFIG, base_url="http://other.test", max_pages=9, max_tests=0, safety="full", repeat=5)
    assert request.base_address == "http://other.test"
    assert (request.limits.max_pages, request.limits.max_tests, request.limits.max_depth) == (9, 0, 1)
    assert (request.safety, request.repeat) == (Safety.FULL, 5)


def test_only_secret_values_are_secret() -> None:
    assert secret_values(built(CONFIG), ENVIRON) == ("t0ken-value", "hunter22")
    assert secret_values(built(), ENVIRON) == ()


def test_no_secret_is_in_the_text_of_a_request() -> None:
    assert "t0ken-value" not in repr(built(CONFIG))
    assert "hunter22" not in built(CONFIG).model_dump_json()


@pytest.mark.parametrize(
    ("address", "said", "advice"),
    [
        ("localhost:3000", "has no scheme", "did you mean http://localhost:3000 ?"),
        ("127.0.0.1:8000/x", "has no scheme", "did you mean http://127.0.0.1:8000/x ?"),
        ("app:80", "has no scheme", "did you mean http://app:80 ?"),
        ("shop.example.test", "has no scheme", "did you mean https://shop.example.test ?"),
        ("//host.test/x", "has no scheme", "did you mean https://host.test/x ?"),
        ("", "URL is empty", "is a variable not set?"),
        (" ", "URL is empty", "is a variable not set?"),
        ("ftp://host.test", "is not a web address", "http:// or https://"),
        ("file:///etc/passwd", "is not a web address", ""),
        ("http://", "is not an address", "http://localhost:3000"),
        ("http://ho st/", "is not an address", ""),
        ("http://host:99999/", "is not an address", ""),
        ("http://[::1", "is not an address", ""),
        ("http://ada:secret@host.test", "holds a user name", "--username-env"),
    ],
)
def test_a_wrong_address_is_explained(address: str, said: str, advice: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_url(address, "URL")
    assert said in caught.value.message
    assert advice in caught.value.advice


def test_credentials_in_an_address_are_not_repeated() -> None:
    with pytest.raises(UsageError) as caught:
        parse_url("http://ada:s3cret@host.test", "URL")
    assert "s3cret" not in caught.value.message


@pytest.mark.parametrize(
    "address", ["http://localhost:3000", " https://a.test/x?y=1#/z ", "HTTP://[::1]:80/"]
)
def test_a_right_address_is_taken(address: str) -> None:
    assert parse_url(address, "URL") == address.strip()


@pytest.mark.parametrize("text", ["no equals", "=value", "Bad Name=1", "X-A=", "X-A=a\nb", "Ü=1"])
def test_a_wrong_header_is_explained(text: str) -> None:
    with pytest.raises(UsageError, match="--header"):
        parse_header(text)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"username_env": "USER_NAME"}, "belong together"),
        ({"username_env": "USER_NAME", "password_env": "MISSING"}, "MISSING is not set"),
        ({"username_env": "ABSENT", "password_env": "PASS_WORD"}, "ABSENT is not set"),
        ({"storage_state": "/missing/state.json"}, "No such file"),
        ({"diff": "/missing/diff"}, "No such file"),
        ({"change_text": "/missing/text"}, "No such file"),
        ({"base_url": "base.test"}, "--base-url 'base.test' has no scheme"),
        ({"max_pages": 100_000}, "max_pages"),
        ({"repeat": 1000}, "repeat"),
    ],
)
def test_what_is_wrong_is_said_before_anything_starts(options: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        built(**options)
    assert said in caught.value.message


def test_a_base_that_is_wrong_is_named_by_where_it_stands() -> None:
    with pytest.raises(UsageError, match=r"^base\.url in the configuration 'foo' has no scheme$"):
        built(parse_configuration("base: {url: foo}", "x"))


@pytest.mark.parametrize("option", ["diff", "change_text"])
def test_a_change_may_be_in_any_encoding_but_is_text(tmp_path: Path, option: str) -> None:
    path = tmp_path / "change"
    path.write_bytes("Grüße".encode("latin-1"))
    change = built(**{option: path}).change
    assert "Gr" in (change.diff or change.text or "")
    path.write_bytes(b"\x7fELF\x00\x01")
    with pytest.raises(UsageError, match=r"is not text$"):
        built(**{option: path})


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cookies": {}}', "\x00", '{"cookies": []}'])
def test_garbage_is_no_storage_state(tmp_path: Path, content: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(content)
    with pytest.raises(UsageError, match="not a storage state"):
        built(storage_state=path)


def test_a_storage_state_is_passed_on_by_its_whole_path(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text('{"cookies": [{"name": "a"}], "origins": [], "more": 1}')
    assert built(storage_state=path).access.storage_state == str(path)
    config = parse_configuration(f"login: {{roles: [{{storage_state: {path}}}]}}", "x")
    assert built(config).access.storage_state == str(path)
    assert built(config).access.credentials is None


def test_run_ids_sort_by_time() -> None:
    early = new_run_id(datetime(2026, 3, 1, 9, tzinfo=UTC), "ff")
    late = new_run_id(datetime(2026, 3, 1, 10, tzinfo=UTC), "00")
    assert early == "20260301-090000-ff"
    assert early < late
