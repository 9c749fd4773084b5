"""`greenroom run`: verdicts become exit codes, words and files (PRODUCT.md)."""

import pytest

from agents.domain.report import RunReport
from agents.errors import LoginWallError, OutputError
from tests.fakes.agents import Answer
from tests.fakes.shell import URL, Shell


def test_a_run_that_passes(shell: Shell) -> None:
    assert shell("run", URL) == 0
    assert shell.out == ""
    assert "Greenroom http://127.0.0.1:9/  standard" in shell.err
    assert "Observe: completed, 1 page" in shell.err
    assert "Passed  All tests passed" in shell.err
    assert (shell.folder / "greenroom-out" / "specs" / "home.spec.ts").exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"observation": LoginWallError("a wall", "a key")}, 3),
        ({"evolution": RuntimeError("oops")}, 5),
        ({"reporting": RuntimeError("oops")}, 5),
    ],
)
def test_the_exit_code_is_that_of_the_verdict(shell: Shell, changes: dict[str, Answer], code: int) -> None:
    assert shell("run", URL, **changes) == code


def test_json_is_one_document_and_nothing_else(shell: Shell) -> None:
    assert shell("run", URL, "--json", "--out", "elsewhere") == 0
    report = RunReport.model_validate_json(shell.out)
    assert report.verdict == "passed"
    assert (shell.folder / "elsewhere" / "report.json").exists()
    assert "Passed" in shell.err


def test_quiet_says_nothing(shell: Shell) -> None:
    assert shell("run", URL, "--quiet") == 0
    assert (shell.out, shell.err) == ("", "")


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({"observation": LoginWallError("a wall", "A key.")}, 3, "Blocked: a wall"),
        ({"evolution": RuntimeError("oops")}, 5, "Inconclusive"),
    ],
)
def test_quiet_still_tells_why_the_exit_code_is_not_0(
    shell: Shell, changes: dict[str, Answer], code: int, said: str
) -> None:
    assert shell("run", URL, "--quiet", **changes) == code
    assert shell.err.startswith(f"greenroom: {said}")
    assert len(shell.err.splitlines()) == 1


def test_a_configuration_is_used(shell: Shell) -> None:
    (shell.folder / "greenroom.yml").write_text("explore: {safety: full}")
    assert shell("run", URL, "--config", "greenroom.yml", "--json") == 0
    assert "full" in shell.err.splitlines()[0]


def test_a_full_disk_is_exit_4(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OutputError(
            "cannot write x: No space left on device; 1 of 9 files were saved", "free some space"
        )

    monkeypatch.setattr("app.publish.out_folder.OutFolder.write", full)
    assert shell("run", URL) == 4
    assert "1 of 9 files were saved" in shell.err


def test_an_empty_folder_is_not_the_current_one(shell: Shell) -> None:
    assert shell("run", URL, "--out", "") == 2
    assert "is a variable not set?" in shell.err
