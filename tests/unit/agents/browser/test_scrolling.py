"""Pages that show more as one scrolls, and those that only look as if they did."""

import pytest

from agents.browser.launch import BrowserHost
from agents.browser.scrolling import MOST_TIMES
from tests.unit.agents.browser.site import Asked, crawl, page, serve

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

STYLE = "<style>li { height: 200px }</style>"
ADD = """const add = async () => {
  const from = list.children.length;
  if (from >= MOST) return;
  const more = await (await fetch('/more?from=' + from)).text();
  list.insertAdjacentHTML('beforeend', more);
};"""
ON_SCROLL = "onscroll = () => { if (innerHeight + scrollY >= document.body.scrollHeight - 50) add() }"
WHEN_SEEN = """new IntersectionObserver((seen) => { if (seen[0].isIntersecting && scrollY > 0) add() })
.observe(document.getElementById('end'))"""


def items(start: int) -> str:
    paths = {n: "far" if n == 35 else f"item{n}" for n in range(start, start + 10)}
    return "".join(f"<li><a href=/{path}>Item {n}</a></li>" for n, path in paths.items())


def feed(how: str, most: int = 100_000) -> str:
    script = f"<script>{ADD.replace('MOST', str(most))}{how}</script>"
    return page(f"{STYLE}<main><h1>Feed</h1><ul id=list>{items(0)}</ul><p id=end>End</p></main>{script}")


def more(asked: Asked) -> str:
    return items(int(asked.query.partition("=")[2]))


@pytest.mark.parametrize("how", [ON_SCROLL, WHEN_SEEN], ids=["scroll", "sentinel"])
async def test_a_list_without_end_is_followed_a_little_and_named(host: BrowserHost, how: str) -> None:
    async with serve({"/": feed(how), "/more": more, "/far": page("<h2>Far down</h2>")}) as site:
        found = await crawl(host, site.url)
        assert len(site.methods("/more")) == MOST_TIMES
    followed = "followed 3 times (40 items instead of 10), and no further"
    assert found.limits_reached == (f"/ goes on as one scrolls; {followed}",)
    (entry,) = (entry for entry in found.not_done if "as one scrolls" in entry.what)
    assert entry.reason == "limit"
    assert entry.detail.startswith(followed)
    assert "/far" in [each.path_pattern for each in found.pages]
    assert len([e for e in found.pages[0].states[0].elements if e.role == "link"]) == 10


async def test_a_list_that_ends_is_followed_to_its_end(host: BrowserHost) -> None:
    async with serve({"/": feed(ON_SCROLL, 20), "/more": more}) as site:
        found = await crawl(host, site.url)
    assert found.limits_reached == ()
    (entry,) = (entry for entry in found.not_done if "as one scrolls" in entry.what)
    assert entry.detail.startswith("followed once (20 items instead of 10), to its end")


async def test_a_list_in_a_box_of_its_own_is_followed_too(host: BrowserHost) -> None:
    box = "box.onscroll = () => { if (box.clientHeight + box.scrollTop >= box.scrollHeight - 50) add() }"
    body = f"{STYLE}<div id=box style='height:600px;overflow:auto'><ul id=list>{items(0)}</ul></div>"
    script = f"<script>{ADD.replace('MOST', '100000')}{box}</script>"
    async with serve({"/": page(body + script), "/more": more}) as site:
        found = await crawl(host, site.url)
    assert any("goes on as one scrolls" in text for text in found.limits_reached)


async def test_a_long_page_is_as_it_was_loaded_when_it_is_acted_on(host: BrowserHost) -> None:
    """Also when scrolling changes it for good: it is then opened anew."""
    change = "onscroll = () => { h.innerHTML = '<b>Scrolled</b>' }"
    body = f"""<h1 id=h>Top</h1><button onclick="o.innerHTML = '<ul><li>x</li></ul>'">Reveal</button>
    <p id=o></p><div style="height:3000px"></div><script>{change}</script>"""
    async with serve({"/": page(body)}) as site:
        found = await crawl(host, site.url)
    (only,) = found.pages
    assert [state.via for state in only.states] == ["load", "click button 'Reveal'"]
    assert [heading.text for state in only.states for heading in state.headings] == ["Top", "Top"]
    assert (found.limits_reached, found.not_done) == ((), ())
