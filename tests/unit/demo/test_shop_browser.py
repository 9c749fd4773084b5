"""Bugs planted in the browser's scripts, seen in a real browser, in both skins."""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from agents.browser.chromium import find_chromium
from demo.shop.app import create_app
from demo.shop.scripts import EDITS
from demo.shop.seed import DEMO_LOGINS
from demo.shop.settings import Settings, SkinKey
from demo.shop.skin import Skin, load_skin

pytestmark = pytest.mark.browser
PATIENT, BRISK = 8_000, 1_500
Probe = Callable[[Page, Skin], None]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = find_chromium(os.environ)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found.path, args=list(found.flags))
        yield started
        started.close()


@contextlib.contextmanager
def served(settings: Settings) -> Iterator[str]:
    config = uvicorn.Config(
        create_app(settings), port=0, log_level="error", ws="none", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=5)


def suggestions(page: Page, skin: Skin) -> None:
    page.goto(skin.path("home"))
    page.get_by_role("combobox", name=skin.words["search_label"]).press_sequentially("ke")
    expect(page.get_by_role("option").first).to_be_visible()


def reviews(page: Page, skin: Skin) -> None:
    page.goto(skin.path("product", product_id=int(skin.site["first_id"]) + 2))
    expect(page.get_by_text(skin.words["loading_reviews"])).to_have_count(0)


def stepper(page: Page, skin: Skin) -> None:
    page.goto(skin.path("product", product_id=int(skin.site["first_id"]) + 2))
    page.get_by_role("button", name=skin.words["more"]).click()
    expect(page.get_by_role("status", name=skin.words["quantity"])).to_have_text("2")


def added(page: Page, skin: Skin) -> None:
    page.goto(skin.path("catalogue"))
    page.locator("main").get_by_role("button", name=skin.words["add"]).first.click()


def toast(page: Page, skin: Skin) -> None:
    added(page, skin)
    expect(page.get_by_role("button", name=skin.words["dismiss"])).to_be_visible()


def count(page: Page, skin: Skin) -> None:
    added(page, skin)
    expect(page.get_by_role("link", name=f"{skin.words['cart']} 1")).to_be_visible()


def letter(page: Page, skin: Skin) -> None:
    page.goto(skin.path("about"))
    page.get_by_label(skin.words["newsletter_label"]).fill("a@b.test")
    page.get_by_role("button", name=skin.words["subscribe"]).click()
    expect(page.get_by_text(skin.say("newsletter_thanks", email="a@b.test"))).to_be_visible()


def help_search(page: Page, skin: Skin) -> None:
    page.goto(skin.path("help"))
    frame = page.frame_locator("iframe")
    frame.get_by_label(skin.words["help_search"]).fill(skin.texts["answers"][0]["q"].split()[-1].strip("?"))
    frame.get_by_role("button", name=skin.words["help_find"]).click()
    expect(frame.get_by_role("button", name=skin.texts["answers"][0]["q"])).to_be_visible()


def tabs(page: Page, skin: Skin) -> None:
    page.goto(skin.path("collections"))
    second = list(skin.texts["collections"].values())[1]
    page.get_by_role("link", name=second["tab"], exact=True).click()
    expect(page.get_by_role("heading", name=second["title"])).to_be_visible()


def guide(page: Page, skin: Skin) -> None:
    page.goto(skin.path("guides"))
    second = list(skin.texts["guides"].values())[1]
    page.get_by_role("link", name=second["title"]).click()
    expect(page.get_by_role("heading", name=second["title"])).to_be_visible()


def edit(page: Page, skin: Skin) -> None:
    login = DEMO_LOGINS[skin.key]
    page.goto(skin.path("sign_in"))
    form = page.locator("main form")
    form.get_by_label(skin.words["email"]).fill(login.email)
    form.get_by_label(skin.words["password"]).fill(login.secret)
    form.get_by_role("button", name=skin.words["sign_in"]).click()
    page.goto(skin.path("admin"))
    row = page.get_by_role("row").filter(has=page.get_by_role("cell", name=skin.site["first_id"], exact=True))
    row.get_by_role("button").first.click()
    dialog = page.get_by_role("dialog", name=skin.words["edit_title"])
    dialog.get_by_label(skin.words["product_name"]).fill("Brass Bell")
    dialog.get_by_role("button", name=skin.words["save"]).click()
    expect(dialog).to_be_hidden()
    expect(row.get_by_role("rowheader", name="Brass Bell")).to_be_visible()


PROBES: dict[str, Probe] = {
    "suggestions-never-open": suggestions,
    "late-content-never-arrives": reviews,
    "stepper-stuck": stepper,
    "toast-missing": toast,
    "cart-count-stale": count,
    "admin-modal-saves-wrong-row": edit,
    "newsletter-button-dead": letter,
    "iframe-help-search-empty": help_search,
    "spa-tab-shows-previous": tabs,
    "guide-link-stuck": guide,
}


def works(browser: Browser, address: str, probe: Probe, skin: Skin, patience: int) -> bool:
    """Whether a probe finds what it expects; no script may have raised."""
    raised: list[PlaywrightError] = []
    context = browser.new_context(base_url=address)
    expect.set_options(timeout=patience)
    page = context.new_page()
    page.on("pageerror", lambda error: raised.append(error))  # noqa: PLW0108 - it wants a function
    try:
        probe(page, skin)
    except AssertionError:
        return False
    finally:
        context.close()
        assert not raised
    return True


@pytest.mark.parametrize("key", ["1", "2"])
def test_everything_works_without_a_fault(browser: Browser, key: SkinKey) -> None:
    assert set(PROBES) == set(EDITS)
    with served(Settings(skin=key, late_seconds=0.1)) as address:
        broken = [
            name
            for name, probe in PROBES.items()
            if not works(browser, address, probe, load_skin(key), PATIENT)
        ]
    assert broken == []


@pytest.mark.parametrize("key", ["1", pytest.param("2", marks=pytest.mark.full)])
@pytest.mark.parametrize("name", sorted(PROBES))
def test_the_fault_is_seen(browser: Browser, name: str, key: SkinKey) -> None:
    with served(Settings(skin=key, fault=name, late_seconds=0.1)) as address:
        assert not works(browser, address, PROBES[name], load_skin(key), BRISK)
