"""States behind states, the ways back, and pages that cannot be acted on."""

import pytest

from agents.browser.launch import BrowserHost
from tests.unit.agents.browser.site import Answer, Asked, Route, crawl, page, redirect, serve

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_state_behind_a_state_is_reached_by_both_steps(host: BrowserHost) -> None:
    body = """<main>
    <button onclick="a.innerHTML = '<h2>A</h2><button onclick=\\'deep()\\'>Deeper</button>'">First</button>
    <div id=a></div><button onclick="a.innerHTML = '<ul><li>B</li></ul>'">Second</button></main>
    <script>const deep = () => { a.innerHTML = '<table><tr><td>C</td></tr></table>' }</script>"""
    async with serve({"/": page(body)}) as site:
        found = await crawl(host, site.url)
    states = found.pages[0].states
    assert [state.via for state in states] == [
        "load",
        "click button 'First'",
        "click button 'First', click button 'Deeper'",
        "click button 'Second'",
    ]
    assert [len(state.reached_by) for state in states] == [0, 1, 2, 1]
    moves = [(move.source, move.target) for move in found.transitions]
    assert moves == [("p1.s1", "p1.s2"), ("p1.s2", "p1.s3"), ("p1.s1", "p1.s4")]


async def test_a_page_under_a_cover_is_told_and_not_tried(host: BrowserHost) -> None:
    cover = "<div style='position:fixed;inset:0;z-index:9;background:#fff'>Cookies</div>"
    async with serve({"/": page(f"<main><button>Do</button><button>Do more</button></main>{cover}")}) as site:
        found = await crawl(host, site.url)
    assert not any(element.enabled for element in found.pages[0].states[0].elements)
    assert found.degraded == ("/ could not be acted on; something lies over it",)


async def test_a_button_under_another_thing_is_left_after_a_few_tries(host: BrowserHost) -> None:
    cover = "<div style='position:absolute;inset:0 0 50%;z-index:9;background:#fff'>Banner</div>"
    buttons = "".join(
        f"<button id=b{n} role={role}>Do {n}</button>" for n, role in enumerate(("button", "tab") * 3)
    )
    async with serve({"/": page(f"<main>{buttons}</main>{cover}")}) as site:
        found = await crawl(host, site.url)
    covered = [entry for entry in found.not_done if entry.reason == "unreachable"]
    assert 0 < len(covered) <= 3
    assert all(entry.detail == "something else covers it" for entry in covered)


async def test_what_lies_behind_a_dialog_is_not_tried_and_a_confirmation_is_not_given(
    host: BrowserHost,
) -> None:
    dialog = (
        "<div id=d hidden style='position:fixed;inset:0'><div role=dialog style='margin:auto;width:300px'>"
        "<button onclick='done = 1; o.textContent = `gone`'>Update all</button>"
        "<button onclick='d.hidden = true'>Cancel</button></div></div><p id=o></p>"
    )
    opener = "<button onclick='d.hidden = false'>Update all</button><button>Other</button>"
    async with serve({"/": page(opener + dialog)}) as site:
        found = await crawl(host, site.url)
    opened = found.pages[0].states[1]
    usable = [(each.name, each.landmark) for each in opened.elements if each.enabled]
    assert usable == [("Update all", "dialog"), ("Cancel", "dialog")]
    assert any(entry.detail == "it confirms what its dialog asks about" for entry in found.not_done)
    assert not any("gone" in state.aria for state in found.pages[0].states)


async def test_a_page_that_is_gone_on_the_way_back_is_told(host: BrowserHost) -> None:
    shown: list[str] = []

    def once(_: Asked) -> str:
        shown.append("x")
        body = "<button onclick='o.innerHTML = `<b>x</b>`'>One</button><button>Two</button><p id=o></p>"
        if len(shown) > 1:
            raise ConnectionError
        return page(body)

    async with serve({"/": once}) as site:
        found = await crawl(host, site.url)
    assert len(found.pages[0].states) >= 1
    assert any("could not be reached again" in text for text in found.degraded)


async def test_a_state_whose_way_is_not_there_on_every_load_is_told_and_left(host: BrowserHost) -> None:
    shown: list[str] = []

    def once(_: Asked) -> str:
        shown.append("x")
        inner = "".join(f"<button onclick='p.textContent = {n}'>Do {n}</button>" for n in (1, 2))
        opener = (
            f"<button onclick='o.innerHTML = `{inner.replace(chr(39), chr(34))}`'>Open {len(shown)}</button>"
        )
        return page(f"{opener}<div id=o></div><p id=p></p>")

    async with serve({"/": once}) as site:
        found = await crawl(host, site.url)
    assert found.degraded == ()
    assert any(entry.detail == "what led there is not there on every load" for entry in found.not_done)


def _post(to: str, name: str) -> str:
    return f"<form method=post action={to}><button>{name}</button></form>"


async def test_the_links_of_a_filled_cart_come_before_controls_of_unknown_effect(host: BrowserHost) -> None:
    cart: list[str] = []

    def wipe(_: Asked) -> Answer:
        cart.clear()
        return redirect("/cart")

    def add(_: Asked) -> Answer:
        cart.append("x")
        return redirect("/cart")

    def shown(_: Asked) -> str:
        filled = f"<table><tr><td>x</td></tr></table>{_post('/wipe', 'Tyhjenna')}<a href=/checkout>Buy</a>"
        return page(f"<h1>Cart</h1>{filled if cart else '<p>Your cart is empty</p>'}")

    def checkout(_: Asked) -> str:
        return page(f"<h1>Checkout</h1><p>{'To pay: 1' if cart else 'Your cart is empty'}</p>")

    routes: dict[str, Route] = {
        "/": page(f"<h1>Home</h1>{_post('/add', 'Add to cart')}<a href=/cart>Cart</a>"),
        "/cart": shown,
        "/checkout": checkout,
        "/add": add,
        "/wipe": wipe,
    }
    async with serve(routes) as site:
        found = await crawl(host, site.url)
        order = [one.path for one in site.asked if one.path in ("/checkout", "/wipe")]
    assert order == ["/checkout", "/wipe"]
    assert "To pay: 1" in next(each.states[0].aria for each in found.pages if "/checkout" in each.url)


async def test_a_draft_that_was_made_is_looked_at_before_it_may_be_lost(host: BrowserHost) -> None:
    drafts: list[str] = []

    def make(_: Asked) -> Answer:
        drafts.append("x")
        return redirect("/draft")

    def drop(_: Asked) -> Answer:
        drafts.clear()
        return redirect("/")

    def only_with_draft(body: str) -> Route:
        return lambda _: page(body) if drafts else Answer(page("Gone"), 404)

    routes: dict[str, Route] = {
        "/": page(f"<h1>Home</h1>{_post('/make', 'New draft')}"),
        "/make": make,
        "/drop": drop,
        "/draft": only_with_draft(f"<h1>Draft</h1>{_post('/drop', 'Hylkaa')}<a href=/preview>Esikatselu</a>"),
        "/preview": only_with_draft("<h2>Preview</h2>"),
    }
    async with serve(routes) as site:
        found = await crawl(host, site.url)
        assert site.methods("/drop") == ["POST"]
    assert [each.path_pattern for each in found.pages] == ["/", "/draft", "/preview"]
