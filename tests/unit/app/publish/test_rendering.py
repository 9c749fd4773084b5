"""The report in all its formats."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from agents.domain.report import PageSummary
from agents.domain.spec import ResultSet
from agents.messages import RunFinished
from app.inprocess.artefacts import DiskArtefacts
from app.publish import rendering
from app.publish.rendering import render_report
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
    files = await render_report(finished, store, no_browser)  # type: ignore[arg-type]
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
    files = await render_report(RunFinished(report=documents.report()), DiskArtefacts(tmp_path), no_browser)  # type: ignore[arg-type]
    assert "report.md" in files
