"""Locator values in a live page, and the page-side scripts that find them."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from playwright.async_api import Frame, FrameLocator, Page
from playwright.async_api import Locator as Handle

from agents.domain.locator import (
    ByAltText,
    ByCss,
    ByLabel,
    ByPlaceholder,
    ByRole,
    ByTestId,
    ByText,
    ByTitle,
    Locator,
    LocatorPart,
    Unique,
)

Root = Page | Frame
Scope = Page | Frame | FrameLocator | Handle


_TOGETHER: dict[str, tuple[str, ...]] = {
    "dom.js": ("dom.js", "name.js"),
    "locate.js": ("stable.js", "css.js", "locate.js"),
    "groups.js": ("groups.js", "navigation.js"),
    "gather.js": ("framework.js", "gather.js"),
}
"""Scripts that are cut in several files and always come together."""


@cache
def source(name: str) -> str:
    """The text of a page-side script of this package."""
    return resources.files("agents.browser").joinpath("js", name).read_text(encoding="utf-8")


def bundle(*names: str, main: str) -> str:
    """One expression that runs `main` (statements ending in `return`) with the functions of these scripts.

    The scripts hold declarations only, so any of them can be combined in one evaluation: `dom.js` (with
    names and texts), then `locate.js` (with what it needs), then the caller's own.
    """
    files = [file for name in names for file in _TOGETHER.get(name, (name,))]
    parts = "\n".join(source(file) for file in files)
    return f"(() => {{\n{parts}\n{main}\n}})()"


def resolve(root: Root, locator: Locator, uniques: Mapping[str, str] | None = None) -> Handle:
    """The Playwright locator for a value.

    Args:
        root: the page, or the frame that the locator starts from.
        uniques: the texts made in this run, by the key of `Unique`.

    Raises:
        KeyError: the locator names a `Unique` that `uniques` lacks.
    """
    made = uniques or {}
    scope: Scope = root
    for selector in locator.frames:
        scope = scope.frame_locator(selector)
    handle = _narrow(scope, locator.chain[0], made)
    for part in locator.chain[1:]:
        handle = _narrow(handle, part, made)
    return handle


async def count(root: Root, locator: Locator, uniques: Mapping[str, str] | None = None) -> int:
    """How many elements match now. Raises KeyError as `resolve` does."""
    return await resolve(root, locator, uniques).count()


def _narrow(scope: Scope, part: LocatorPart, made: Mapping[str, str]) -> Handle:
    handle = _find(scope, part, made)
    if part.has_text is not None:
        handle = handle.filter(has_text=_text(part.has_text, made))
    return handle if part.nth is None else handle.nth(part.nth)


def _find(scope: Scope, part: LocatorPart, made: Mapping[str, str]) -> Handle:
    match part:
        case ByRole():
            return _by_role(scope, part, made)
        case ByLabel():
            return scope.get_by_label(part.text, exact=part.exact)
        case ByPlaceholder():
            return scope.get_by_placeholder(part.text, exact=part.exact)
        case ByTestId():
            return scope.get_by_test_id(part.test_id)
        case ByText():
            return scope.get_by_text(_text(part.text, made), exact=part.exact)
        case ByAltText():
            return scope.get_by_alt_text(part.text, exact=part.exact)
        case ByTitle():
            return scope.get_by_title(part.text, exact=part.exact)
        case ByCss():
            return scope.locator(part.selector)


def _by_role(scope: Scope, part: ByRole, made: Mapping[str, str]) -> Handle:
    name = None if part.name is None else _text(part.name, made)
    role = part.role
    # Playwright types roles as a closed literal; a page may carry any of them, and the value was observed.
    return scope.get_by_role(role, name=name, exact=part.exact, level=part.level)  # type: ignore[arg-type]


def _text(text: str | Unique, made: Mapping[str, str]) -> str:
    return made[text.key] if isinstance(text, Unique) else text
