"""The command line: wrong usage, help and the real parts (PRODUCT.md), with scripted agents."""

import json

import pytest

from app import cli
from app.cli import main
from app.version import version
from tests.fakes.shell import URL, Shell


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


@pytest.mark.parametrize("words", [(), ("demo",)])
def test_commands_are_described_in_whole_sentences(
    shell: Shell, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 80 columns a longer description is cut."""
    monkeypatch.setenv("COLUMNS", "80")
    assert shell(*words, "--help") == 0
    _, _, commands = shell.out.partition("Commands:\n")
    assert commands
    assert all(line.endswith(".") and not line.endswith("...") for line in commands.splitlines())


def test_help_and_version(shell: Shell) -> None:
    assert shell("--version") == 0
    assert shell.out == f"greenroom {version()}\n"
    assert shell("--help") == 0
    for command in ("run", "observe", "verify", "doctor", "schema", "demo"):
        assert command in shell.out
    assert shell("run", "--help") == 0
    assert "--storage-state" in shell.out


def test_the_default_wiring_and_settings_are_the_real_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli.sys, "argv", ["greenroom", "schema", "report"])
    assert main() == 0
    assert "RunReport" in capsys.readouterr().out
