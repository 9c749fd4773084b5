"""Prints an assertion as web-first expects, which wait and retry."""

import re
from urllib.parse import quote as percent_encode

from agents.domain.assertions import (
    AllContain,
    Assertion,
    HasAttribute,
    HasCount,
    HasText,
    HasTexts,
    HasTitle,
    HasUrl,
    HasValue,
    IsChecked,
    IsDescribed,
    IsEnabled,
    IsFocused,
    IsHidden,
    IsInvalid,
    IsVisible,
)
from agents.domain.locator import Locator
from agents.specgen.expressions import Array, Chain, Equals, Object, Predicate, Raw
from agents.specgen.locators import locator_chain, text_expression
from agents.specgen.quote import quote

# What browsers leave as it is in a path; a percent sign too, since recorded paths are encoded already.
_PATH_SAFE = "/%:@!$&'()*+,;=-._~[]|"
_FRAGMENT_SAFE = f"{_PATH_SAFE}#?{{}}^\\"
_ANY = ":any"


def assertion_calls(assertion: Assertion) -> tuple[Chain, ...]:
    """The calls that together assert it."""
    match assertion:
        case HasUrl():
            return (Chain(Chain("page")).then("toHaveURL", Predicate("url", _address(assertion))),)
        case HasTitle(title=title):
            return (Chain(Chain("page")).then("toHaveTitle", Raw(quote(title))),)
        case HasText(on=on, text=text, exact=exact):
            return (_expect(on).then("toHaveText" if exact else "toContainText", text_expression(text)),)
        case HasTexts(on=on, texts=texts):
            return _texts(on, texts)
        case HasValue(on=on, value=value):
            return (_expect(on).then("toHaveValue", text_expression(value)),)
        case HasCount(on=on, count=count):
            return (_expect(on).then("toHaveCount", Raw(str(count))),)
        case HasAttribute(on=on, name=name, value=value):
            return (_expect(on).then("toHaveAttribute", Raw(quote(name)), Raw(quote(value))),)
        case IsChecked(on=on, checked=False):
            return (_expect(on).then("not.toBeChecked"),)
        case IsInvalid() | IsDescribed() | AllContain():
            return (_beyond(assertion),)
        case IsVisible() | IsHidden() | IsChecked() | IsEnabled() | IsFocused():
            return (_expect(assertion.on).then(_state(assertion)),)


def _expect(on: Locator) -> Chain:
    return Chain(locator_chain(on))


def _beyond(assertion: IsInvalid | IsDescribed | AllContain) -> Chain:
    match assertion:
        case IsInvalid(on=on):
            return _expect(on).then("toHaveJSProperty", Raw(quote("validity.valid")), Raw("false"))
        case IsDescribed(on=on, text=text):
            return _expect(on).then("toHaveAccessibleDescription", Raw(quote(text)))
        case AllContain(on=on, text=text):
            without = locator_chain(on).then("filter", Object((("hasNotText", Raw(quote(text))),)))
            return Chain(without).then("toHaveCount", Raw("0"))


def _state(assertion: IsVisible | IsHidden | IsChecked | IsEnabled | IsFocused) -> str:
    match assertion:
        case IsVisible():
            return "toBeVisible"
        case IsHidden():
            return "toBeHidden"
        case IsChecked():
            return "toBeChecked"
        case IsEnabled(enabled=enabled):
            return "toBeEnabled" if enabled else "toBeDisabled"
        case IsFocused():
            return "toBeFocused"


def _texts(on: Locator, texts: tuple[str, ...]) -> tuple[Chain, ...]:
    # A list given to toContainText may skip elements; only with the count is it the whole list, in order.
    count = _expect(on).then("toHaveCount", Raw(str(len(texts))))
    if not texts:
        return (count,)
    return count, _expect(on).then("toContainText", Array(tuple(Raw(quote(text)) for text in texts)))


def _address(expected: HasUrl) -> tuple[str | Equals, ...]:
    """Conditions on `url`, whatever the host, and whatever the order of the query."""
    conditions: list[str | Equals] = [_path(expected.path)]
    query = expected.query or ()
    names = [name for name, _ in query]
    for name, value in query:
        if names.count(name) == 1:
            conditions.append(Equals(f"url.searchParams.get({quote(name)})", quote(value)))
        else:
            conditions.append(f"url.searchParams.getAll({quote(name)}).includes({quote(value)})")
    if expected.fragment is not None:
        fragment = expected.fragment.removeprefix("#")
        in_address = _encoded(f"#{fragment}", _FRAGMENT_SAFE) if fragment else ""
        conditions.append(Equals("url.hash", quote(in_address)))
    return tuple(dict.fromkeys(conditions))


def _path(path: str) -> str | Equals:
    segments = [_encoded(segment) for segment in path.split("/")]
    if _ANY not in segments:
        return Equals("url.pathname", quote("/".join(segments)))
    pattern = r"\/".join("[^/]+" if segment == _ANY else _literal(segment) for segment in segments)
    return f"/^{pattern}$/.test(url.pathname)"


def _encoded(text: str, safe: str = _PATH_SAFE) -> str:
    return percent_encode(text, safe=safe, errors="replace")


def _literal(segment: str) -> str:
    """The segment as a part of a regular expression literal; percent-encoding has left it in ASCII."""
    return re.sub(r"[^\w%\-~!@&',;=:]", lambda match: f"\\{match.group()}", segment, flags=re.ASCII)
