"""Do one step of a scenario in a live page, strictly, and wait until the page has come to rest."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from urllib.parse import urljoin

from playwright.async_api import Dialog, Page
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator as Handle
from playwright.async_api import TimeoutError as PlaywrightTimeout

from agents.browser.locators import resolve
from agents.browser.settle import BRIEFLY_QUIET_MS, QUIET_MS, settle
from agents.domain.base import Model
from agents.domain.locator import Locator, Unique
from agents.domain.steps import (
    Click,
    Env,
    Fill,
    GoBack,
    Goto,
    Hover,
    Press,
    Reload,
    Select,
    SetChecked,
    Step,
    Text,
    Value,
)
from agents.errors import StageError
from agents.ports import Secrets

APPEAR_MS = 5_000
"""How long an element may take to be there before the step fails."""

MASK = "***"


class StepError(StageError):
    """A step could not be done as it is written.

    Args:
        step: the step in words.
        why: what stood in the way.
        matched: how many elements the locator matched, when it was not exactly one.
    """

    def __init__(self, step: str, why: str, matched: int | None = None) -> None:
        super().__init__(f"{step}: {why}", "The page differs from what was observed before.")
        self.step = step
        self.matched = matched


class Done(Model):
    """What came of a step besides its effect on the page."""

    accepted_dialog: bool = False
    status: int | None = None
    """HTTP status of the document, for steps that load one."""
    late: bool = False
    """Whether scripts added to the document after it was read, so that a fast user could act before."""


TOKEN_LENGTH = 12
"""Letters and digits of a token; the printed helper makes as many."""

_EMAIL_HOST = "@example.test"


def make_unique(unique: Unique, token: str) -> str:
    """The text that stands for `unique` in one run; of the same shape and length as the printed helper makes.

    Args:
        unique: what is wanted.
        token: twelve lower-case letters and digits that no other run uses; a number is made of it.
    """
    limit = unique.max_length if unique.max_length is not None else 10_000
    if unique.shape == "number":
        # A leading digit of its own: a number does not keep its leading zeros.
        return "1" + "".join(str(ord(one) % 10) for one in token)[-max(1, min(limit, 10) - 1) :]
    ending = _EMAIL_HOST if unique.shape == "email" else ""
    separator = " " if unique.shape == "text" else "-"
    length = max(1, min(TOKEN_LENGTH, limit - len(ending)))
    head = unique.prefix[: max(0, limit - len(ending) - length - len(separator))].rstrip()
    # The end makes it unique, so the beginning gives way.
    return (f"{head}{separator}" if head else "") + token[-length:] + ending


async def perform(
    page: Page,
    step: Step,
    *,
    base_url: str,
    secrets: Secrets,
    uniques: Mapping[str, str],
    goes_on: bool = False,
) -> Done:
    """Do a step, then wait until the page is at rest.

    Args:
        page: the page to act in.
        step: what to do.
        base_url: address that paths are relative to.
        secrets: gives the values of `Env`.
        uniques: the texts made for this run, by key.
        goes_on: another step follows at once; after a field is set, the wait is then brief.

    Raises:
        StepError: an element did not match exactly once, or the page did not let the step happen.
        UsageError: a secret is not set.
    """
    async with _dialogs(page) as accepted:
        try:
            status = await _do(page, step, base_url, secrets, uniques)
        except PlaywrightTimeout as error:
            raise StepError(
                describe(step), f"the page did not let it happen in time ({_first(error)})"
            ) from error
        except PlaywrightError as error:
            raise StepError(describe(step), _first(error)) from error
        brief = goes_on and isinstance(step, Fill | Select | SetChecked)
        settled = await settle(page, quiet_ms=BRIEFLY_QUIET_MS if brief else QUIET_MS)
        return Done(accepted_dialog=bool(accepted), status=status, late=settled.late)


def _first(error: PlaywrightError) -> str:
    """The first line of an error of the driver; later lines may hold what was typed."""
    return error.message.strip().splitlines()[0].split("\x1b")[0][:160]


@asynccontextmanager
async def _dialogs(page: Page) -> AsyncIterator[list[str]]:
    accepted: list[str] = []

    async def accept(dialog: Dialog) -> None:
        if dialog.type in ("confirm", "prompt"):
            accepted.append(dialog.type)
        with suppress(PlaywrightError):  # The page may have gone with it.
            await dialog.accept()

    page.on("dialog", accept)
    try:
        yield accepted
    finally:
        page.remove_listener("dialog", accept)


async def _do(
    page: Page, step: Step, base_url: str, secrets: Secrets, uniques: Mapping[str, str]
) -> int | None:
    match step:
        case Goto():
            answer = await page.goto(urljoin(base_url, step.path))
            return answer.status if answer is not None else None
        case Reload():
            answer = await page.reload()
            return answer.status if answer is not None else None
        case GoBack():
            await page.go_back()
        case Press(on=None):
            await page.keyboard.press(step.key)
        case Fill():
            handle = await _only(page, step, step.on, uniques)
            await handle.fill(value_of(step.value, secrets, uniques))
        case _:
            await _on_element(page, step, uniques)
    return None


async def _on_element(page: Page, step: Step, uniques: Mapping[str, str]) -> None:
    match step:
        case Click():
            await (await _only(page, step, step.on, uniques)).click()
        case Hover():
            await (await _only(page, step, step.on, uniques)).hover()
        case Select():
            await (await _only(page, step, step.on, uniques)).select_option(label=step.option)
        case SetChecked():
            await (await _only(page, step, step.on, uniques)).set_checked(step.checked)
        case Press(on=Locator() as on):
            await (await _only(page, step, on, uniques)).press(step.key)
        case _:  # pragma: no cover - the other kinds have no element
            raise StepError(describe(step), "no element to act on")


async def _only(page: Page, step: Step, on: Locator, uniques: Mapping[str, str]) -> Handle:
    """The one element of a locator, waited for. Raises StepError unless exactly one matches."""
    handle = resolve(page, on, uniques)
    with suppress(PlaywrightTimeout):
        await handle.first.wait_for(state="attached", timeout=APPEAR_MS)
    matched = await handle.count()
    if matched != 1:
        raise StepError(describe(step), f"{matched} elements match instead of one", matched)
    return handle


def value_of(value: Value, secrets: Secrets, uniques: Mapping[str, str]) -> str:
    """What to type. Raises UsageError when a secret is not set, KeyError for a `Unique` that was not made."""
    match value:
        case Text():
            return value.text
        case Env():
            return secrets.resolve(value.name)
        case Unique():
            return uniques[value.key]


_VERBS = {
    "goto": "open",
    "click": "click",
    "hover": "point at",
    "fill": "fill",
    "select": "choose in",
    "check": "tick",
    "press": "press",
    "reload": "reload the page",
    "back": "go back",
}


def describe(step: Step) -> str:
    """A step in a few words, without any value."""
    verb = _VERBS[step.do]
    match step:
        case Goto():
            return f"{verb} {step.path}"
        case Reload() | GoBack():
            return verb
        case Press():
            return f"{verb} {step.key}"
        case SetChecked(checked=False):
            return f"untick {name_of(step.on)}"
        case _:
            return f"{verb} {name_of(step.on)}"


def name_of(locator: Locator) -> str:
    """What a person would call the element of a locator."""
    part = locator.chain[-1]
    match part.by:
        case "role":
            named = part.name.prefix if isinstance(part.name, Unique) else part.name
            return f'{part.role} "{named}"' if named else part.role
        case "css":
            return part.selector
        case "testid":
            return part.test_id
        case _:
            text = part.text.prefix if isinstance(part.text, Unique) else part.text
            return f'"{text}"'
