"""`greenroom verify --tests-only`: the specs of a folder as they are."""

from pathlib import Path

from agents.domain.spec import ResultSet
from tests.fakes.shell import URL, Shell
from tests.fakes.wiring import DOWN


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
    assert shell("verify", ".", "--url", URL, "--tests-only") == 5
    assert "No test was found: nothing could be judged" in shell.err


def test_a_skipped_test_is_not_a_failure(shell: Shell) -> None:
    specs(shell.folder, a="fine", b="skips")
    assert shell("verify", ".", "--url", URL, "--tests-only") == 0
    assert "1 of 2 tests passed, 1 skipped" in shell.err
    assert "skipped b.spec.ts" not in shell.err
    specs_fail = shell.folder / "specs" / "c.spec.ts"
    specs_fail.write_text("fails")
    assert shell("verify", ".", "--url", URL, "--tests-only") == 1
    assert "1 of 3 tests passed, 1 skipped" in shell.err


def test_nothing_but_skipped_tests_is_no_judgement(shell: Shell) -> None:
    specs(shell.folder, a="skips", b="skips")
    assert shell("verify", ".", "--url", URL, "--tests-only", "--quiet") == 5
    assert shell.err == "greenroom: 0 of 2 tests passed, 2 skipped: nothing could be judged\n"


def test_a_test_that_could_not_be_run_is_neither_failed_nor_green(shell: Shell) -> None:
    specs(shell.folder, a="fine", b="lost")
    assert shell("verify", ".", "--url", URL, "--tests-only") == 5
    assert "not run b.spec.ts" in shell.err
    assert "it could not be run" in shell.err
    assert "1 of 2 tests passed, 1 could not be run" in shell.err


def test_the_help_says_what_the_exit_codes_mean(shell: Shell) -> None:
    assert shell("verify", "--help") == 0
    told = " ".join(shell.out.split())
    assert "5 when nothing could be judged" in told
    assert "A skipped test is not a failure" in told


def test_verify_does_not_take_an_application_that_is_down_for_failing_tests(shell: Shell) -> None:
    specs(shell.folder, a="fine")
    assert shell("verify", ".", "--url", DOWN, "--tests-only", "--quiet") == 3
    assert shell.err == "greenroom: app.test refuses the connection\nIs it running?\n"


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
