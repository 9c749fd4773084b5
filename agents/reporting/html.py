"""The report as one self-contained HTML page; the same page is printed to PDF."""

import base64
from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from agents.domain.report import RunReport
from agents.reporting import charts, words


def render_html(report: RunReport, pictures: Mapping[str, bytes]) -> str:
    """Render the report.

    Args:
        report: what to tell.
        pictures: PNG bytes by artefact path; those of failed tests and of pages are inlined.
    """
    environment = Environment(
        loader=PackageLoader("agents.reporting"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2").render(
        report=report,
        title=words.title(report),
        words=words,
        groups=words.by_feature(report),
        not_done=words.not_done_groups(report.not_done),
        scenarios=words.by_risk(report),
        tested=words.tested(report),
        risks={risk.scenario: risk for risk in report.risks},
        charts=_charts(report),
        pictures={path: _data_uri(content) for path, content in pictures.items()},
        page_picture=lambda page: f"screenshots/{page.id}.png",
        failures=[(test, run) for test in report.tests for run in test.result.runs if run.error],
    )


def _charts(report: RunReport) -> list[tuple[str, Markup]]:
    drawn = []
    if report.coverage is not None:
        drawn.append(("Coverage", charts.coverage_chart(report.coverage)))
    if report.tests or report.rejected:
        drawn.append(("Planned tests", charts.results_chart(report)))
    if report.risks:
        drawn.append((charts.RISKS, charts.risk_chart(report)))
    if any(stage.seconds > 0 for stage in report.stages):
        # Before the risks: those are the tall ones, and stand beside all others.
        drawn.insert(len(drawn) - bool(report.risks), ("Time by stage", charts.time_chart(report)))
    # Every text inside the charts went through html.escape.
    return [(name, Markup(svg)) for name, svg in drawn]  # noqa: S704


def _data_uri(png: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")
