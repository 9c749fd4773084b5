"""Prints a locator as the Playwright expression a person would write."""

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
from agents.specgen.expressions import Call, Chain, Expression, Object, Raw, flat
from agents.specgen.quote import quote
from agents.specgen.variables import variable

_TRUE = Raw("true")


def print_locator(locator: Locator, root: str = "page") -> str:
    """The locator on one line, as the page map and the report show it; a `Unique` is its variable's name."""
    return flat(locator_chain(locator, root))


def locator_chain(locator: Locator, root: str = "page") -> Chain:
    """The locator as an expression that can be laid out."""
    chain = Chain(root)
    for selector in locator.frames:
        chain = chain.then("frameLocator", Raw(quote(selector)))
    for part in locator.chain:
        chain = Chain(chain.root, (*chain.calls, *_calls(part)))
    return chain


def text_expression(text: str | Unique) -> Raw:
    """A literal, or the variable that holds a text made at run time."""
    return Raw(variable(text) if isinstance(text, Unique) else quote(text))


def _calls(part: LocatorPart) -> tuple[Call, ...]:
    calls = [_find(part)]
    if part.has_text is not None:
        calls.append(Call("filter", (Object((("hasText", text_expression(part.has_text)),)),)))
    if part.nth is not None:
        calls.append(_nth(part.nth))
    return tuple(calls)


def _find(part: LocatorPart) -> Call:
    match part:
        case ByRole():
            return Call("getByRole", (Raw(quote(part.role)), *_role_options(part)))
        case ByLabel(text=text, exact=exact):
            return Call("getByLabel", _text_arguments(text, exact=exact))
        case ByPlaceholder(text=text, exact=exact):
            return Call("getByPlaceholder", _text_arguments(text, exact=exact))
        case ByTestId(test_id=test_id):
            return Call("getByTestId", (Raw(quote(test_id)),))
        case ByText(text=text, exact=exact):
            return Call("getByText", _text_arguments(text, exact=exact))
        case ByAltText(text=text, exact=exact):
            return Call("getByAltText", _text_arguments(text, exact=exact))
        case ByTitle(text=text, exact=exact):
            return Call("getByTitle", _text_arguments(text, exact=exact))
        case ByCss(selector=selector):
            return Call("locator", (Raw(quote(selector)),))


def _role_options(part: ByRole) -> tuple[Expression, ...]:
    members: list[tuple[str, Expression]] = []
    if part.name is not None:
        members.append(("name", text_expression(part.name)))
        if part.exact:
            members.append(("exact", _TRUE))
    if part.level is not None:
        members.append(("level", Raw(str(part.level))))
    return (Object(tuple(members)),) if members else ()


def _text_arguments(text: str | Unique, *, exact: bool) -> tuple[Expression, ...]:
    options = (Object((("exact", _TRUE),)),) if exact else ()
    return (text_expression(text), *options)


def _nth(index: int) -> Call:
    if index == 0:
        return Call("first")
    return Call("last") if index == -1 else Call("nth", (Raw(str(index)),))
