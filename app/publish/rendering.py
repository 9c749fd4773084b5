"""The report in all its formats."""

from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager

from agents.browser.launch import BrowserHost
from agents.browser.pdf import print_pdf
from agents.messages import RunFinished
from agents.ports import Artefacts
from agents.reporting.render import render_files


async def render_report(
    finished: RunFinished, artefacts: Artefacts, hosts: Callable[[], AbstractAsyncContextManager[BrowserHost]]
) -> dict[str, bytes]:
    """The report's files and the pictures they show, by path.

    Raises ToolError when Chromium does not start or cannot print the PDF.
    """
    pictures = await _pictures(finished, artefacts)
    files = render_files(finished.report, pictures)
    async with hosts() as host, host.context() as context:
        files["report.pdf"] = await print_pdf(context, files["report.html"].decode())
    return {**files, **pictures}


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
