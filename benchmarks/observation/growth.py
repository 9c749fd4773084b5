"""How the time grows: pages of mixed tables, cards and forms, made by code, of 500 to 10,000 nodes."""

from collections.abc import Iterator
from functools import partial
from itertools import cycle

from playwright.async_api import Route

from agents.browser.launch import BrowserHost
from agents.browser.settle import settle
from benchmarks.observation.timing import Timing, timed

SIZES = (500, 1_000, 2_000, 5_000, 10_000)
_WORDS = [
    "amber",
    "birch",
    "cedar",
    "delta",
    "ember",
    "flint",
    "grove",
    "heron",
    "inlet",
    "joist",
    "knoll",
    "larch",
    "maple",
    "night",
    "ocean",
    "pearl",
]
_ICON = "<svg width=9 height=9><path/></svg>"
_ADDRESS = "http://growth.test/"


def page_of(nodes: int) -> str:
    """A page of about so many elements; the same one every time."""
    parts: list[str] = []
    size = 10
    for number, make in enumerate(cycle((_table, _cards, _form))):
        if size >= nodes:
            break
        html = make(number)
        size += html.count("<") - html.count("</")
        parts.append(html)
    return (
        "<!doctype html><title>Growth</title><style>.card{border:1px solid;cursor:pointer}</style>"
        f"<header><nav><a href='/a'>Start</a></nav></header><main>{''.join(parts)}</main>"
        "<script>for (const one of document.querySelectorAll('.card'))"
        " one.addEventListener('click', () => one.classList.toggle('on'));</script>"
    )


def _names(number: int, count: int) -> Iterator[str]:
    for at in range(count):
        yield f"{_WORDS[(number + at) % len(_WORDS)].title()} {_WORDS[(number * 7 + at * 3) % len(_WORDS)]}"


def _table(number: int) -> str:
    rows = "".join(
        f"<tr><td><input type=checkbox aria-label='Select {name}'></td>"
        f"<td><a href='/i/{number}/{at}'>{name}</a></td><td>{at * 3}</td>"
        f"<td><button>Edit</button> <button title='Delete'>{_ICON}</button></td></tr>"
        for at, name in enumerate(_names(number, 8))
    )
    head = "<tr><th></th><th aria-sort=none><button>Name</button></th><th>Count</th><th>Actions</th></tr>"
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
    return f"<section aria-label='Table {number}'>{table}</section>"


def _cards(number: int) -> str:
    cards = "".join(
        f"<div class=card><h3>{name}</h3><p>About {name.lower()}, number {at}.</p>"
        "<span role=button tabindex=0>Like</span></div>"
        for at, name in enumerate(_names(number, 6))
    )
    return f"<section><h2>Cards {number}</h2><div class=grid>{cards}</div></section>"


def _form(number: int) -> str:
    fields = "".join(
        f"<div class=field><label for=f{number}_{at}>{name}</label><input id=f{number}_{at}>"
        f"<small>Help on {name}</small></div>"
        for at, name in enumerate(_names(number, 4))
    )
    choice = (
        "<label>Kind <select><option>One</option><option>Two</option><option>Three</option></select></label>"
    )
    buttons = "<button>Save</button><button type=reset>Undo</button>"
    return f"<form aria-label='Form {number}'>{fields}{choice}{buttons}</form>"


async def grown(host: BrowserHost) -> list[Timing]:
    """Measure every size, each in a fresh context."""
    found = []
    for nodes in SIZES:
        async with host.context() as context:
            await context.route(f"{_ADDRESS}**", partial(_answer, page_of(nodes)))
            page = await context.new_page()
            await page.goto(_ADDRESS)
            await settle(page)
            found.append(await timed(page))
    return found


async def _answer(html: str, route: Route) -> None:
    await route.fulfill(body=html, content_type="text/html; charset=utf-8")
