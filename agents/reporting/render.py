"""All renderings of a report that need no browser."""

from collections.abc import Mapping

from agents.domain.report import RunReport
from agents.reporting.html import render_html
from agents.reporting.junit import render_junit
from agents.reporting.markdown import render_markdown


def render_files(report: RunReport, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """The report's files by name: `report.json`, `report.md`, `report.html`, `junit.xml`.

    `report.pdf` is the HTML printed by Chromium: see `agents.browser.pdf.print_pdf`.
    """
    return {
        "report.json": (report.model_dump_json(indent=2) + "\n").encode(),
        "report.md": render_markdown(report).encode(),
        "report.html": render_html(report, pictures).encode(),
        "junit.xml": render_junit(report).encode(),
    }
