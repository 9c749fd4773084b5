"""The last thing a person sees of a run."""

import io
from pathlib import Path

from rich.console import Console

from agents.domain.page import NotDone
from agents.domain.report import RunReport, Verdict
from agents.domain.spec import Rejection
from app.console.summary import summary
from tests.fakes import documents


def shown(report: RunReport, out: Path, *more: list[str]) -> str:
    file = io.StringIO()
    Console(file=file, width=100, color_system=None).print(summary(report, out, *more), crop=False)
    return file.getvalue()


def test_a_passed_run(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "home.spec.ts").write_text("")
    (tmp_path / "report.html").write_text("")
    text = shown(documents.report(), tmp_path)
    assert "Passed  All 1 tests passed" in text
    assert "Home" in text
    assert "0.20" in text
    assert "Took 12 s" in text
    assert "assertions" in text
    assert str(tmp_path / "specs") in text.replace("\n", "")
    assert "1 file" in text
    assert "Findings" not in text


def test_everything_that_went_wrong_is_told(tmp_path: Path) -> None:
    report = documents.report(
        Verdict.FAILED,
        tests=(),
        findings=(documents.finding(), documents.finding(counts=False)),
        degraded=("requirements: broke",),
        limits_reached=("30 pages",),
        rejected=(
            Rejection(scenario="a", title="Signing out", stage="perform", reason="the button is gone\nlog"),
            Rejection(scenario="b", title="Signing up", stage="limit", reason=""),
        ),
        not_done=(
            NotDone(what="Delete", where="/", reason="guarded"),
            NotDone(what="Delete", where="/x", reason="guarded"),
            NotDone(what="Sign out", where="/", reason="sign-out"),
        ),
    )
    text = shown(report, tmp_path, ["report.md.kept"], ["specs/a.spec.ts"])
    for told in (
        "Failed (degraded)",
        "500 on /x, at /x\n",
        "500 on /x, at /x (told, does not decide the verdict)",
        "Signing out: the button is gone\n",
        "Signing up: it was not got to",
        "Not done, to keep the application safe (2)",
        "Not done: it would end the session (1)",
        "requirements: broke",
        "30 pages",
        "report.md.kept",
        "specs/a.spec.ts",
    ):
        assert told in "\n".join(line.rstrip() for line in text.splitlines()), told


def test_long_lists_are_cut(tmp_path: Path) -> None:
    report = documents.report(findings=tuple(documents.finding() for _ in range(11)))
    assert "and 3 more, in the report" in shown(report, tmp_path)


def test_foreign_text_is_not_taken_for_markup(tmp_path: Path) -> None:
    assert "[/red] [link]" in shown(documents.report(reason="[/red] [link]"), tmp_path)


def test_a_blocked_run_has_little_to_show(tmp_path: Path) -> None:
    text = shown(documents.report(Verdict.BLOCKED, tests=(), stages=(), reason="nothing answers"), tmp_path)
    assert text.split() == ["Blocked", "nothing", "answers", "Took", "12", "s"]


def test_where_the_results_are_is_never_cut(tmp_path: Path) -> None:
    out = tmp_path / ("a-long-name-" * 12)
    (out / "specs").mkdir(parents=True)
    (out / "specs" / "a.spec.ts").touch()
    (out / "report.html").touch()
    lines = shown(documents.report(), out).splitlines()
    assert f"Specs   {out / 'specs'}  1 file" in [line.rstrip() for line in lines]
    assert f"Report  {out / 'report.html'}" in [line.rstrip() for line in lines]
