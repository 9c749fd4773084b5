"""Files of the benchmark are read strictly: a label that says too little or too much is no label."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from benchmarks.observation.models import Action, App, BadFileError, Label, Truth, find_cases, read_case

TINY = Path(__file__).parent / "tiny/truth/tiny"
APP = {"name": "a", "kind": "k", "registry": "npm", "licence": "MIT", "serve": {"static": "dist"}}


def test_an_application_comes_with_its_states_in_order() -> None:
    case = read_case(TINY)
    assert case.app.name == "tiny"
    assert case.app.group == "held-out"
    assert [truth.state for _, truth in case.states] == ["dialog", "first"]
    assert case.sources == TINY.parent.parent / "apps/tiny"


def test_one_file_of_it_can_be_named_alone() -> None:
    (case,) = find_cases([str(TINY / "first.json")])
    assert [truth.state for _, truth in case.states] == ["first"]


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(BadFileError, match="no truth for nowhere"):
        find_cases(["nowhere"])


def test_a_file_that_says_to_be_another_state_is_refused(tmp_path: Path) -> None:
    (tmp_path / "apps/a").mkdir(parents=True)
    (tmp_path / "truth/a").mkdir(parents=True)
    (tmp_path / "apps/a/app.json").write_text(json.dumps(APP))
    truth = {"app": "a", "state": "other", "elements": []}
    (tmp_path / "truth/a/first.json").write_text(json.dumps(truth))
    with pytest.raises(BadFileError, match="says to be a/other"):
        read_case(tmp_path / "truth/a")


@pytest.mark.parametrize("package", ["antd", "antd@latest", "antd@^5.1.0", "antd@5"])
def test_packages_are_pinned(package: str) -> None:
    with pytest.raises(ValidationError, match="not pinned"):
        App.model_validate({**APP, "packages": [package]})


@pytest.mark.parametrize(
    ("registry", "package"),
    [
        ("npm", "@mui/material@9.0.1"),
        ("npm", "x@1.0.0-rc.2"),
        ("pypi", "datasette==0.65.5"),
        ("pypi", "a[b]==1.0"),
    ],
)
def test_a_version_is_a_pin(registry: str, package: str) -> None:
    assert App.model_validate({**APP, "registry": registry, "packages": [package]}).packages == (package,)


def test_it_is_served_one_way() -> None:
    with pytest.raises(ValidationError, match="either `static` or `command`"):
        App.model_validate({**APP, "serve": {"static": "dist", "command": ["run"]}})


def test_a_label_is_somewhere() -> None:
    assert Label(host="x-card", inside="button", role="button").where == "x-card (closed) button"
    assert Label(frames=("#one",), at="a", role="link").where == "#one > a"
    for wrong in ({}, {"host": "x-card"}, {"at": "a", "host": "x-card", "inside": "b"}):
        with pytest.raises(ValidationError, match="either `at`"):
            Label.model_validate({"role": "button", **wrong})


def test_a_misspelt_field_does_not_pass() -> None:
    with pytest.raises(ValidationError, match="titel"):
        Truth.model_validate({"app": "a", "state": "s", "elements": [], "titel": "x"})


def test_an_action_is_complete() -> None:
    assert Action(do="press", key="Escape").at == ""
    with pytest.raises(ValidationError, match="`click` needs `at`"):
        Action(do="click")
    with pytest.raises(ValidationError, match="needs `key`"):
        Action(do="press", at="#a")
