"""The report in all its formats."""

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from agents.browser.engine import BrowserError
from agents.browser.launch import BrowserHost
from agents.browser.pdf import print_pdf
from agents.domain.report import RunReport
from agents.errors import AgentError
from agents.messages import RunFinished
from agents.ports import Artefacts
from agents.reporting.render import render_files

logger = logging.getLogger(__name__)

Hosts = Callable[[], AbstractAsyncContextManager[BrowserHost]]
"""Starts a browser for as long as it is needed."""


@dataclass(frozen=True)
class Rendered:
    """The report as its files tell it, and those files and the pictures they show, by path."""

    report: RunReport
    files: Mapping[str, bytes]


async def render_report(finished: RunFinished, artefacts: Artefacts, hosts: Hosts) -> Rendered:
    """The report in all formats. Without its PDF, when that cannot be printed: then the report says so."""
    pictures = await _pictures(finished, artefacts)
    report = finished.report
    files = render_files(report, pictures)
    try:
        files["report.pdf"] = await _printed(files["report.html"].decode(), hosts)
    except (AgentError, BrowserError) as error:
        logger.warning("no report.pdf", exc_info=error)
        report = _without_pdf(report, error.message)
        files = render_files(report, pictures)
    return Rendered(report, {**files, **pictures})


async def _printed(html: str, hosts: Hosts) -> bytes:
    async with hosts() as host, host.context() as context:
        return await print_pdf(context, html)


def _without_pdf(report: RunReport, why: str) -> RunReport:
    told = f"report.pdf could not be made: {why.splitlines()[0]}"
    return report.model_copy(update={"degraded": (*report.degraded, told)})


async def _pictures(finished: RunFinished, artefacts: Artefacts) -> dict[str, bytes]:
    found = {}
    for path in sorted(set(_paths(finished))):
        try:
            found[path] = await artefacts.get(path)
        except KeyError:
            continue  # not every page could be pictured
    return found


def _paths(finished: RunFinished) -> Iterable[str]:
    for page in finished.report.pages:
        yield page.screenshot or f"screenshots/{page.id}.png"
    for result in finished.results.results if finished.results else ():
        yield from (run.screenshot for run in result.runs if run.screenshot is not None)
