"""Sessions: signed in again after the browser died, and sign-ins of other shapes."""

import pytest

from agents.browser.access import Attempt, Session
from agents.browser.launch import BrowserHost
from agents.browser.network import NetworkGuard
from agents.domain.locator import ByRole, Locator
from agents.domain.steps import Click
from agents.domain.target import Access, Credentials, Safety
from agents.errors import LoginWallError
from tests.unit.agents.browser.site import Answer, Asked, Vault, page, redirect, serve

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NAMES = Credentials(username_env="USER_NAME", password_env="PASS_WORD")
VAULT = Vault(USER_NAME="ann", PASS_WORD="correct-horse")
FIELDS = "<label>User name <input name=user></label><label>Password <input type=password name=pass></label>"


def session(host: BrowserHost, url: str) -> Session:
    return Session(host, url, Access(), NetworkGuard(url, Safety.STANDARD), stored=False)


def home(asked: Asked) -> str:
    return page("<a href=/out>Sign out</a>" if asked.signed_in else "<a href=/login>Sign in</a>")


async def test_a_new_browser_is_signed_in_again(host: BrowserHost) -> None:
    def login(asked: Asked) -> str | Answer:
        if asked.method == "POST":
            return redirect("/", set_cookie="session=yes; Path=/")
        return page(f"<h1>Sign in</h1><form method=post>{FIELDS}<button>Sign in</button></form>", "Sign in")

    async with serve({"/": home, "/login": login}) as site, session(host, site.url) as one:
        outcome, _ = await Attempt(one, NAMES, VAULT).run(f"{site.url}login", (), ())
        assert outcome.outcome == "signed-in"
        first = await one.tab()
        await (await host.start()).close()
        again = await one.tab()
        assert again is not first
        await again.goto(site.url)
        assert site.asked[-1].signed_in or site.asked[-2].signed_in
        assert site.methods("/login").count("POST") == 2


async def test_a_form_in_a_dialog_without_a_button_is_sent_by_enter(host: BrowserHost) -> None:
    body = f"""<button onclick="d.showModal()">Members</button>
    <dialog id=d aria-label="Sign in"><form method=post action=/in
    onkeydown="if (event.key === 'Enter') this.submit()">{FIELDS}</form></dialog>"""
    answer = redirect("/home", set_cookie="session=yes; Path=/")
    async with serve({"/": page(body), "/in": answer, "/home": home}) as site, session(host, site.url) as one:
        opens = Click(on=Locator(chain=(ByRole(role="button", name="Members"),)))
        outcome, _ = await Attempt(one, NAMES, VAULT).run(site.url, (opens,), ())
    assert outcome.outcome == "signed-in"
    assert [step.do for step in outcome.steps] == ["goto", "click", "fill", "fill", "press"]


async def test_a_one_time_code_or_a_lost_form_is_a_failed_sign_in(host: BrowserHost) -> None:
    code = page("<form method=post><label>Code <input autocomplete=one-time-code></label></form>")
    form = page(f"<h1>Sign in</h1><form method=post action=/code>{FIELDS}<button>Sign in</button></form>")
    async with serve({"/": form, "/code": code, "/none": page("x")}) as site, session(host, site.url) as one:
        outcome, _ = await Attempt(one, NAMES, VAULT).run(site.url, (), ())
        assert (outcome.outcome, "one-time code" in outcome.detail) == ("failed", True)
        outcome, _ = await Attempt(one, NAMES, VAULT).run(f"{site.url}none", (), ())
        assert "not there" in outcome.detail


async def test_a_form_that_cannot_be_filled_is_a_wall_and_nothing_typed_is_quoted(host: BrowserHost) -> None:
    body = f"<h1>Sign in</h1><form method=post>{FIELDS}<button>Sign in</button></form>"
    stuck = page(body.replace("name=user", "name=user onfocus='this.disabled = true'"))
    async with serve({"/": stuck}) as site, session(host, site.url) as one:
        (await one.tab()).page.set_default_timeout(500)
        cover = "document.body.insertAdjacentHTML('beforeend', '<div style=position:fixed;inset:0>x</div>')"
        await (await one.tab()).page.add_init_script(f"addEventListener('load', () => {{ {cover} }})")
        with pytest.raises(LoginWallError, match="cannot be filled") as caught:
            await Attempt(one, NAMES, VAULT).run(site.url, (), ())
    assert "correct-horse" not in caught.value.message
    assert "--storage-state" in caught.value.advice
