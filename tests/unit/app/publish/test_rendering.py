"""The report in all its formats."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from agents.browser.engine import BrowserError
from agents.browser.launch import BrowserHost
from agents.domain.report import PageSummary, RunReport
from agents.domain.spec import ResultSet
from agents.errors import ToolError
from agents.messages import RunFinished
from app.inprocess.artefacts import DiskArtefacts
from app.publish import rendering
from app.publish.rendering import Hosts, render_report
from tests.fakes import documents


@asynccontextmanager
async def no_browser() -> AsyncIterator[object]:
    @asynccontextmanager
    async def context() -> AsyncIterator[object]:
        yield "a context"

    yield SimpleNamespace(context=context)


async def test_all_formats_and_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def printed(context: object, html: str) -> bytes:
        assert context == "a context"
        assert html.lstrip().lower().startswith("<!doctype html")
        return b"%PDF"

    monkeypatch.setattr(rendering, "print_pdf", printed)
    store = DiskArtefacts(tmp_path)
    await store.put("screenshots/home.png", b"PNG")
    await store.put("screenshots/failed/x.png", b"PNG2")
    page = PageSummary(
        id="home",
        path_pattern="/",
        title="Home",
        page_type="home",
        states=1,
        elements=1,
        exercised=1,
        forms=0,
    )
    lost = page.model_copy(update={"id": "lost"})
    bad = documents.result("broke")
    run = bad.runs[0].model_copy(update={"screenshot": "screenshots/failed/x.png"})
    finished = RunFinished(
        report=documents.report(pages=(page, lost)),
        results=ResultSet(results=(bad.model_copy(update={"runs": (run,)}),), repeat=1),
    )
    rendered = await render_report(finished, store, no_browser)  # type: ignore[arg-type]
    files = rendered.files
    assert rendered.report == finished.report
    assert sorted(files) == [
        "junit.xml",
        "report.html",
        "report.json",
        "report.md",
        "report.pdf",
        "screenshots/failed/x.png",
        "screenshots/home.png",
    ]
    assert files["report.pdf"] == b"%PDF"


async def test_a_run_without_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def printed(_: object, __: str) -> bytes:
        return b"%PDF"

    monkeypatch.setattr(rendering, "print_pdf", printed)
    finished = RunFinished(report=documents.report())
    rendered = await render_report(finished, DiskArtefacts(tmp_path), no_browser)  # type: ignore[arg-type]
    assert "report.md" in rendered.files


@asynccontextmanager
async def missing_browser() -> AsyncIterator[BrowserHost]:
    raise ToolError("Chromium does not start: no memory", "Run `greenroom doctor`.")
    yield


@asynccontextmanager
async def dying_browser() -> AsyncIterator[BrowserHost]:
    raise BrowserError("Target closed\nCall log: ...")
    yield


@pytest.mark.parametrize(
    ("hosts", "why"),
    [(missing_browser, "Chromium does not start: no memory"), (dying_browser, "Target closed")],
    ids=["missing", "dying"],
)
async def test_a_report_that_cannot_be_printed_says_so_and_keeps_its_other_forms(
    tmp_path: Path, hosts: Hosts, why: str
) -> None:
    """Promise 5: degraded, and why."""
    told = f"report.pdf could not be made: {why}"
    before = documents.report(degraded=("slow",))
    rendered = await render_report(RunFinished(report=before), DiskArtefacts(tmp_path), hosts)
    assert rendered.report == before.model_copy(update={"degraded": ("slow", told)})
    assert sorted(rendered.files) == ["junit.xml", "report.html", "report.json", "report.md"]
    assert told in rendered.files["report.md"].decode()
    assert told in rendered.files["report.html"].decode()
    assert RunReport.model_validate_json(rendered.files["report.json"]) == rendered.report
