"""Sessions that end in the middle of a crawl: noticed, had again, and what ended them named."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from agents.browser.launch import BrowserHost
from agents.domain.page import PageMap, Purpose
from agents.domain.target import Access, Credentials
from tests.unit.agents.browser.site import Answer, Asked, Route, Vault, crawl, page, redirect, serve

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BY_FORM = Access(credentials=Credentials(username_env="USER_NAME", password_env="PASS_WORD"))
VAULT = Vault(USER_NAME="ann", PASS_WORD="correct-horse")
FORM = """<h1>Sign in</h1><form method=post action=/login><label>User name <input name=user></label>
<label>Password <input type=password name=pass></label><button>Sign in</button></form>"""
ENDED = "it was tried and ended the session; signed in again"

BUTTON = "<form method=post action=/bye><button>Kirjaudu ulos</button></form>"
LINK = "<a href=/bye>Kirjaudu ulos</a>"
ICON = """<button id=out style="width:24px" onclick="fetch('/bye').then(() => { location = '/home' })">
<svg width=16 height=16><path d="M0 0h16v16"/></svg></button>"""
SILENT = """<button onclick="fetch('/bye', {method: 'POST'})">Poistu</button>"""


class Members:
    """A site of members whose sessions are kept, and can be dropped, by the server."""

    def __init__(self, way_out: str) -> None:
        self.sessions: set[str] = set()
        self.sign_ins = 0
        self.open = True
        self.drop_at: str | None = None
        self._way_out = way_out

    def routes(self) -> dict[str, Route]:
        inner = ("home", "list", "reports")
        return {
            "/": redirect("/home"),
            "/login": self._login,
            "/bye": self._bye,
            **{f"/{name}": self.inner(name) for name in inner},
        }

    def framed(self, name: str, more: str = "") -> str:
        links = "<nav><a href=/home>Home</a> <a href=/list>List</a> <a href=/reports>Reports</a></nav>"
        return page(f"<header>{links}{self._way_out}</header><main><h1>{name}</h1>{more}</main>", name)

    def inner(self, name: str, more: str = "") -> Callable[[Asked], str | Answer]:
        def shown(asked: Asked) -> str | Answer:
            if asked.path == self.drop_at:
                self.drop_at = None
                self.sessions.clear()
            if _session(asked) not in self.sessions:
                return redirect("/login")
            return self.framed(name, more)

        return shown

    def _login(self, asked: Asked) -> str | Answer:
        if asked.form.get("pass") != "correct-horse" or not self.open:
            return page(FORM, "Sign in")
        self.sign_ins += 1
        self.sessions.add(f"s{self.sign_ins}")
        return redirect("/home", set_cookie=f"session=s{self.sign_ins}; Path=/; HttpOnly")

    def _bye(self, asked: Asked) -> Answer:
        self.sessions.discard(_session(asked))
        return redirect("/login")


def _session(asked: Asked) -> str:
    return asked.headers.get("cookie", "").partition("=")[2]


def paths(found: PageMap) -> list[str]:
    return [each.path_pattern for each in found.pages]


def told(found: PageMap) -> list[tuple[str, str]]:
    return [(entry.what, entry.detail) for entry in found.not_done if entry.reason == "sign-out"]


def ways_out(found: PageMap) -> set[str]:
    """The pages with a control that is known to end the session."""
    return {
        each.path_pattern
        for each in found.pages
        if any(e.purpose is Purpose.SIGN_OUT for state in each.states for e in state.elements)
    }


@pytest.mark.parametrize(
    ("way_out", "what"),
    [
        (BUTTON, "button 'Kirjaudu ulos'"),
        (LINK, "link 'Kirjaudu ulos'"),
        (ICON, "button without a name"),
        (SILENT, "button 'Poistu'"),
    ],
    ids=["button", "link", "icon", "silent"],
)
async def test_a_way_out_in_words_that_nobody_knows_costs_a_sign_in_and_is_known_then(
    host: BrowserHost, way_out: str, what: str
) -> None:
    members = Members(way_out)
    async with serve(members.routes()) as site:
        found = await crawl(host, site.url, access=BY_FORM, secrets=VAULT)
    assert {"/home", "/list", "/reports"} <= set(paths(found))
    assert told(found) == [(what, ENDED)]
    assert ways_out(found) == {"/home", "/list", "/reports"}
    assert found.degraded == ()
    assert found.sign_in.outcome == "signed-in"
    assert all(
        state.signed_in for each in found.pages if each.path_pattern != "/login" for state in each.states
    )


async def test_a_session_that_the_server_drops_is_had_again_and_nothing_is_blamed(host: BrowserHost) -> None:
    members = Members("")
    members.drop_at = "/list"
    async with serve(members.routes()) as site:
        found = await crawl(host, site.url, access=BY_FORM, secrets=VAULT)
    assert {"/home", "/list", "/reports"} <= set(paths(found))
    assert told(found) == []
    assert found.degraded == ("the session ended by itself at /list; signed in again",)
    assert members.sign_ins == 2


async def test_a_session_that_cannot_be_had_again_ends_the_crawl_in_order(host: BrowserHost) -> None:
    members = Members("")

    def closing(_: Asked) -> Answer:
        members.open = False
        members.sessions.clear()
        return redirect("/login")

    async with serve({**members.routes(), "/list": closing}) as site:
        found = await crawl(host, site.url, access=BY_FORM, secrets=VAULT)
    assert "/home" in paths(found)
    assert "/reports" not in paths(found)
    (why,) = found.degraded
    assert why.startswith("the session ended at /list and could not be had again")
    assert "/reports" in [entry.what for entry in found.not_done if entry.reason == "limit"]


async def test_a_revoked_storage_state_ends_the_crawl_in_order(host: BrowserHost, tmp_path: Path) -> None:
    members = Members(BUTTON)
    members.sessions.add("given")
    cookie = {"name": "session", "value": "given", "domain": "127.0.0.1", "path": "/", "expires": -1,
              "httpOnly": True, "secure": False, "sameSite": "Lax"}  # fmt: skip
    state = tmp_path / "state.json"
    state.write_text(json.dumps({"cookies": [cookie], "origins": []}))
    async with serve(members.routes()) as site:
        found = await crawl(host, site.url, access=Access(storage_state=str(state)))
    assert told(found) == [("button 'Kirjaudu ulos'", "it was tried and ended the session")]
    assert found.sign_in.outcome == "failed"
    assert found.sign_in.detail.startswith("the session of the storage state no longer counts")
    assert any("could not be had again" in text for text in found.degraded)
    assert {"/home", "/list", "/reports"} <= set(paths(found))


async def test_a_page_of_members_without_any_proof_of_the_session_is_no_loss(host: BrowserHost) -> None:
    """A bare page, and one that asks for the password again, are looked at as they are."""
    members = Members("<a href=/bare>Bare</a> <a href=/really>Change password</a>")
    extra: dict[str, Route] = {"/bare": page("<h1>Bare</h1>"), "/really": page(FORM, "Really")}
    async with serve({**members.routes(), **extra}) as site:
        found = await crawl(host, site.url, access=BY_FORM, secrets=VAULT)
    assert {"/bare", "/really", "/list"} <= set(paths(found))
    assert (told(found), found.degraded, members.sign_ins) == ([], (), 1)


def _quiet(members: Members, name: str = "switch", more: str = "") -> Callable[[Asked], str | Answer]:
    """A page that ends the session and still says who was signed in when it was asked for."""

    def shown(asked: Asked) -> str | Answer:
        if _session(asked) not in members.sessions:
            return redirect("/login")
        members.sessions.discard(_session(asked))
        return members.framed(name, more)

    return shown


async def test_a_link_that_ends_the_session_and_still_shows_the_header_is_named(host: BrowserHost) -> None:
    members = Members("<a href=/switch>Refresh cache</a> <a href=/last>Last</a>")
    extra = {"/switch": _quiet(members), "/last": members.inner("last")}
    async with serve({**members.routes(), **extra}) as site:
        found = await crawl(host, site.url, access=BY_FORM, secrets=VAULT)
    assert {"/home", "/list", "/reports", "/switch", "/last"} <= set(paths(found))
    assert told(found) == [("link 'Refresh cache'", ENDED)]
    assert "/last" in ways_out(found)
    assert found.degraded == ()
    assert members.sign_ins == 3


async def test_each_of_two_links_that_end_the_session_is_named(host: BrowserHost) -> None:
    members = Members("<a href=/switch>Refresh cache</a> <a href=/swap>Swap</a> <a href=/last>Last</a>")
    extra = {"/switch": _quiet(members), "/swap": _quiet(members, "swap"), "/last": members.inner("last")}
    async with serve({**members.routes(), **extra}) as site:
        found = await crawl(host, site.url, access=BY_FORM, secrets=VAULT)
    assert "/last" in paths(found)
    assert sorted(told(found)) == [("link 'Refresh cache'", ENDED), ("link 'Swap'", ENDED)]
    assert found.degraded == ()


async def test_a_control_of_a_page_whose_opening_ends_the_session_is_not_blamed(host: BrowserHost) -> None:
    members = Members("<a href=/switch>Refresh cache</a> <a href=/last>Last</a>")
    innocent = (
        "<button onclick=\"fetch('/list').then(r => { this.textContent += r.redirected })\">Count</button>"
    )
    extra = {"/switch": _quiet(members, more=innocent), "/last": members.inner("last")}
    async with serve({**members.routes(), **extra}) as site:
        found = await crawl(host, site.url, access=BY_FORM, secrets=VAULT)
    assert "/last" in paths(found)
    assert told(found) == [("link 'Refresh cache'", ENDED)]
    assert found.degraded == ()


async def test_a_form_that_ends_the_session_and_still_shows_the_header_is_named(host: BrowserHost) -> None:
    members = Members("<a href=/settings>Settings</a> <a href=/last>Last</a>")
    form = "<form method=post action=/renew><button>Renew keys</button></form>"
    extra: dict[str, Route] = {
        "/settings": members.inner("settings", "<form action=/list><button>Show</button></form>" + form),
        "/renew": _quiet(members, "renewed"),
        "/last": members.inner("last"),
    }
    async with serve({**members.routes(), **extra}) as site:
        found = await crawl(host, site.url, access=BY_FORM, secrets=VAULT)
    assert "/last" in paths(found)
    assert told(found) == [("button 'Renew keys'", ENDED)]
    assert found.degraded == ()


async def test_a_session_that_ends_after_a_harmless_control_ended_by_itself(host: BrowserHost) -> None:
    ping = "<button onclick=\"fetch('/ping').then(() => { this.textContent = 'Done' })\">Ping</button>"
    members = Members("<a href=/calm>Calm</a> <a href=/last>Last</a>")
    extra: dict[str, Route] = {
        "/ping": page("pong"),
        "/calm": members.inner("calm", ping),
        "/last": members.inner("last"),
    }
    members.drop_at = "/last"
    async with serve({**members.routes(), **extra}) as site:
        found = await crawl(host, site.url, access=BY_FORM, secrets=VAULT)
    assert "/last" in paths(found)
    assert told(found) == []
    assert found.degraded == ("the session ended by itself at /last; signed in again",)
    assert members.sign_ins == 2


async def test_a_control_that_renames_the_cookie_is_no_loss_and_hides_none(host: BrowserHost) -> None:
    """Its page shows the proof of the session, so that one of its kind without the proof is a doubt."""
    members = Members("<a href=/item/1>One</a> <a href=/item/2>Two</a>")
    renewing = (
        "<button onclick=\"fetch('/renew').then(() => { this.textContent = 'Renewed' })\">Renew</button>"
    )

    def renew(asked: Asked) -> Answer:
        held = _session(asked)
        return Answer("ok", headers={"set-cookie": f"session_b={held}; Path=/; HttpOnly\r\n"
                                     "set-cookie: session=; Path=/; Max-Age=0"})  # fmt: skip

    def item(asked: Asked) -> str | Answer:
        answer = members.inner(asked.path[1:], renewing)(asked)
        return page("<h1>For visitors</h1>") if isinstance(answer, Answer) else answer

    members.drop_at = "/item/2"
    async with serve({**members.routes(), "/renew": renew, "/item/*": item}) as site:
        found = await crawl(host, site.url, access=BY_FORM, secrets=VAULT)
    assert "/renew" in [asked.path for asked in site.asked]
    assert told(found) == []
    assert found.degraded == ("the session ended by itself at /item/2; signed in again",)
    assert members.sign_ins == 2


async def test_a_session_that_is_gone_behind_pages_that_always_show_the_header_is_missed_in_time(
    host: BrowserHost,
) -> None:
    """They need no session, so they tell nothing; when there are many, the page where one lands is asked."""
    names = [f"{letter}-page" for letter in "abcdefghijklmnopqrst"]
    members = Members("".join(f"<a href=/{name}>{name}</a> " for name in names))
    shown: dict[str, Route] = {f"/{name}": members.framed(name) for name in names}
    shown["/list"] = _quiet(members, "list")
    shown["/reports"] = members.framed("reports")
    async with serve({**members.routes(), **shown}) as site:
        found = await crawl(host, site.url, access=BY_FORM, secrets=VAULT)
    assert {f"/{name}" for name in names} <= set(paths(found))
    assert told(found) == [("link 'List'", ENDED)]
    assert found.degraded == ()
