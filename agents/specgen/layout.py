"""Breaks long lines where Prettier would: a small document printer after Wadler, with Prettier's rules.

A document is a tree of text, possible line breaks and groups. A group is printed on one line when it fits
with what follows it up to the next possible break, else its own breaks become new lines.
"""

from dataclasses import dataclass
from typing import TypeAlias

WIDTH = 100
INDENT = "  "


@dataclass(frozen=True)
class Break:
    """A place where a line may break: `flat` when it does not."""

    flat: str = ""
    broken: str = ""
    hard: bool = False


@dataclass(frozen=True)
class Indent:
    """What lies within is indented by one more step when it breaks."""

    of: "Doc"


@dataclass(frozen=True)
class Group:
    """Breaks together. `states` are less and less compact ways to print it, the first one that fits wins."""

    states: tuple["Doc", ...]
    broken: bool = False


Doc: TypeAlias = str | Break | Indent | Group | tuple["Doc", ...]
_Command: TypeAlias = tuple[int, bool, Doc]  # depth, flat, what


def group(*parts: Doc, broken: bool = False) -> Group:
    """A group with one way to print it."""
    return Group(states=(parts,), broken=broken)


def render(doc: Doc, depth: int = 0, width: int = WIDTH) -> str:
    """The document as text, its first line indented by `depth` steps."""
    out = [INDENT * depth]
    column = len(INDENT) * depth
    todo: list[_Command] = [(depth, False, doc)]
    while todo:
        level, flat, item = todo.pop()
        if isinstance(item, str):
            out.append(item)
            column += len(item)
        elif isinstance(item, Break) and (flat and not item.hard):
            out.append(item.flat)
            column += len(item.flat)
        elif isinstance(item, Break):
            out.append(f"{item.broken}\n{INDENT * level}")
            column = len(INDENT) * level
        else:
            todo.extend(_opened(level, item, flat=flat, todo=todo, room=width - column))
    return "".join(out)


def _opened(
    level: int, item: Indent | Group | tuple[Doc, ...], *, flat: bool, todo: list[_Command], room: int
) -> list[_Command]:
    if isinstance(item, Indent):
        return [(level + 1, flat, item.of)]
    if isinstance(item, tuple):
        return [(level, flat, part) for part in reversed(item)]
    if flat:
        return [(level, not item.broken, item.states[0])]
    *compact, widest = item.states
    if not item.broken:
        for state in compact or (widest,):
            if _fits((level, True, state), todo, room):
                return [(level, True, state)]
    return [(level, False, widest)]


def _fits(first: _Command, rest: list[_Command], room: int) -> bool:
    """Whether the text up to the next line break that will happen fits into `room` columns."""
    todo, following = [first], len(rest)
    while room >= 0:
        if not todo:
            if following == 0:
                return True
            following -= 1
            todo.append(rest[following])
        level, flat, item = todo.pop()
        if isinstance(item, str):
            room -= len(item)
        elif isinstance(item, Break):
            if item.hard or not flat:
                return room >= len(item.broken)
            room -= len(item.flat)
        elif isinstance(item, Indent):
            todo.append((level, flat, item.of))
        elif isinstance(item, tuple):
            todo.extend((level, flat, part) for part in reversed(item))
        else:
            within = flat and not item.broken
            todo.append((level, within, item.states[0 if within else -1]))
    return False
