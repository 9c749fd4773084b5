"""What was seen, for people."""

import io

from rich.console import Console

from agents.domain.page import NotDone, PageMap
from app.console.sights import sights
from tests.fakes import documents


def shown(page_map: PageMap) -> str:
    file = io.StringIO()
    Console(file=file, width=100, color_system=None).print(sights(page_map))
    return file.getvalue()


def test_a_line_tells_a_page() -> None:
    heading, home, basket, *_ = shown(documents.page_map("home", "basket")).splitlines()
    assert heading.split() == ["Page", "Kind", "States", "Controls", "Forms", "Beyond", "a", "plain", "scan"]
    assert home.split() == ["/home", "content", "1", "1", "0", "0"]
    assert basket.split() == ["/basket", "content", "1", "1", "0", "0"]


def test_what_a_plain_scan_finds_as_well() -> None:
    assert "A plain scan of links, buttons and fields would have found the same." in shown(
        documents.page_map()
    )


def test_what_a_plain_scan_would_have_missed_is_counted_by_reason() -> None:
    seen = documents.page_map()
    (page,) = seen.pages
    (state,) = page.states
    (known,) = state.elements
    card, other, note = (
        known.model_copy(
            update={"id": f"e{n}", "tag": "div", "locator": f"page.getByText('{n}')", "found_by": (by,)}
        )
        for n, by in enumerate(("listener", "listener", "editable"), 2)
    )
    rich = state.model_copy(update={"elements": (known, card, other, note)})
    text = shown(seen.model_copy(update={"pages": (page.model_copy(update={"states": (rich,)}),)}))
    assert text.splitlines()[1].split() == ["/home", "content", "1", "4", "0", "3"]
    told = " ".join(text.split())
    assert "would have missed: 2 that only a script listens to, 1 editable in place." in told


def test_pages_that_could_not_be_seen_are_named_and_the_rest_is_counted() -> None:
    left_out = (
        NotDone(what="/broken", where="/home", reason="error", detail="the page crashed"),
        NotDone(what="/gone", where="/home", reason="error"),
        NotDone(what="Delete", where="/home", reason="guarded"),
    )
    text = shown(documents.page_map().model_copy(update={"not_done": left_out}))
    named, counted = text.split("Could not be seen")[1].split("Not visited or done")
    assert [line.strip() for line in named.strip().splitlines()] == ["· /broken: the page crashed", "· /gone"]
    assert counted.count("(1)") == 1
    assert "/broken" not in counted


def test_nothing_was_seen() -> None:
    nothing = documents.page_map().model_copy(update={"pages": (), "not_done": ()})
    assert shown(nothing).strip() == ""
