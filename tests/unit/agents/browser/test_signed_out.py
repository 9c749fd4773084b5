"""What visitors see of the pages that were seen signed in."""

import pytest

from agents.browser.launch import BrowserHost
from agents.domain.page import PageMap
from agents.domain.target import Access, Credentials
from tests.unit.agents.browser.site import Answer, Asked, Route, Vault, crawl, page, redirect, serve

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ACCESS = Access(credentials=Credentials(username_env="USER_NAME", password_env="PASS_WORD"))
VAULT = Vault(USER_NAME="ann", PASS_WORD="correct-horse")
_FORM = """<form method=post action=/login><label>User name <input name=user></label>
<label>Password <input type=password name=pass></label><button>Sign in</button></form>"""


def shop() -> dict[str, Route]:
    """A site with an open page, a closed one, one that asks at its own address, and one that is refused."""

    def login(asked: Asked) -> str | Answer:
        if asked.method == "GET":
            return page(f"<h1>Sign in</h1>{_FORM}", "Sign in")
        return redirect("/home", set_cookie="session=yes; Path=/")

    def members(title: str, otherwise: str | Answer) -> Route:
        return lambda asked: page(f"<h1>{title}</h1>{foot}", title) if asked.signed_in else otherwise

    foot = "<footer><h2>Letters from us</h2></footer>"
    links = "".join(f"<a href={path}>{path}</a> " for path in ("/open", "/closed", "/asks", "/refused"))

    def home(asked: Asked) -> str | Answer:
        return page(f"<h1>Members</h1>{links}<a href=/logout>Sign out</a>{foot}", "Home")

    def bought(asked: Asked) -> str:
        extra = "<button>Buy again</button>" if asked.signed_in else ""
        return page(f"<h1>Open</h1><button>Look</button>{extra}", "Open")

    return {
        "/": page("<h1>Welcome</h1><a href=/login>Sign in</a>", "Welcome"),
        "/login": login,
        "/home": home,
        "/open": bought,
        "/closed": members("Closed", redirect("/login")),
        "/asks": members("Asks", page(f"<h1>Sign in</h1>{_FORM}{foot}", "Sign in")),
        "/refused": members("Refused", Answer("no", 403)),
    }


async def told(host: BrowserHost, routes: dict[str, Route]) -> PageMap:
    async with serve(routes) as site:
        return await crawl(host, site.url, access=ACCESS, secrets=VAULT)


async def test_open_pages_get_a_state_as_visitors_see_them(host: BrowserHost) -> None:
    found = {one.path_pattern: one for one in (await told(host, shop())).pages}
    opened = found["/open"]
    assert opened.visitors == "admitted"
    assert [state.signed_in for state in opened.states] == [True, False]
    names = [{element.name for element in state.elements} for state in opened.states]
    assert names == [{"Look", "Buy again"}, {"Look"}]


@pytest.mark.parametrize("path", ["/closed", "/asks", "/refused"])
async def test_closed_pages_are_told_however_they_say_so(host: BrowserHost, path: str) -> None:
    found = {one.path_pattern: one for one in (await told(host, shop())).pages}
    assert found[path].visitors == "turned-away"
    assert all(state.signed_in for state in found[path].states)


async def test_a_page_that_visitors_saw_before_is_not_looked_at_again(host: BrowserHost) -> None:
    async with serve(shop()) as site:
        found = await crawl(host, site.url, access=ACCESS, secrets=VAULT)
        seen = {one.path_pattern: one.visitors for one in found.pages}
        assert seen["/"] is None
        unsigned = [asked for asked in site.asked if asked.path == "/" and not asked.signed_in]
    assert len(unsigned) == 1


async def test_a_page_that_fails_for_visitors_stays_as_it_was_seen(host: BrowserHost) -> None:
    routes = shop()
    routes["/open"] = lambda asked: page("<h1>Open</h1>", "Open") if asked.signed_in else Answer(drop=True)
    found = {one.path_pattern: one for one in (await told(host, routes)).pages}
    assert found["/open"].visitors is None
    assert found["/closed"].visitors == "turned-away"


async def test_nobody_looks_where_nobody_could_sign_in(host: BrowserHost) -> None:
    routes = shop()
    routes["/login"] = page(f"<h1>Sign in</h1><p role=alert>Wrong</p>{_FORM}", "Sign in")
    found = await told(host, {**routes, "/": page("<h1>Welcome</h1><a href=/login>Sign in</a>", "Welcome")})
    assert {one.visitors for one in found.pages} == {None}


async def test_after_many_closed_pages_in_a_row_the_rest_is_taken_to_be_closed(host: BrowserHost) -> None:
    routes = shop()
    links = "".join(f"<a href=/room{'x' * at}>{at}</a> " for at in range(14))
    routes["/home"] = page(f"<h1>Members</h1>{links}<a href=/logout>Sign out</a>", "Home")
    for at in range(14):
        title = f"Room {'abcdefghijklmn'[at]}"
        body = page(f"<h1>{title}</h1>" + "<p>x</p>" * at + "<b>y</b>" * at, title)
        routes[f"/room{'x' * at}"] = lambda asked, body=body: body if asked.signed_in else redirect("/login")
    async with serve(routes) as site:
        found = await crawl(host, site.url, access=ACCESS, secrets=VAULT)
        asked = {one.path for one in site.asked if one.path.startswith("/room") and not one.signed_in}
    assert len([one for one in found.pages if one.path_pattern.startswith("/room")]) == 14
    # The open page that led there comes first, in one batch with five closed ones; six more are enough.
    assert len(asked) == 11
