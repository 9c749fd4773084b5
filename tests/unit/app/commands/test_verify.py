"""`greenroom verify --tests-only`: the specs of a folder as they are."""

from pathlib import Path

from agents.domain.spec import ResultSet
from tests.fakes.shell import URL, Shell


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


def test_verify_quiet_says_why_it_is_not_0(shell: Shell) -> None:
    specs(shell.folder, a="fine", b="fails")
    assert shell("verify", ".", "--url", URL, "--tests-only", "--quiet") == 1
    assert shell.err == "greenroom: 1 of 2 tests passed\n"


def test_verify_does_not_fold_what_a_log_reads_by_lines(shell: Shell) -> None:
    specs(shell.folder, **{"a" * 120: "fails"})
    assert shell("verify", ".", "--url", URL, "--tests-only") == 1
    assert f"failed {'a' * 120}.spec.ts: " in shell.err
