"""Whether labels hold: every `at` matches what it says, visible, each node once; with a picture."""

import base64
import html
from collections.abc import Iterator
from pathlib import Path

from playwright.async_api import Page

from agents.browser.launch import BrowserHost
from agents.browser.settle import Settled
from benchmarks.observation.marking import Found, Marking, mark
from benchmarks.observation.models import Case, Truth
from benchmarks.observation.reach import UnreachedError, open_host, state_page
from benchmarks.observation.serve import served


async def check(case: Case, out: Path) -> list[str]:
    """Complaints about all states of an application; pictures `<app>--<state>.png` in the folder `out`."""
    complaints: list[str] = []
    with served(case) as url:
        async with open_host() as host:
            for path, truth in case.states:
                found = await _checked(host, url, case, truth, out / f"{truth.app}--{path.stem}.png")
                enabled = sum(label.count for label in truth.elements if label.state == "enabled")
                disabled = sum(label.count for label in truth.elements) - enabled
                print(
                    f"{truth.app}/{truth.state}: {enabled} enabled, {disabled} disabled, {len(found)} wrong"
                )
                for complaint in found:
                    print(f"  {complaint}")
                complaints += found
    return complaints


async def _checked(host: BrowserHost, url: str, case: Case, truth: Truth, picture: Path) -> list[str]:
    try:
        async with state_page(host, url, case.app, truth) as (page, settled):
            marking = await mark(page, truth)
            complaints = [*judged(marking), *_restless(settled)]
            await _draw(page, marking, picture)
            return complaints
    except UnreachedError as error:
        return [str(error)]


def judged(marking: Marking) -> Iterator[str]:
    """What is wrong with the labels of a state."""
    if not marking.labels:
        yield "nothing is labelled"
    for marked in marking.labels:
        label, nodes = marked.label, marked.nodes
        if len(nodes) != label.count:
            yield f"{label.where}: {len(nodes)} elements, not {label.count}"
        hidden = [node.html for node in nodes if not node.visible]
        if hidden:
            yield f"{label.where}: {len(hidden)} of {len(nodes)} not visible: {hidden[0]}"
    for first, second in marking.clashes:
        names = [marking.labels[int(unit.split(".")[0])].label.where for unit in (first, second)]
        yield f"the same element twice: {names[0]} ({first}) and {names[1]} ({second})"
    for selector, nodes in marking.unjudged:
        if not nodes:
            yield f"unjudged {selector}: matches nothing"


def _restless(settled: Settled) -> Iterator[str]:
    if not settled.quiet:
        yield f"note: the page does not come to rest (waits for {', '.join(settled.waiting_for)})"


async def _draw(page: Page, marking: Marking, picture: Path) -> None:
    """Boxes over a picture of the whole page: green enabled, red disabled, orange dashed unjudged."""
    scroll = await page.evaluate("[scrollX, scrollY, document.documentElement.scrollWidth]")
    shot = base64.b64encode(await page.screenshot(full_page=True, animations="allow")).decode()
    boxes: list[str] = []
    for at, marked in enumerate(marking.labels):
        colour = "#0a0" if marked.label.state == "enabled" else "#d00"
        shift = (scroll[0] + marked.offset[0], scroll[1] + marked.offset[1])
        boxes += [
            _box(node, shift, f"2px solid {colour}", f"{at} {marked.label.role}") for node in marked.nodes
        ]
    for _, nodes in marking.unjudged:
        boxes += [_box(node, (scroll[0], scroll[1]), "2px dashed #f80", "") for node in nodes]
    drawing = await page.context.new_page()
    await drawing.set_viewport_size({"width": max(int(scroll[2]), 200), "height": 800})
    await drawing.set_content(
        f'<body style="margin:0;position:relative"><img src="data:image/png;base64,{shot}">{"".join(boxes)}'
    )
    await drawing.screenshot(path=picture, full_page=True)
    await drawing.close()


_TAG = "background:#fffc;color:#00c;position:absolute;top:-2px;left:0;white-space:nowrap"
_BOX = "position:absolute;box-sizing:border-box;font:9px sans-serif"


def _box(node: Found, shift: tuple[float, float], border: str, text: str) -> str:
    x, y, width, height = node.box
    place = f"left:{x + shift[0]:.0f}px;top:{y + shift[1]:.0f}px;width:{width:.0f}px;height:{height:.0f}px"
    tag = f'<span style="{_TAG}">{html.escape(text)}</span>'
    return f'<div style="{_BOX};border:{border};{place}">{tag}</div>'
