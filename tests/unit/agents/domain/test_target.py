"""What a run is asked to do: which address, how far, with what secrets, and what is refused."""

import pytest
from pydantic import ValidationError

from agents.domain.target import (
    Access,
    Credentials,
    Header,
    Limits,
    RepositoryTarget,
    RunRequest,
    Safety,
    UrlTarget,
)

URL = "https://app.example.test/"


def asked(**more: object) -> RunRequest:
    return RunRequest.model_validate({"run_id": "r1", "target": {"kind": "url", "url": URL}, **more})


def test_a_web_application_is_tested_where_it_is_and_compared_with_what_it_was() -> None:
    assert (asked().address, asked().base_address) == (URL, None)
    request = RunRequest(run_id="r1", target=UrlTarget(url=URL, base_url="https://old.example.test/"))
    assert (request.address, request.base_address) == (URL, "https://old.example.test/")


def test_a_repository_is_tested_at_its_preview_and_has_nothing_before_it() -> None:
    target = RepositoryTarget(repository="owner/name", preview_url="https://pr-1.example.test/")
    request = RunRequest(run_id="r1", target=target)
    assert (request.address, request.base_address) == ("https://pr-1.example.test/", None)


def test_the_kind_decides_which_target_it_is() -> None:
    told = {"kind": "repository", "repository": "owner/name", "preview_url": URL}
    assert isinstance(asked(target=told).target, RepositoryTarget)
    with pytest.raises(ValidationError, match=r"target\.repository\.url"):
        asked(target={**told, "url": URL})
    with pytest.raises(ValidationError, match="'kind'"):
        asked(target={"url": URL})
    with pytest.raises(ValidationError, match="'kind'"):
        asked(target={"kind": "folder", "path": "."})


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("max_pages", 1, 10_000),
        ("max_depth", 0, 100),
        ("max_tests", 0, 1_000),
        ("max_states_per_page", 1, 1_000),
    ],
)
def test_a_limit_ends_a_run_at_both_ends(name: str, least: int, most: int) -> None:
    for fine in (least, most):
        assert getattr(Limits.model_validate({name: fine}), name) == fine
    for wrong in (least - 1, most + 1):
        with pytest.raises(ValidationError, match=rf"\n{name}\n"):
            Limits.model_validate({name: wrong})


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_a_run_has_some_time(seconds: float) -> None:
    with pytest.raises(ValidationError, match=r"\Wtime_budget_s\n"):
        Limits(time_budget_s=seconds)


@pytest.mark.parametrize("times", [0, 101])
def test_a_spec_is_proved_at_least_once_and_not_without_end(times: int) -> None:
    assert (asked(repeat=1).repeat, asked(repeat=100).repeat) == (1, 100)
    with pytest.raises(ValidationError, match=r"\Wrepeat\n"):
        asked(repeat=times)


def test_the_name_of_a_variable_or_a_header_is_not_empty() -> None:
    with pytest.raises(ValidationError, match=r"\Wusername_env\n"):
        Credentials(username_env="", password_env="PASS_WORD")
    with pytest.raises(ValidationError, match=r"\Wpassword_env\n"):
        Credentials(username_env="USER_NAME", password_env="")
    with pytest.raises(ValidationError, match=r"\Wname\n"):
        Header.model_validate({"name": "", "value": "x"})


def test_a_password_itself_is_no_part_of_a_request() -> None:
    with pytest.raises(ValidationError, match=r"\.password\n"):
        asked(access={"credentials": {"username_env": "U", "password_env": "P", "password": "hunter2"}})


def test_the_value_of_a_header_is_told_nowhere() -> None:
    request = asked(access={"headers": [{"name": "x-bypass", "value": "t0ken"}]})
    (header,) = request.access.headers
    assert header.value.get_secret_value() == "t0ken"
    for text in (repr(request), str(request), request.model_dump_json()):
        assert "x-bypass" in text
        assert "t0ken" not in text


def test_what_is_not_said_is_careful() -> None:
    request = asked()
    assert (request.safety, request.access) == (Safety.STANDARD, Access())
    with pytest.raises(ValidationError, match=r"\Wsafety\n"):
        asked(safety="reckless")


def test_a_request_comes_back_from_its_file_as_it_was() -> None:
    request = asked(
        goal="sign-in",
        safety="read-only",
        access={"credentials": {"username_env": "U", "password_env": "P"}, "storage_state": "s.json"},
        limits={"max_pages": 3, "time_budget_s": 12.5},
        change={"diff": "-a\n+b\u2028", "text": "Fixes it"},
        seed=7,
    )
    assert RunRequest.model_validate_json(request.model_dump_json()) == request


def test_a_request_of_another_schema_is_refused() -> None:
    assert asked().schema_version == "1"
    with pytest.raises(ValidationError, match=r"\Wschema_version\n"):
        asked(schema_version="2")


def test_a_request_is_not_changed_on_its_way() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        asked().safety = Safety.FULL  # type: ignore[misc]
