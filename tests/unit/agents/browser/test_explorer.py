"""A whole crawl of small sites: what is found, what is left alone, and what goes wrong without ending it."""

import asyncio
from contextlib import suppress

import pytest
from playwright.async_api import Error as PlaywrightError

from agents.browser.launch import BrowserHost, open_browser
from agents.browser.record import MapRecord
from agents.domain.page import Page, PageMap
from agents.domain.report import FindingKind
from agents.domain.steps import Click, Env, Fill, Goto, Hover
from agents.domain.target import Access, Credentials, Header, RunRequest, Safety, UrlTarget
from agents.errors import (
    BlockedError,
    LoginWallError,
    NotAPageError,
    OtherSiteError,
    StageError,
    UnreachableError,
    UsageError,
)
from agents.messages import ReportTask
from agents.reporting.findings import find
from tests.fakes.stores import FakeArtefacts
from tests.unit.agents.browser.conftest import Chrome
from tests.unit.agents.browser.site import (
    Answer,
    Asked,
    Route,
    Said,
    Ticking,
    Vault,
    crawl,
    page,
    redirect,
    serve,
)
from tests.unit.agents.browser.stage import kill

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NAMES = Credentials(username_env="USER_NAME", password_env="PASS_WORD")
VAULT = Vault(USER_NAME="ann", PASS_WORD="correct-horse")


def paths(found: PageMap) -> list[str]:
    return [each.path_pattern for each in found.pages]


def at(found: PageMap, pattern: str) -> Page:
    return next(each for each in found.pages if each.path_pattern == pattern)


def left_out(found: PageMap, reason: str) -> list[str]:
    return [entry.what for entry in found.not_done if entry.reason == reason]


# Entering


@pytest.mark.parametrize(
    ("route", "kind", "says"),
    [
        (Answer(b"\0\1", type="application/octet-stream"), NotAPageError, "download"),
        (Answer('{"a": 1}', type="application/json"), NotAPageError, "application/json"),
        (Answer("<svg xmlns='http://www.w3.org/2000/svg'/>", type="image/svg+xml"), NotAPageError, "svg"),
        (Answer("plain", headers={"Content-Encoding": "gzip"}), UnreachableError, "decoded"),
        (Answer("gone", 404), UnreachableError, "404"),
        (Answer("broken", 500), UnreachableError, "500"),
        (Answer("no", 403), LoginWallError, "403"),
        (Answer("", 401), LoginWallError, "401"),
        (Answer(drop=True), UnreachableError, "answered nothing"),
    ],
    ids=["download", "json", "svg", "encoding", "404", "500", "403", "401", "empty"],
)
async def test_what_is_no_page_blocks_the_run_and_says_why(
    host: BrowserHost, route: Answer, kind: type[BlockedError], says: str
) -> None:
    async with serve({"/": route}) as site:
        with pytest.raises(kind, match=says) as caught:
            await crawl(host, site.url)
        assert caught.value.advice


async def test_an_address_where_nothing_listens_is_named(host: BrowserHost) -> None:
    async with serve({}) as site:
        url = site.url
    with pytest.raises(UnreachableError, match="refuses the connection"):
        await crawl(host, url)
    with pytest.raises(UnreachableError, match="unknown"):
        await crawl(host, "http://no-such-host.invalid/")
    with pytest.raises(UsageError):
        await crawl(host, "no-scheme.test")


async def test_plain_http_answering_to_https_is_named(host: BrowserHost) -> None:
    async with serve({"/": page("x")}) as site:
        with pytest.raises(UnreachableError, match=r"TLS|broke off|nothing|closed"):
            await crawl(host, site.url.replace("http:", "https:"))


async def test_a_port_that_browsers_refuse_is_named(host: BrowserHost) -> None:
    with pytest.raises(UnreachableError, match="refuse to open port 6000"):
        await crawl(host, "http://127.0.0.1:6000/")
    async with serve({"/": redirect("http://127.0.0.1:6000/in")}) as site:
        with pytest.raises(UnreachableError, match=r"leads to http://127\.0\.0\.1:6000/in: .*port 6000"):
            await crawl(host, site.url)


async def test_a_page_that_leads_on_to_where_nothing_listens_names_that_place(host: BrowserHost) -> None:
    async with serve({}) as gone:
        there = gone.url
    async with serve({"/": page(f"<script>location.replace('{there}')</script>")}) as site:
        with pytest.raises(UnreachableError, match=rf"leads to {there}: .* refuses the connection"):
            await crawl(host, site.url)


async def test_a_first_page_that_crashes_is_named(host: BrowserHost) -> None:
    crashes: list[asyncio.Task[None]] = []
    async with serve({"/": FATAL, "/now": crashing(host, crashes)}) as site:
        with pytest.raises(StageError, match="crashes the browser tab"):
            await crawl(host, site.url)
    for each in crashes:
        each.cancel()


async def test_a_redirect_to_another_site_blocks_the_run(host: BrowserHost) -> None:
    async with serve({"/": page("elsewhere"), "/login": page("elsewhere")}, "127.0.0.2") as other:
        async with serve({"/": redirect(other.url)}) as site:
            with pytest.raises(OtherSiteError, match=r"127\.0\.0\.2"):
                await crawl(host, site.url)
        async with serve({"/": redirect(f"{other.url}login")}) as site:
            with pytest.raises(LoginWallError, match="sign-in"):
                await crawl(host, site.url)


async def test_a_bot_wall_blocks_the_run(host: BrowserHost) -> None:
    async with serve({"/": Answer(page("Checking your browser", "Just a moment..."), 503)}) as site:
        with pytest.raises(BlockedError, match="automated"):
            await crawl(host, site.url)


# Crawling


def shop() -> dict[str, Route]:
    """Products by number, a list in pages, and a cart that is empty until something is added."""
    carts: list[str] = []

    def listing(_: Asked) -> str:
        links = "".join(f"<li><a href='/items/{n}'>Item {n}</a></li>" for n in range(1, 9))
        return page(f"<h1>Items</h1><ul>{links}</ul><a href='/list?page=2'>Next</a> <a href='/cart'>Cart</a>")

    def item(asked: Asked) -> str:
        form = "<form method=post action=/add><button>Add to cart</button></form>"
        return page(f"<h1>Item {asked.path[7:]}</h1>{form}")

    def add(_: Asked) -> Answer:
        carts.append("x")
        return redirect("/cart")

    def cart(_: Asked) -> str:
        filled = (
            f"<p>{len(carts)} in your cart</p><table><tr><td>x</td></tr></table><a href=/checkout>Buy</a>"
        )
        return page(f"<h1>Cart</h1>{filled if carts else '<p>Your cart is empty</p>'}")

    home = page(
        "<nav><a href=/list>List</a> <a href=/cart>Cart</a></nav><footer><a href=/terms>Terms</a></footer>"
    )
    return {
        "/": home,
        "/list": listing,
        "/items/*": item,
        "/add": add,
        "/cart": cart,
        "/checkout": page("<h1>Checkout</h1><form method=post><label>City <input name=city></label></form>"),
        "/terms": page("<p>Terms</p>"),
    }


async def test_pages_of_one_pattern_are_one_page_and_the_cart_is_seen_filled(host: BrowserHost) -> None:
    async with serve(shop()) as site:
        found = await crawl(host, site.url)
        visited = {one.path for one in site.asked if one.path.startswith("/items/")}
    assert paths(found).count("/items/:id") == 1
    assert len(visited) == 2
    assert len(at(found, "/items/:id").alike) == 7
    assert "/items/:id" in left_out(found, "duplicate")
    assert "Buy" in [element.name for element in at(found, "/cart").states[0].elements]
    assert paths(found)[-1] == "/terms"
    assert "/checkout" in paths(found)
    assert [transition.effect for transition in found.transitions] == ["navigation"]
    assert found.transitions[0].target == at(found, "/cart").states[0].id
    assert ("POST", "/add") in [(r.method, r.path) for r in found.transitions[0].requests]


async def test_read_only_lets_nothing_but_reading_leave(host: BrowserHost) -> None:
    async with serve(shop()) as site:
        found = await crawl(host, site.url, safety=Safety.READ_ONLY)
        assert {one.method for one in site.asked} == {"GET"}
    assert left_out(found, "guarded") == ["button 'Add to cart'"]
    assert "/cart" in paths(found)


async def test_the_same_seed_gives_the_same_map(host: BrowserHost) -> None:
    def bare(found: PageMap) -> str:
        plain = found.model_dump()
        for each in plain["pages"]:
            del each["timing_ms"]
        return str(plain).replace(str(found.url), "")

    maps: list[str] = []
    for _ in range(2):
        async with serve(shop()) as site:
            found = await crawl(host, site.url, seed=3)
            maps.append(bare(found).replace(site.url.rstrip("/"), ""))
    assert maps[0] == maps[1]


async def test_limits_end_the_crawl_in_order_and_are_named(host: BrowserHost) -> None:
    chain: dict[str, Route] = {f"/{c}": page(f"<a href=/{chr(ord(c) + 1)}>{c}</a>", c) for c in "abcdefg"}
    async with serve({"/": page("<a href=/a>a</a>"), **chain}) as site:
        found = await crawl(host, site.url, max_pages=2)
        assert len(found.pages) == 2
        assert "max_pages (2) was reached" in found.limits_reached
        assert left_out(found, "limit") == ["/b"]
        found = await crawl(host, site.url, max_depth=1)
        assert paths(found) == ["/", "/a"]
        assert "max_depth (1) was reached" in found.limits_reached
        found = await crawl(host, site.url, clock=Ticking(250.0))
        assert len(found.pages) < 4
        assert any("time budget" in limit for limit in found.limits_reached)


async def test_an_endless_calendar_is_bounded_and_named(host: BrowserHost) -> None:
    def month(asked: Asked) -> str:
        year, number = (int(part) for part in asked.path.split("/")[2:4])
        return page(f"<h1>{number}/{year}</h1><a href='/calendar/{year}/{number + 1}'>Next month</a>")

    async with serve({"/": page("<a href=/calendar/2026/1>Calendar</a>"), "/calendar/*": month}) as site:
        found = await crawl(host, site.url)
    assert paths(found) == ["/", "/calendar/:id/:id"]
    assert any("/calendar/:id/:id leads on" in limit for limit in found.limits_reached)


async def test_addresses_that_grow_without_end_are_left_out(host: BrowserHost) -> None:
    def deeper(asked: Asked) -> str:
        return page("<a href=deeper/>Deeper</a>") if len(asked.path) < 200 else page("bottom")

    async with serve({"/*": deeper}) as site:
        found = await crawl(host, site.url, max_depth=50)
    assert len(found.pages) <= 4
    assert any("without end" in limit for limit in found.limits_reached)


async def test_hash_routes_and_history_routes_are_pages(host: BrowserHost) -> None:
    script = """
    <main id=view></main>
    <script>
      const show = () => { view.innerHTML = location.hash === '#/users' ? '<h1>Users</h1><ul><li>A</li></ul>'
        : location.pathname === '/inbox' ? '<h2>Inbox</h2><p><b>Mail</b></p>' : '<h1>Home</h1>'; };
      const go = () => { history.pushState({}, '', '/inbox'); show(); };
      addEventListener('hashchange', show); show();
    </script>"""
    shell = page(f"<a href='/#/users'>Users</a><button onclick='go()'>Inbox</button>{script}")
    async with serve({"/": shell, "/inbox": shell}) as site:
        found = await crawl(host, site.url)
    assert paths(found) == ["/", "/#/users", "/inbox"]
    assert found.transitions[0].effect == "navigation"
    assert found.transitions[0].target == at(found, "/inbox").states[0].id


async def test_links_elsewhere_downloads_and_dead_links_are_named_and_not_followed(host: BrowserHost) -> None:
    body = """<a href="http://elsewhere.test/x">Elsewhere</a> <a href="/report.pdf">Report</a>
    <a href="/export">Export</a> <a href="/dead">Dead</a> <a href="/broken">Broken</a>
    <a href="mailto:a@b.test">Mail</a>
    <a href="/away">Away</a> <a href="/data">Data</a>"""
    async with serve({}, "127.0.0.2") as other:
        routes: dict[str, Route] = {
            "/": page(body),
            "/export": Answer(
                "a,b", type="text/csv", headers={"content-disposition": "attachment; filename=a.csv"}
            ),
            "/broken": Answer(page("Oops"), 500),
            "/away": redirect(other.url),
            "/data": Answer("{}", type="application/json"),
        }
        async with serve(routes) as site:
            found = await crawl(host, site.url)
            assert "/report.pdf" not in [one.path for one in site.asked]
    assert paths(found) == ["/"]
    assert left_out(found, "other-site") == ["elsewhere.test", "/away"]
    assert left_out(found, "download") == ["/report.pdf", "/export", "/data"]
    errors = {entry.what: entry.detail for entry in found.not_done if entry.reason == "error"}
    assert errors == {"/dead": "status 404", "/broken": "status 500"}
    assert [(error.path, error.status) for error in found.server_errors] == [("/broken", 500)]


async def test_links_to_the_old_spelling_of_the_site_stay_in_it(host: BrowserHost) -> None:
    async with serve({"/": page("<a href='http://localhost:PORT/a'>A</a>"), "/a": page("a")}) as site:
        found = await crawl(host, site.url)
    assert left_out(found, "other-site") == ["localhost"]


# States


async def test_menus_by_hover_tabs_disclosures_and_dialogs_are_states(host: BrowserHost) -> None:
    body = """
    <style>.sub { display: none } li:hover .sub { display: block }</style>
    <nav><ul><li><a href="/">Products</a><div class=sub><a href="/chairs">Chairs</a></div></li></ul></nav>
    <main><details><summary>More</summary><p>Hidden facts</p></details>
    <button aria-haspopup=dialog onclick="d.showModal()">Open settings</button>
    <dialog id=d aria-label=Settings><p>Settings</p><button onclick="d.close()">Close</button>
    </dialog></main>"""
    async with serve({"/": page(body), "/chairs": page("chairs")}) as site:
        found = await crawl(host, site.url)
    states = at(found, "/").states
    ways = [state.via for state in states]
    assert ways[0] == "load"
    assert any(way.startswith("hover") for way in ways)
    assert "click button 'Open settings'" in ways
    assert any("More" in way for way in ways)
    dialog = next(state for state in states if "settings" in state.via)
    assert isinstance(dialog.reached_by[0], Click)
    menu = next(state for state in states if state.via.startswith("hover"))
    assert isinstance(menu.reached_by[0], Hover)
    closing = [move for move in found.transitions if move.source == dialog.id]
    assert [move.target for move in closing] == [states[0].id]
    assert "/chairs" in paths(found)


async def test_one_of_many_alike_rows_is_tried(host: BrowserHost) -> None:
    rows = "".join(
        f"<tr><td>Name {n}</td><td><button onclick='show()'>Edit</button></td></tr>" for n in range(9)
    )
    body = f"""<table><tr><th>Name</th><th>Do</th></tr>{rows}</table><div id=out></div>
    <script>const show = () => {{ fetch('/hit'); out.innerHTML = '<input aria-label=Name>' }}</script>"""
    async with serve({"/": page(body), "/hit": "x"}) as site:
        found = await crawl(host, site.url)
        assert len(site.methods("/hit")) == 1
    assert [state.via for state in found.pages[0].states] == ["load", "click button 'Edit'"]


async def test_forms_are_not_submitted(host: BrowserHost) -> None:
    forms = """<form action=/search><input type=search name=q aria-label=Search><button>Search</button></form>
    <form method=post action=/save><label>Name <input name=n></label><button>Save</button></form>"""
    async with serve({"/": page(forms), "/search": page("found"), "/save": page("saved")}) as site:
        await crawl(host, site.url)
        assert site.methods("/search") == []
        assert site.methods("/save") == []


async def test_what_is_guarded_is_named_and_not_done(host: BrowserHost) -> None:
    body = """<button onclick="fetch('/delete', {method: 'POST'})">Delete</button>
    <button onclick="fetch('/pay', {method: 'POST'})">Pay now</button>
    <button onclick="fetch('/send', {method: 'POST'})">Send message</button>
    <a href="/logout">Log out</a><button onclick="fetch('/out', {method: 'POST'})">Sign out</button>"""
    async with serve({"/": page(body), "/logout": page("bye")}) as site:
        found = await crawl(host, site.url)
        assert {one.path for one in site.asked} <= {"/", "/favicon.ico"}
        assert left_out(found, "guarded") == ["button 'Delete'", "button 'Pay now'", "button 'Send message'"]
        assert left_out(found, "sign-out") == ["link 'Log out'", "button 'Sign out'"]


async def test_full_safety_looks_where_a_deletion_leads_without_doing_it(host: BrowserHost) -> None:
    body = """<button onclick="d.showModal()">Delete item</button>
    <dialog id=d aria-label="Really?"><button onclick="fetch('/delete', {method: 'POST'})">Delete</button>
    </dialog>
    <button onclick="fetch('/delete', {method: 'POST'})">Delete at once</button>"""
    async with serve({"/": page(body)}) as site:
        found = await crawl(host, site.url, safety=Safety.FULL)
        assert "/delete" not in [one.path for one in site.asked]
    assert [state.via for state in found.pages[0].states] == ["load", "click button 'Delete item'"]
    assert left_out(found, "guarded") == []
    assert found.console == ()


async def test_writing_to_another_site_does_not_leave(host: BrowserHost) -> None:
    async with serve({"/*": "x"}, "127.0.0.2") as other:
        script = f"<script>fetch('{other.url}collect', {{method: 'POST', mode: 'no-cors'}})</script>"
        async with serve({"/": page(f"<p>Home</p>{script}")}) as site:
            found = await crawl(host, site.url, safety=Safety.FULL)
        assert other.asked == []
    assert left_out(found, "guarded") == ["POST 127.0.0.2"]


async def test_the_number_of_states_is_bounded(host: BrowserHost) -> None:
    rows = "".join(f"<button onclick='t({n})'>Show {c}</button>" for n, c in enumerate("abcdef"))
    script = (
        "<div id=o></div><script>const t = (n) => { o.innerHTML = '<' + 'abcdef'[n] + '-x>text' }</script>"
    )
    async with serve({"/": page(f"<main>{rows}</main>{script}")}) as site:
        found = await crawl(host, site.url, max_states_per_page=2)
    assert len(found.pages[0].states) == 2
    assert any("max_states_per_page (2)" in limit for limit in found.limits_reached)


# What pages do unasked


async def test_dialogs_are_dismissed_and_recorded(host: BrowserHost) -> None:
    body = """<script>alert('Welcome'); onbeforeunload = (e) => { e.preventDefault(); return 'x' }</script>
    <button onclick="confirm('Sure?')">Ask</button><a href=/next>Next</a>"""
    async with serve({"/": page(body), "/next": page("next")}) as site:
        found = await crawl(host, site.url)
    assert paths(found) == ["/", "/next"]
    assert "alert: Welcome" in left_out(found, "excluded")
    assert [move.effect for move in found.transitions] == ["dialog"]


async def test_new_windows_are_closed_and_their_address_is_visited(host: BrowserHost) -> None:
    async with serve({"/": page("elsewhere")}, "127.0.0.2") as other:
        body = f"""<button onclick="window.open('/help')">Help</button>
        <button onclick="window.open('{other.url}')">Elsewhere</button>"""
        async with serve({"/": page(body), "/help": page("help")}) as site:
            found = await crawl(host, site.url)
    assert "/help" in paths(found)
    assert [move.effect for move in found.transitions] == ["navigation", "left-site"]
    assert left_out(found, "other-site") == ["127.0.0.2"]


async def test_a_download_by_button_is_recorded_and_not_followed(host: BrowserHost) -> None:
    attached = Answer("a,b", type="text/csv", headers={"content-disposition": "attachment; filename=a.csv"})
    async with serve(
        {"/": page("<button onclick=\"location='/csv'\">Export</button>"), "/csv": attached}
    ) as site:
        found = await crawl(host, site.url)
    assert [move.effect for move in found.transitions] == ["download"]
    assert left_out(found, "download") == ["/csv"]


async def test_console_errors_and_server_errors_are_facts(host: BrowserHost) -> None:
    body = """<script>console.error('bad thing'); fetch('/api')
    setTimeout(() => { throw new Error('worse') })</script>"""
    async with serve({"/": page(body), "/api": Answer("{}", 503)}) as site:
        found = await crawl(host, site.url)
    texts = {(fact.kind, fact.text) for fact in found.console}
    assert ("error", "bad thing") in texts
    assert ("exception", "Error: worse") in texts
    assert len(texts) == 2  # the browser's own note of the server error would be that error once more
    assert [(error.method, error.path, error.status) for error in found.server_errors] == [
        ("GET", "/api", 503)
    ]
    assert found.requests >= 2
    assert {fact.page for fact in found.console} == {"p1"}


async def test_a_page_that_never_settles_is_restless(host: BrowserHost) -> None:
    routes: dict[str, Route] = {
        "/": page("<a href=/busy>Busy</a>"),
        "/busy": page("<p>Here</p><img src=/never alt=Never>"),
        "/never": Answer("", delay_s=10.0),
    }
    async with serve(routes) as site:
        found = await crawl(host, site.url)
    assert [each.restless for each in found.pages] == [False, True]
    assert found.degraded == ("/busy never came to rest; what it shows may be incomplete",)


async def test_content_that_says_it_is_loading_is_waited_for(host: BrowserHost) -> None:
    late = """<main id=m>Loading…</main><script>
    setTimeout(() => { m.innerHTML = '<h1>Reviews</h1><button>Write one</button>' }, 900)</script>"""
    async with serve({"/": page(late)}) as site:
        found = await crawl(host, site.url)
    assert "Write one" in [element.name for element in found.pages[0].states[0].elements]


def crashing(host: BrowserHost, crashes: list[asyncio.Task[None]]) -> Route:
    """What the tab crashes at when it is asked for."""

    async def crash() -> None:
        context = (await host.start()).contexts[-1]
        session = await context.new_cdp_session(context.pages[-1])
        with suppress(PlaywrightError):
            await session.send("Page.crash")

    def now(_: Asked) -> Answer:
        crashes.append(asyncio.ensure_future(crash()))
        return Answer("x", delay_s=0.5)

    return now


FATAL = page("<script>fetch('/now')</script>")


async def test_a_crash_costs_one_page(host: BrowserHost) -> None:
    crashes: list[asyncio.Task[None]] = []
    now = crashing(host, crashes)
    body = "<a href=/a>A</a><a href=/crash>Crash</a><a href=/z>Z</a>"
    async with serve(
        {"/": page(body), "/a": page("a"), "/z": page("z"), "/crash": FATAL, "/now": now}
    ) as site:
        found = await crawl(host, site.url)
    for each in crashes:
        each.cancel()
    assert paths(found) == ["/", "/a", "/z"]
    assert left_out(found, "error") == ["/crash"]
    assert found.degraded == ("/crash crashed the browser tab",)


def killing(host: BrowserHost, answer: str, deaths: int, kills: list[asyncio.Task[None]]) -> Route:
    """An address at whose first requests somebody kills the browser, which is none of its doing."""

    async def end() -> None:
        await kill(await host.start())

    def asked(_: Asked) -> Answer:
        if len(kills) < deaths:
            kills.append(asyncio.ensure_future(end()))
            return Answer(answer, delay_s=0.5)
        return Answer(answer)

    return asked


SHOWING = """<button onclick="fetch('/now').then(() => { o.innerHTML = '<button>Less</button>' })">Show more
</button><p id=o></p>"""


@pytest.mark.parametrize("where", ["/", "/a", "/now", "/first"])
async def test_a_browser_that_is_killed_costs_nothing(chrome: Chrome, where: str) -> None:
    """Not the page that was open, and not what had been found out about it by then."""

    async def seen(deaths: int) -> PageMap:
        kills: list[asyncio.Task[None]] = []
        first = "<button onclick=\"fetch('/first')\">Refresh</button>"
        routes: dict[str, Route] = {
            "/": page(f"<a href=/a>A</a><a href=/z>Z</a>{first}"),
            "/a": page(f"<h2>One</h2>{SHOWING}"),
            "/z": page("z"),
            "/now": "x",
            "/first": "x",
        }
        async with open_browser(chrome.path, chrome.flags) as host, serve(routes) as site:
            routes[where] = killing(host, str(routes[where]), deaths, kills)
            found = await crawl(host, site.url)
            await asyncio.gather(*kills)
        assert len(kills) == deaths
        return found

    calm, disturbed = await seen(0), await seen(1)
    assert paths(calm) == ["/", "/a", "/z"]
    assert disturbed.degraded == ()
    assert (left_out(disturbed, "error"), paths(disturbed)) == ([], paths(calm))
    told = [[[state.via for state in each.states] for each in found.pages] for found in (calm, disturbed)]
    assert told[0] == told[1]
    assert len(disturbed.transitions) == len(calm.transitions)
    assert len(at(calm, "/a").states) == 2


async def test_a_control_of_the_first_page_that_crashes_costs_no_other_page(host: BrowserHost) -> None:
    crashes: list[asyncio.Task[None]] = []
    body = """<button onclick="fetch('/now')">Load all</button><a href=/a>A</a>"""
    async with serve({"/": page(body), "/a": page("a"), "/now": crashing(host, crashes)}) as site:
        found = await crawl(host, site.url)
    for each in crashes:
        each.cancel()
    assert paths(found) == ["/", "/a"]
    assert found.degraded == ("/ crashed the browser tab",)


async def test_a_refused_input_is_no_error_of_the_page(host: BrowserHost) -> None:
    """Chromium notes 4xx and 5xx answers as console errors: only what nobody sent is one of the page."""
    refuse = "fetch('/cart', {method: 'POST', body: '{}'}).then(() => { o.textContent = 'Refused' })"
    fail = "fetch('/api', {method: 'POST'}).then(() => { o.textContent = 'Failed' })"
    body = f"""<form method=post action=/turn><button>Turn</button></form>
    <button onclick="{refuse}">Add to cart</button> <button onclick="{fail}">Recalculate</button>
    <button onclick="missing()">Show more</button><img src=/logo.png><p id=o></p>"""
    routes: dict[str, Route] = {
        "/": page(body),
        "/turn": Answer(page("Not allowed"), 422),
        "/cart": Answer("{}", 400, type="application/json"),
        "/api": Answer("{}", 500, type="application/json"),
    }
    async with serve(routes) as site:
        found = await crawl(host, site.url)
        assert "POST" in site.methods("/turn")
        assert site.methods("/cart") == ["POST"]
    told = sorted(entry.text for entry in found.console)
    assert [text.rpartition(" ")[2] for text in told[:1]] == ["(/logo.png)"]
    assert told[1:] == ["ReferenceError: missing is not defined"]
    assert [(error.path, error.status) for error in found.server_errors] == [("/api", 500)]


async def test_a_page_that_hangs_costs_one_page(host: BrowserHost) -> None:
    body = "<a href=/hang>Hang</a><a href=/z>Z</a>"
    hang = page("<p>x</p><script>onload = () => setTimeout(() => { for (;;); }, 50)</script>")
    async with serve({"/": page(body), "/hang": hang, "/z": page("z")}) as site:
        found = await crawl(host, site.url)
    assert paths(found) == ["/", "/z"]
    assert "/hang" in left_out(found, "error")


# Signing in


def members() -> dict[str, Route]:
    """A site with a public page, a sign-in, and pages for members."""

    def login(asked: Asked) -> str | Answer:
        form = """<h1>Sign in</h1><form method=post action=/login><label>User name <input name=user></label>
        <label>Password <input type=password name=pass></label><button>Sign in</button></form>"""
        if asked.method == "GET":
            return page(form, "Sign in")
        if asked.form.get("user") == "ann" and asked.form.get("pass") == "correct-horse":
            return redirect("/home", set_cookie="session=yes; Path=/")
        wrong = f"<p role=alert>Wrong password {asked.form.get('pass', '')}</p>{form}"
        return Answer(page(wrong, "Sign in"), 422)

    def home(asked: Asked) -> str | Answer:
        if not asked.signed_in:
            return redirect("/login")
        return page("<nav><a href=/list>List</a><a href=/logout>Sign out</a></nav><h1>Members</h1>", "Home")

    return {
        "/": page("<a href=/login>Sign in</a> <a href=/about>About</a>", "Welcome"),
        "/about": page("<p>About</p>", "About"),
        "/login": login,
        "/home": home,
        "/list": lambda asked: page("<ul><li>x</li></ul>", "List") if asked.signed_in else redirect("/login"),
        "/logout": redirect("/", set_cookie="session=no; Path=/"),
    }


async def test_signing_in_is_found_done_and_remembered_as_values(host: BrowserHost) -> None:
    """Credentials are given by the names of environment variables and never kept."""
    async with serve(members()) as site:
        found = await crawl(host, site.url, access=Access(credentials=NAMES), secrets=VAULT)
        assert site.methods("/logout") == []
    assert found.sign_in.outcome == "signed-in"
    assert found.sign_in.path == "/login"
    assert found.sign_in.landed_on == "/home"
    assert found.sign_in.proof is not None
    goto, user, password, submit = found.sign_in.steps
    assert goto == Goto(path="/login")
    assert isinstance(user, Fill)
    assert user.value == Env(name="USER_NAME")
    assert isinstance(password, Fill)
    assert password.value == Env(name="PASS_WORD")
    assert isinstance(submit, Click)
    assert "correct-horse" not in found.model_dump_json()
    signed = {each.path_pattern: [state.signed_in for state in each.states] for each in found.pages}
    assert signed["/login"][0] is False
    assert signed["/home"] == [True]
    assert signed["/list"] == [True]
    assert "link 'Sign out'" in left_out(found, "sign-out")
    empty = at(found, "/login").states[1]
    assert empty.messages == ("Wrong password",)


async def test_the_sign_in_request_leaves_at_read_only(host: BrowserHost) -> None:
    async with serve(members()) as site:
        found = await crawl(
            host, site.url, access=Access(credentials=NAMES), secrets=VAULT, safety=Safety.READ_ONLY
        )
    assert found.sign_in.outcome == "signed-in"
    assert "/list" in paths(found)


async def test_a_failed_sign_in_says_what_the_page_says_without_the_password(host: BrowserHost) -> None:
    vault = Vault(USER_NAME="ann", PASS_WORD="battery-staple")
    async with serve(members()) as site:
        found = await crawl(host, site.url, access=Access(credentials=NAMES), secrets=vault)
    assert found.sign_in.outcome == "failed"
    assert found.sign_in.detail.startswith("Wrong password")
    assert "battery-staple" not in found.model_dump_json()
    assert "/about" in paths(found)
    assert any("did not work" in text for text in found.degraded)


async def test_nothing_but_a_sign_in_is_a_login_wall(host: BrowserHost) -> None:
    routes = {**members(), "/": redirect("/login")}
    async with serve(routes) as site:
        record = MapRecord("")
        with pytest.raises(LoginWallError, match="/login") as caught:
            await crawl(host, site.url, record=record)
        assert "--username-env" in caught.value.advice
        assert [each.path_pattern for each in record.build().pages] == ["/login"]
        wrong = Vault(USER_NAME="ann", PASS_WORD="battery-staple")
        with pytest.raises(LoginWallError, match="did not work: Wrong password"):
            await crawl(host, site.url, access=Access(credentials=NAMES), secrets=wrong)
        found = await crawl(host, site.url, access=Access(credentials=NAMES), secrets=VAULT)
        assert set(paths(found)) == {"/login", "/home", "/list", "/"} - {"/"}


FORMLESS = """<div id=app></div><script>
const app = document.getElementById('app');
const door = () => {
  app.innerHTML = '<h1>Welcome</h1><div><input type=email placeholder=E-mail></div>'
    + '<div><input type=password placeholder=Password></div><div class=btn>Sign in</div><p></p>';
  const [name, secret] = app.querySelectorAll('input');
  app.querySelector('.btn').addEventListener('click', () => {
    if (name.value === 'ann' && secret.value === 'correct-horse') { localStorage.open = 'yes'; inside(); }
    else app.querySelector('p').textContent = 'Wrong details.';
  });
};
const inside = () => { app.innerHTML = '<h1>Notes</h1><div class=btn>Sign out</div>';
  app.querySelector('.btn').addEventListener('click', () => { localStorage.clear(); door(); }); };
if (localStorage.open) inside(); else door();
</script>"""


async def test_a_sign_in_without_a_form_is_a_login_wall_too(host: BrowserHost) -> None:
    async with serve({"/": page(FORMLESS)}) as site:
        with pytest.raises(LoginWallError, match="behind the sign-in at /") as caught:
            await crawl(host, site.url)
        assert "--username-env" in caught.value.advice
        wrong = Vault(USER_NAME="ann", PASS_WORD="battery-staple")
        with pytest.raises(LoginWallError, match="did not work: Wrong details"):
            await crawl(host, site.url, access=Access(credentials=NAMES), secrets=wrong)
        found = await crawl(host, site.url, access=Access(credentials=NAMES), secrets=VAULT)
    assert found.sign_in.outcome == "signed-in"
    assert [type(step) for step in found.sign_in.steps] == [Goto, Fill, Fill, Click]
    assert any(heading.text == "Notes" for each in found.pages for s in each.states for heading in s.headings)


async def test_a_site_without_a_sign_in_form_says_so(host: BrowserHost) -> None:
    async with serve({"/": page("<p>Nothing here</p>")}) as site:
        found = await crawl(host, site.url, access=Access(credentials=NAMES), secrets=VAULT)
    assert found.sign_in.outcome == "no-form"
    assert found.degraded


async def test_a_sign_in_in_two_steps(host: BrowserHost) -> None:
    def step(asked: Asked) -> str | Answer:
        if "pass" in asked.form:
            return redirect("/in", set_cookie="session=yes")
        if "email" in asked.form:
            field = "<label>Password <input type=password name=pass></label>"
        else:
            field = "<label>Email or user name <input name=email></label>"
        return page(
            f"<h1>Sign in</h1><form method=post action=/login>{field}<button>Continue</button></form>",
            "Sign in",
        )

    async with serve(
        {"/": redirect("/login"), "/login": step, "/in": page("<a href=/logout>Sign out</a>")}
    ) as site:
        found = await crawl(host, site.url, access=Access(credentials=NAMES), secrets=VAULT)
    assert found.sign_in.outcome == "signed-in"
    assert [step.do for step in found.sign_in.steps] == ["goto", "fill", "click", "fill", "click"]


async def test_a_storage_state_signs_in_and_an_old_one_is_noticed(host: BrowserHost, tmp_path) -> None:  # type: ignore[no-untyped-def]
    async with serve({**members(), "/": redirect("/home")}) as site:
        cookie = {"name": "session", "value": "yes", "domain": "127.0.0.1", "path": "/", "expires": -1,
                  "httpOnly": False, "secure": False, "sameSite": "Lax"}  # fmt: skip
        good, old = tmp_path / "good.json", tmp_path / "old.json"
        good.write_text(str({"cookies": [cookie], "origins": []}).replace("'", '"').replace("False", "false"))
        old.write_text('{"cookies": [], "origins": []}')
        found = await crawl(host, site.url, access=Access(storage_state=str(good)))
        assert found.sign_in.outcome == "signed-in"
        assert found.sign_in.proof is not None
        assert all(state.signed_in for each in found.pages for state in each.states)
        with pytest.raises(LoginWallError, match="no longer counts"):
            await crawl(host, site.url, access=Access(storage_state=str(old)))


async def test_a_header_lets_the_run_in(host: BrowserHost) -> None:
    def home(asked: Asked) -> str | Answer:
        return page("Welcome") if asked.headers.get("x-bypass") == "yes" else Answer("no", 401)

    async with serve({"/": home}) as site:
        access = Access(headers=(Header.model_validate({"name": "x-bypass", "value": "yes"}),))
        assert len((await crawl(host, site.url, access=access)).pages) == 1


# Around it


async def test_a_screenshot_of_each_page_and_notes_on_the_way(host: BrowserHost) -> None:
    shelf, said = FakeArtefacts(), Said()
    async with serve({"/": page("<a href=/a>A</a>"), "/a": page("a")}) as site:
        await crawl(host, site.url, shelf=shelf, said=said)
    assert sorted(shelf.files) == ["screenshots/p1.png", "screenshots/p2.png"]
    assert all(content.startswith(b"\x89PNG") for content in shelf.files.values())
    assert "visiting /a" in said.notes


async def test_cancelling_keeps_what_was_found(host: BrowserHost) -> None:
    cancelled = asyncio.Event()

    def second(_: Asked) -> Answer:
        cancelled.set()
        return Answer(page("slow"), delay_s=5.0)

    async with serve({"/": page("<a href=/slow>Slow</a>"), "/slow": second}) as site:
        found = await asyncio.wait_for(crawl(host, site.url, cancelled=cancelled), 4.0)
    assert paths(found) == ["/"]
    assert any("cancelled" in limit for limit in found.limits_reached)


async def test_the_goal_decides_what_comes_first(host: BrowserHost) -> None:
    body = "<a href=/a>Apples</a><a href=/b>Invoices</a>"
    async with serve({"/": page(body), "/a": page("a"), "/b": page("<b>b</b>")}) as site:
        found = await crawl(host, site.url, goal="check the invoices")
    assert paths(found) == ["/", "/b", "/a"]


async def test_a_page_that_leads_on_to_a_known_one_is_said_not_to_have_been_seen(host: BrowserHost) -> None:
    routes: dict[str, Route] = {
        "/": page("<h1>Home</h1><a href=/cart>Cart</a> <a href=/checkout>Checkout</a>"),
        "/cart": page("<h1>Cart</h1>"),
        "/checkout": redirect("/cart"),
    }
    async with serve(routes) as site:
        found = await crawl(host, site.url)
    assert left_out(found, "redirected") == ["/checkout"]


async def test_what_leads_to_the_page_itself_is_not_dead_and_what_does_nothing_is(host: BrowserHost) -> None:
    body = (
        "<nav><a href='/'>Logo</a><a role=button href='/'>Home</a><a role=button href='#prices'>Prices</a>"
        "<button aria-current=page>Here</button></nav>"
        "<main><h2 id=prices>All prices</h2><button type=button>Shine</button></main>"
    )
    async with serve({"/": page(body)}) as site:
        found = await crawl(host, site.url)
    request = RunRequest(run_id="run", target=UrlTarget(url=site.url))
    task = ReportTask(
        request=request, started_at="2026-01-01T00:00:00Z", duration_s=1.0, stages=(), page_map=found
    )
    dead = [finding.title for finding in find(task) if finding.kind is FindingKind.DEAD_CONTROL]
    assert dead == ["button “Shine” did nothing when clicked"]
