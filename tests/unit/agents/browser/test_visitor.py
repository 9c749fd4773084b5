"""Visiting one address: what is kept of it, and what a failing visit costs. A tab that plays a script."""

from dataclasses import dataclass, field
from typing import cast

import pytest
from playwright.async_api import Error as PlaywrightError

from agents.browser.access import Session
from agents.browser.driver import driver_error
from agents.browser.entry import Landing
from agents.browser.frontier import Candidate
from agents.browser.glance import Glance
from agents.browser.hazards import Complaint, Facts, Failure
from agents.browser.record import Draft
from agents.browser.scan import Scan
from agents.browser.settle import Settled
from agents.browser.visit import Opened, Tab
from agents.browser.visitor import Visitor
from agents.domain.page import PageMap
from agents.errors import NotAPageError, ToolError, UnreachableError
from tests.fakes.stores import FakeArtefacts
from tests.unit.agents.browser.builders import HOME, element, link, run_request, seen
from tests.unit.agents.browser.site import Said
from tests.unit.agents.browser.test_crawl import crawl

LOST = PlaywrightError("Page.goto: Target page, context or browser has been closed")


@dataclass
class Shown:
    """What an address shows; an error comes instead of the page."""

    scan: Scan = field(default_factory=seen)
    url: str | None = None
    status: int = 200
    type: str = "text/html"
    facts: Facts = field(default_factory=Facts)
    errors: list[Exception] = field(default_factory=list)
    quiet: bool = True


class Heard:
    def __init__(self) -> None:
        self.facts = Facts()

    async def take(self) -> Facts:
        taken, self.facts = self.facts, Facts()
        return taken


class ScriptedTab:
    """Opens what it is given by address; a page of it offers nothing to act on."""

    def __init__(self, pages: dict[str, Shown]) -> None:
        self.pages = pages
        self.watch = Heard()
        self.now = Shown()
        self.opened: list[str] = []
        self.glances = 0
        self.pictures = 0
        self.gone = False
        self.usable = True

    def lost(self, error: PlaywrightError) -> bool:
        return self.gone or error is LOST

    async def goto(self, url: str) -> Opened:
        self.opened.append(url)
        self.now = self.pages[url]
        if self.now.errors:
            raise self.now.errors.pop(0)
        self.watch.facts = self.now.facts
        landing = Landing(
            asked=url,
            url=self.now.url or url,
            status=self.now.status,
            headers={"Content-Type": self.now.type},
        )
        return Opened(landing, Settled(quiet=self.now.quiet, ms=5.0))

    @property
    def page(self) -> "ScriptedTab":
        """Stands for Playwright's page too, which is asked how much there is to scroll."""
        return self

    async def evaluate(self, *_: object) -> str:
        return '{"nodes": 1, "extent": 600, "further": false}'

    async def look(self) -> Scan:
        return self.now.scan

    async def glance(self) -> Glance:
        self.glances += 1
        return Glance(url=HOME, template=self.now.scan.template, text="x")

    async def screenshot(self) -> bytes:
        self.pictures += 1
        return b"png"


class Visits:
    """A visitor and its crawl; stands for the session too, which has one tab."""

    def __init__(self, pages: dict[str, Shown]) -> None:
        self.crawl = crawl()
        self.crawl.artefacts = self.shelf = FakeArtefacts()
        self.script = ScriptedTab({HOME + path: shown for path, shown in pages.items()})
        self.visitor = Visitor(self.crawl)
        self.silent = False
        self.driven = True

    async def __call__(self, path: str = "", found_on: str | None = None) -> None:
        candidate = Candidate(HOME + path, depth=1, found_on=found_on)
        await self.visitor.safely(cast("Session", self), candidate)

    async def first(self, path: str = "", *, again: bool = False) -> Draft:
        opened = await self.script.goto(HOME + path)
        tab, candidate = cast("Tab", self.script), Candidate(HOME + path)
        return await self.visitor.first(tab, candidate, opened, self.script.now.scan, again=again)

    async def tab(self) -> Tab:
        return cast("Tab", self.script)

    def lost(self, error: PlaywrightError) -> bool:
        return self.script.lost(error)

    async def still_driven(self) -> None:
        if not self.driven:
            raise driver_error()

    @property
    def map(self) -> PageMap:
        return self.crawl.record.build()

    @property
    def not_done(self) -> list[tuple[str, str, str]]:
        return [(entry.what, entry.reason, entry.detail) for entry in self.map.not_done]


async def test_a_new_page_is_kept_with_its_picture_and_what_it_leads_to() -> None:
    shop = seen(link("/about", "About"), url=HOME, template="shop")
    visit = Visits({"": Shown(shop, facts=Facts(count=3), quiet=False)})
    await visit()
    (page,) = visit.map.pages
    assert (page.url, page.status, page.depth, page.timing_ms.settle, page.restless) == (
        HOME,
        200,
        1,
        5.0,
        True,
    )
    assert [(state.via, state.reached_by) for state in page.states] == [("load", ())]
    assert visit.shelf.files == {"screenshots/p1.png": b"png"}
    assert (visit.crawl.visits, visit.map.requests) == (1, 3)
    waiting = visit.crawl.frontier.take()
    assert waiting is not None
    assert (waiting.url, waiting.found_on, waiting.depth) == (HOME + "about", "p1", 2)
    assert isinstance(visit.crawl.progress, Said)
    assert visit.crawl.progress.notes == ["visiting /"]


async def test_without_a_store_no_picture_is_taken() -> None:
    visit = Visits({"": Shown()})
    visit.crawl.artefacts = None
    await visit()
    assert (visit.script.pictures, len(visit.map.pages)) == (0, 1)


async def test_what_was_seen_before_is_not_looked_round_in_again() -> None:
    visit = Visits(
        {"items/1": Shown(seen(url=HOME + "items/1")), "items/2": Shown(seen(url=HOME + "items/2"))}
    )
    await visit("items/1")
    await visit("items/2")
    (page,) = visit.map.pages
    assert page.alike == (HOME + "items/2",)
    assert len(page.states) == 1
    # Once when it had been loaded, once after looking for more to scroll to.
    assert (visit.script.glances, visit.script.pictures) == (2, 1)


async def test_another_structure_of_a_known_page_is_another_state_and_says_what_had_changed() -> None:
    pages = {"cart": Shown(seen(url=HOME + "cart", template="empty"))}
    visit = Visits(pages)
    await visit("cart")
    visit.crawl.frontier.carted = visit.crawl.signed_in = True
    visit.script.pages[HOME + "cart"] = Shown(seen(url=HOME + "cart", template="full"))
    await visit("cart")
    (page,) = visit.map.pages
    assert [(state.via, state.signed_in) for state in page.states] == [
        ("load", False),
        ("load, signed in, with something in the cart", True),
    ]
    assert visit.script.pictures == 1, "the picture is that of the page as it was first seen"


async def test_no_more_states_are_kept_than_the_limit_allows() -> None:
    visit = Visits({"": Shown()})
    visit.crawl.request = run_request(max_states_per_page=1)
    await visit()
    visit.script.pages[HOME] = Shown(seen(template="other"))
    await visit()
    assert len(visit.map.pages[0].states) == 1


async def test_an_address_that_leads_on_to_a_known_page_is_told() -> None:
    visit = Visits({"": Shown(), "account": Shown(seen(), url=HOME)})
    await visit()
    await visit("account", found_on="p1")
    assert visit.not_done == [("/account", "redirected", "it led to /")]
    assert len(visit.map.pages) == 1


@pytest.mark.parametrize(
    ("shown", "reason", "detail"),
    [
        (Shown(url="http://other.test/x"), "other-site", "it leads to http://other.test"),
        (Shown(status=404), "error", "status 404"),
        (Shown(status=500), "error", "status 500"),
        (Shown(type="application/pdf"), "download", "not a page"),
        (Shown(errors=[UnreachableError("nobody answers")]), "error", "nobody answers"),
        (Shown(errors=[NotAPageError("it is a download")]), "download", "it is a download"),
    ],
)
async def test_what_is_no_page_of_the_site_is_named_and_not_kept(
    shown: Shown, reason: str, detail: str
) -> None:
    visit = Visits({"": Shown(), "x": shown})
    await visit()
    await visit("x", found_on="p1")
    assert visit.not_done == [("/x", reason, detail)]
    assert visit.map.not_done[0].where == "/"
    assert [page.id for page in visit.map.pages] == ["p1"]


async def test_an_error_page_tells_its_failures_but_not_its_console_on_the_page_that_led_there() -> None:
    facts = Facts(complaints=(Complaint("error", "bad"),), failures=(Failure("GET", "/x", 500),), count=2)
    visit = Visits({"": Shown(), "x": Shown(status=500, facts=facts)})
    await visit()
    await visit("x", found_on="p1")
    assert [(one.page, one.path, one.status) for one in visit.map.server_errors] == [("p1", "/x", 500)]
    assert (visit.map.console, visit.map.requests) == ((), 2)


async def test_what_a_page_does_on_load_is_told() -> None:
    facts = Facts(dialogs=("Welcome",), downloads=(HOME + "a.zip",), windows=(HOME + "pop",))
    visit = Visits({"": Shown(facts=facts)})
    await visit()
    assert visit.not_done == [
        ("Welcome", "excluded", "native dialog on load"),
        ("/a.zip", "download", ""),
    ]
    assert visit.crawl.frontier.is_known(HOME + "pop")


async def test_a_visit_that_loses_its_tab_is_made_once_more() -> None:
    visit = Visits({"": Shown(errors=[LOST])})
    await visit()
    assert visit.script.opened == [HOME, HOME]
    assert (len(visit.map.pages), visit.map.degraded, visit.crawl.crashes) == (1, (), 0)


@pytest.mark.parametrize("silent", [False, True])
async def test_no_page_is_blamed_for_the_end_of_the_driver(silent: bool) -> None:
    """All that is asked of it fails then, in the words in which a crashed page is told."""
    visit = Visits({"": Shown(errors=[LOST, LOST])})
    visit.silent, visit.driven = silent, False
    with pytest.raises(ToolError, match="driver ended"):
        await visit()
    assert (visit.not_done, visit.map.degraded, visit.crawl.crashes) == ([], (), 0)


async def test_a_page_that_loses_its_tab_twice_is_blamed() -> None:
    visit = Visits({"": Shown(errors=[LOST, LOST])})
    await visit()
    assert visit.not_done == [("/", "error", f"the page crashed: {LOST.message}")]
    assert visit.map.degraded == ("/ crashed the browser tab",)
    assert visit.crawl.crashes == 1


async def test_an_error_that_leaves_the_tab_is_not_tried_again() -> None:
    visit = Visits({"": Shown(errors=[PlaywrightError("Page.evaluate: odd\nmore")])})
    await visit()
    assert visit.script.opened == [HOME]
    assert visit.not_done == [("/", "error", "the page crashed: Page.evaluate: odd")]


async def test_what_a_lost_visit_had_counted_is_not_counted_twice() -> None:
    lost = Shown(seen(template="a"))
    visit = Visits({"": lost})

    async def breaks() -> Scan:
        if len(visit.script.opened) == 1:
            raise LOST
        return lost.scan

    visit.script.look = breaks  # type: ignore[method-assign]
    await visit()
    assert visit.crawl.visits == 1


async def test_too_many_crashes_end_the_crawl_for_the_machine_is_the_cause() -> None:
    pages = {path: Shown(errors=[LOST, LOST]) for path in ("a", "b", "c", "d", "e")}
    visit = Visits(pages)
    for path in list(pages)[:4]:
        await visit(path)
    with pytest.raises(PlaywrightError) as caught:
        await visit("e")
    assert caught.value is LOST
    assert (visit.crawl.crashes, len(visit.not_done)) == (5, 5)


async def test_the_first_page_is_kept() -> None:
    visit = Visits({"": Shown()})
    page = await visit.first()
    assert (page.id, page.url, len(page.states)) == ("p1", HOME, 1)


@pytest.mark.parametrize("again", [False, True])
async def test_a_first_page_whose_control_crashes_it_twice_is_still_kept(again: bool) -> None:
    visit = Visits({"": Shown()})

    async def breaks() -> Glance:
        visit.script.gone = True
        raise LOST

    visit.script.glance = breaks  # type: ignore[method-assign]
    if not again:
        with pytest.raises(PlaywrightError):
            await visit.first()
        return
    page = await visit.first(again=True)
    assert len(page.states) == 1
    assert visit.map.degraded == ("/ crashed the browser tab",)


async def test_a_form_that_cannot_be_tried_costs_nothing_but_a_word() -> None:
    visit = Visits({"": Shown()})
    page = await visit.first()
    visit.script.pages[HOME] = Shown(errors=[PlaywrightError("Page.goto: odd\nmore")])
    visit.script.usable = False
    await visit.visitor.try_submit(cast("Tab", visit.script), page, page.states[0], element())
    assert visit.map.degraded == ("/: Page.goto: odd",)
