"""The few kinds of TypeScript expression that a spec needs, and how each is laid out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from agents.specgen.layout import Break, Doc, Group, Indent, group, render

_COMMA = Break(flat=" ")
_LAST = Break(broken=",")
_LONG_KEY = 5


@dataclass(frozen=True)
class Raw:
    """A literal or a name, never broken."""

    code: str


@dataclass(frozen=True)
class Object:
    """`{ name: 'Save', exact: true }`."""

    members: tuple[tuple[str, "Expression"], ...]


@dataclass(frozen=True)
class Array:
    """`['a', 'b']`."""

    items: tuple["Expression", ...]


@dataclass(frozen=True)
class Equals:
    """`url.hash === '#top'`."""

    left: str
    right: str


@dataclass(frozen=True)
class Predicate:
    """`(url) => a && b`; a condition is a comparison or a call that answers true or false."""

    parameter: str
    conditions: tuple[str | Equals, ...]


@dataclass(frozen=True)
class Call:
    """`.getByRole('button')` on what comes before it."""

    name: str
    arguments: tuple["Expression", ...] = ()


@dataclass(frozen=True)
class Chain:
    """`page.getByRole('row').first().click()`; a root that is a chain stands in `expect( )`."""

    root: "str | Chain"
    calls: tuple[Call, ...] = ()

    def then(self, name: str, *arguments: "Expression") -> "Chain":
        """The chain with one more call."""
        return Chain(self.root, (*self.calls, Call(name, arguments)))


Expression: TypeAlias = Raw | Object | Array | Predicate | Chain


def flat(expression: Expression) -> str:
    """The expression on one line."""
    return render(layout(expression), width=1_000_000)


def layout(expression: Expression) -> Doc:
    """The expression as a document, broken as Prettier breaks it."""
    match expression:
        case Raw(code):
            return code
        case Object(members):
            return _object(members, broken=False)
        case Array(items):
            return _array(items, broken=False)
        case Predicate():
            return _predicate(expression, broken=False)
        case Chain():
            return _chain(expression)


def _object(members: tuple[tuple[str, Expression], ...], *, broken: bool) -> Doc:
    inside = _joined(_member(key, value) for key, value in members)
    return group("{", Indent((_COMMA, inside)), Break(flat=" ", broken=","), "}", broken=broken)


def _member(key: str, value: Expression) -> Doc:
    if value == Raw(key):
        return key
    # A long string moves to a line of its own only where that gains something.
    if isinstance(value, Raw) and value.code.startswith("'") and len(key) >= _LONG_KEY:
        return group(f"{key}:", Indent((_COMMA, value.code)))
    return (f"{key}: ", layout(value))


def _array(items: tuple[Expression, ...], *, broken: bool) -> Doc:
    return group("[", Indent((Break(), _joined(map(layout, items)))), _LAST, "]", broken=broken)


def _predicate(predicate: Predicate, *, broken: bool) -> Doc:
    body: list[Doc] = []
    for condition in predicate.conditions:
        body.extend((" &&", _COMMA) if body else (_COMMA,))
        body.append(condition if isinstance(condition, str) else _equals(condition))
    ending = Break(broken=",") if broken else ""
    return group(f"({predicate.parameter}) =>", group(Indent(tuple(body)), ending, broken=broken))


def _equals(condition: Equals) -> Doc:
    return group(f"{condition.left} ===", Indent((_COMMA, condition.right)))


def _chain(chain: Chain) -> Doc:
    root = chain.root if isinstance(chain.root, str) else ("expect", _arguments((chain.root,)))
    calls = [(f".{call.name}", _arguments(call.arguments)) for call in chain.calls]
    one_line: Doc = (root, *calls)
    # Prettier keeps a single call on its root's line and stacks longer chains when they do not fit.
    if len(calls) <= 1:
        return group(one_line)
    stacked = (root, Indent(tuple((Break(hard=True), call) for call in calls)))
    return Group(states=(one_line, stacked))


def _arguments(arguments: tuple[Expression, ...]) -> Doc:
    if not arguments:
        return "()"
    inside = ("(", Indent((Break(), _joined(map(layout, arguments)))), _LAST, ")")
    *before, last = arguments
    hugged = _hugged(last)
    if hugged is None:
        return group(*inside)
    head: Doc = tuple((layout(argument), ", ") for argument in before)
    compact = ("(", head, layout(last), ")")
    return Group(states=(compact, ("(", head, hugged, ")"), group(*inside, broken=True)))


def _hugged(last: Expression) -> Doc | None:
    """The last argument opened up while the brackets stay on it, where Prettier does that."""
    match last:
        case Object(members):
            return _object(members, broken=True)
        case Array(items) if items:
            return _array(items, broken=True)
        case Predicate(conditions=(str(),)):
            return _predicate(last, broken=True)
    return None


def _joined(docs: Iterable[Doc]) -> Doc:
    parts: list[Doc] = []
    for doc in docs:
        parts.extend((",", _COMMA, doc) if parts else (doc,))
    return tuple(parts)
