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
class Predicate:
    """`(url) => a && b`."""

    parameter: str
    conditions: tuple[str, ...]


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
        case Predicate(parameter, conditions):
            return _predicate(parameter, conditions)
        case Chain():
            return _chain(expression)


def _object(members: tuple[tuple[str, Expression], ...], *, broken: bool) -> Doc:
    inside = _joined(_member(key, value) for key, value in members)
    return group("{", Indent((_COMMA, inside)), Break(flat=" ", broken=","), "}", broken=broken)


def _member(key: str, value: Expression) -> Doc:
    # A long string moves to a line of its own only where that gains something.
    if isinstance(value, Raw) and value.code.startswith("'") and len(key) >= _LONG_KEY:
        return group(f"{key}:", Indent((_COMMA, value.code)))
    return (f"{key}: ", layout(value))


def _array(items: tuple[Expression, ...], *, broken: bool) -> Doc:
    return group("[", Indent((Break(), _joined(map(layout, items)))), _LAST, "]", broken=broken)


def _predicate(parameter: str, conditions: tuple[str, ...]) -> Doc:
    body: list[Doc] = [_COMMA, conditions[0]]
    for condition in conditions[1:]:
        body.extend((" &&", _COMMA, condition))
    return group(f"({parameter}) =>", group(Indent(tuple(body))))


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
    spread: Doc = group("(", Indent((Break(), _joined(map(layout, arguments)))), _LAST, ")", broken=True)
    *before, last = arguments
    if isinstance(last, Object):
        hugged = _object(last.members, broken=True)
    elif isinstance(last, Array) and last.items:
        hugged = _array(last.items, broken=True)
    else:
        return group("(", Indent((Break(), _joined(map(layout, arguments)))), _LAST, ")")
    head: Doc = tuple((layout(argument), ", ") for argument in before)
    return Group(states=(("(", head, layout(last), ")"), ("(", head, hugged, ")"), spread))


def _joined(docs: Iterable[Doc]) -> Doc:
    parts: list[Doc] = []
    for doc in docs:
        parts.extend((",", _COMMA, doc) if parts else (doc,))
    return tuple(parts)
