"""What was seen of an application, for people: its pages, what a plain scan would miss, what was left out."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from agents.domain.figures import figures
from agents.domain.missed import Why, missed_by_reason
from agents.domain.page import NotDone, Page, PageMap
from app.console.summary import not_done, section

_REASONS: Mapping[Why, str] = {
    "frame": "in another document",
    "shadow": "in a shadow root",
    "opened": "there only after an action",
    "editable": "editable in place",
    "role": "known by their role alone",
    "native": "native and not a link, button or field",
    "handler": "that only a script listens to",
    "hover": "that open when pointed at",
    "look": "known by their look alone",
}


def sights(page_map: PageMap) -> RenderableType:
    """A page map as a table, with what it leaves out. Pages that could not be seen are named."""
    parts: list[RenderableType] = []
    if page_map.pages:
        parts += [_table(page_map.pages), Text(_missed(missed_by_reason(page_map.pages)), style="dim")]
    failed = [entry for entry in page_map.not_done if entry.reason == "error"]
    others = [entry for entry in page_map.not_done if entry.reason != "error"]
    parts += section("Could not be seen", [_failed(entry) for entry in failed])
    parts += section("Not visited or done", not_done(others))
    return Group(*parts, Text())


def _failed(entry: NotDone) -> str:
    return f"{entry.what}: {entry.detail}" if entry.detail else entry.what


def _table(pages: Sequence[Page]) -> Table:
    """What was seen, a line a page. The last column is what a plain scan of the page would not have found."""
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("Page", overflow="fold")
    table.add_column("Kind")
    for heading in ("States", "Controls", "Forms", "Beyond a plain scan"):
        table.add_column(heading, justify="right")
    for page in pages:
        counts = figures([page.states])
        beyond = sum(missed_by_reason([page]).values())
        numbers = (str(n) for n in (counts.states, counts.controls, counts.forms, beyond))
        table.add_row(Text(page.path_pattern), Text(page.page_type), *numbers)
    return table


def _missed(reasons: Mapping[Why, int]) -> str:
    if not reasons:
        return "A plain scan of links, buttons and fields would have found the same."
    told = ", ".join(f"{number} {_REASONS[why]}" for why, number in reasons.items())
    return f"A plain scan of links, buttons and fields would have missed: {told}."
