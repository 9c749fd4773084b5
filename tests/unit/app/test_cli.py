"""The command line: doors, words and exit codes (PRODUCT.md), with scripted agents."""

import json
from pathlib import Path

import pytest

from agents.domain.report import RunReport
from agents.domain.spec import ResultSet
from agents.errors import LoginWallError, OutputError, ToolError
from agents.messages import AgentName, Failed, Observed
from app import cli
from app.cli import main
from app.commands.schema import DOCUMENTS
from app.settings import Settings
from app.version import version
from tests.fakes import documents
from tests.fakes.agents import Answer
from tests.fakes.wiring import scripted

URL = "http://127.0.0.1:9/"


class Shell:
    """Runs commands in an empty folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.out = self.err = ""

    def __call__(self, *words: str, **changes: Answer) -> int:
        settings = Settings(
            cache_dir=self.folder / "cache", variables={"USER_NAME": "ada", "PASS_WORD": "hunter22"}
        )
        code = main(words, scripted(**changes), settings)
        self.out, self.err = self.capsys.readouterr()
        return code


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("NO_COLOR", "1")
    return Shell(tmp_path, capsys)


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


def test_quiet_still_tells_errors(shell: Shell) -> None:
    assert shell("run", "127.0.0.1:9", "--quiet") == 2
    assert "has no scheme" in shell.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run",), "Missing argument"),
        (("run", URL, "--max-page", "3"), "--max-pages"),
        (("run", URL, "--max-pages", "0"), "--max-pages"),
        (("run", URL, "--repeat", "x"), "--repeat"),
        (("run", URL, "--safety", "reckless"), "read-only"),
        (("run", "localhost:3000"), "did you mean http://localhost:3000 ?"),
        (("run", URL, "--username-env", "USER_NAME"), "belong together"),
        (("run", URL, "--username-env", "USER_NAME", "--password-env", "GONE"), "GONE is not set"),
        (("run", URL, "--storage-state", "gone.json"), "gone.json"),
        (("run", URL, "--header", "nonsense"), "NAME=VALUE"),
        (("run", URL, "--config", "gone.yml"), "gone.yml"),
        (("run", URL, "--out", "/proc/x"), "cannot write to the folder /proc/x"),
        (("observe", URL, "--repeat", "3"), "--repeat"),
        (("heal", "x"), "No such command"),
        (("schema", "page-mab"), "did you mean 'page-map'?"),
        (("verify", ".", "--url", URL), "--tests-only"),
        (("verify", ".", "--url", URL, "--tests-only"), "no *.spec.ts"),
        (("verify", ".", "--url", "app", "--tests-only"), "has no scheme"),
    ],
)  # fmt: skip
def test_wrong_usage_is_explained(shell: Shell, words: tuple[str, ...], said: str) -> None:
    assert shell(*words) == 2
    assert said in " ".join(shell.err.split())
    assert "Traceback" not in shell.err
    assert not (shell.folder / "greenroom-out" / "report.json").exists()


def test_with_json_an_error_is_one_document_too(shell: Shell) -> None:
    assert shell("run", "localhost:3000", "--json") == 2
    told = json.loads(shell.out)
    assert told["schema_version"] == "1"
    assert told["error"] == {
        "message": "URL 'localhost:3000' has no scheme",
        "advice": "did you mean http://localhost:3000 ?",
        "exit_code": 2,
    }


@pytest.mark.parametrize(
    ("words", "message", "advice"),
    [
        (("run", "--json"), "Missing argument 'URL'", "`greenroom run --help` shows what it takes"),
        (
            ("run", URL, "--json", "--nope"),
            "No such option: --nope",
            "`greenroom run --help` shows what it takes",
        ),
        (("zzzzzz", "--json"), "No such command 'zzzzzz'", "`greenroom --help` shows what it takes"),
        (
            ("run", URL, "--json", "--safety", "wild"),
            "Invalid value for '--safety': 'wild' is not one of 'read-only', 'standard', 'full'",
            "`greenroom run --help` shows what it takes",
        ),
    ],
    ids=["argument", "option", "command", "value"],
)
def test_with_json_wrong_options_are_one_document_too(
    shell: Shell, words: tuple[str, ...], message: str, advice: str
) -> None:
    assert shell(*words) == 2
    assert json.loads(shell.out)["error"] == {"message": message, "advice": advice, "exit_code": 2}
    assert f"greenroom: {message}\n{advice}\n" == shell.err


def test_no_command_at_all_shows_what_there_is(shell: Shell) -> None:
    assert shell() == 2
    assert "Usage: greenroom" in shell.out
    assert "observe" in shell.out


def test_a_configuration_is_used(shell: Shell) -> None:
    (shell.folder / "greenroom.yml").write_text("explore: {safety: full}")
    assert shell("run", URL, "--config", "greenroom.yml", "--json") == 0
    assert "full" in shell.err.splitlines()[0]


def test_an_internal_error_is_short_and_points_to_the_log(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("app.commands.run.build_request", broken)
    assert shell("run", URL) == 4
    assert "internal error: ZeroDivisionError: oops" in shell.err
    assert ".greenroom/runs" in shell.err
    assert "Traceback" not in shell.err
    assert shell("run", URL, "--debug") == 4
    assert "Traceback" in shell.err


def test_a_missing_tool_is_exit_4(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> int:
        raise ToolError("no Chromium", "make setup")

    monkeypatch.setattr("app.commands.run.build_request", missing)
    assert shell("run", URL) == 4
    assert "greenroom: no Chromium" in shell.err
    assert "make setup" in shell.err


def test_a_second_ctrl_c_is_130(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.commands.run.build_request", pressed)
    assert shell("run", URL) == 130


def test_observe_writes_the_page_map(shell: Shell) -> None:
    assert shell("observe", URL, "--out", "maps/map.json") == 0
    content = json.loads((shell.folder / "maps" / "map.json").read_text())
    assert content["schema_version"] == "1"
    assert content["pages"][0]["path_pattern"] == "/home"
    assert "/home  content, 1 element" in shell.err
    assert not (shell.folder / "greenroom-out").exists()


def test_observe_as_json(shell: Shell) -> None:
    assert shell("observe", URL, "--json", "--quiet") == 0
    assert json.loads(shell.out)["url"] == URL
    assert shell.err == ""


def test_observe_blocked(shell: Shell) -> None:
    assert shell("observe", URL, observation=LoginWallError("a wall", "a key")) == 3
    assert "greenroom: a wall" in shell.err
    assert "a key" in shell.err


def test_observe_that_was_cut_short_says_so(shell: Shell) -> None:
    half = Failed(
        stage=AgentName.OBSERVATION, error="failed", message="it broke", page_map=documents.page_map("half")
    )
    assert shell("observe", URL, observation=half) == 5
    assert "/half" in shell.err
    assert "it broke" in shell.err


def test_observe_that_was_cut_short_says_so_even_when_quiet(shell: Shell) -> None:
    half = Failed(
        stage=AgentName.OBSERVATION, error="failed", message="it broke", page_map=documents.page_map("half")
    )
    assert shell("observe", URL, "--quiet", observation=half) == 5
    assert shell.err == "greenroom: the page map is incomplete: it broke\n"


def test_observe_masks_secrets(shell: Shell) -> None:
    leaky = Observed(page_map=documents.page_map("hunter22"))
    words = ("observe", URL, "--username-env", "USER_NAME", "--password-env", "PASS_WORD", "--json")
    assert shell(*words, observation=leaky) == 0
    assert "hunter22" not in shell.out
    assert "hunter22" not in (shell.folder / "page-map.json").read_text()


def test_observe_into_a_folder_that_cannot_be_written(shell: Shell) -> None:
    assert shell("observe", URL, "--out", "/proc/x/map.json") in {2, 4}
    assert "cannot write" in shell.err


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_each_document_has_a_schema(shell: Shell, name: str) -> None:
    assert shell("schema", name) == 0
    assert json.loads(shell.out)["type"] == "object"


def test_all_schemas_at_once(shell: Shell) -> None:
    assert shell("schema") == 0
    assert sorted(json.loads(shell.out)) == sorted(DOCUMENTS)


def specs(folder: Path, **texts: str) -> None:
    (folder / "specs").mkdir()
    for name, text in texts.items():
        (folder / "specs" / f"{name}.spec.ts").write_text(text)


def test_verify_runs_the_specs(shell: Shell) -> None:
    specs(shell.folder, a="fine", b="process.env.PASS_WORD")
    assert shell("verify", ".", "--url", URL, "--tests-only", "--repeat", "3") == 0
    assert "2 of 2 tests passed, 3 times each" in shell.err


def test_verify_fails_when_one_fails(shell: Shell) -> None:
    specs(shell.folder, a="fine", b="fails")
    assert shell("verify", ".", "--url", URL, "--tests-only", "--json", "--shuffle", "--seed", "7") == 1
    results = ResultSet.model_validate_json(shell.out)
    assert [result.outcome for result in results.results] == ["passed", "failed"]
    assert "7" in results.results[0].reason
    assert "failed b.spec.ts" in shell.err
    assert "Error: it fails" in shell.err


def test_verify_without_any_test_is_not_green(shell: Shell) -> None:
    specs(shell.folder, fixture="")
    assert shell("verify", ".", "--url", URL, "--tests-only") == 1
    assert "No test was found" in shell.err


def test_verify_quiet(shell: Shell) -> None:
    specs(shell.folder, a="fine")
    assert shell("verify", ".", "--url", URL, "--tests-only", "--quiet") == 0
    assert (shell.out, shell.err) == ("", "")


def test_help_and_version(shell: Shell) -> None:
    assert shell("--version") == 0
    assert shell.out == f"greenroom {version()}\n"
    assert shell("--help") == 0
    for command in ("run", "observe", "verify", "doctor", "schema", "demo"):
        assert command in shell.out
    assert shell("run", "--help") == 0
    assert "--storage-state" in shell.out


def test_a_full_disk_is_exit_4(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OutputError(
            "cannot write x: No space left on device; 1 of 9 files were saved", "free some space"
        )

    monkeypatch.setattr("app.publish.out_folder.OutFolder.write", full)
    assert shell("run", URL) == 4
    assert "1 of 9 files were saved" in shell.err


def test_the_default_wiring_and_settings_are_the_real_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli.sys, "argv", ["greenroom", "schema", "report"])
    assert main() == 0
    assert "RunReport" in capsys.readouterr().out
