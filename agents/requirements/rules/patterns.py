"""A text that satisfies an HTML `pattern`: a small bounded generator for the part of regular expressions
that forms use (literals, classes, groups, alternation, quantifiers). What it cannot read gives None."""

import re
import warnings
from functools import lru_cache

_MAX = 64
_LONGEST = 300
# A group that repeats without bound and itself holds a repetition or a choice, such as (a+)+ or (a|a)*.
_EXPLOSIVE = re.compile(r"[*+|}?][^()]*\)+(?:[*+]|\{\d*,)")
_SHORTHAND = {"d": "5", "w": "a", "s": " ", "D": "a", "S": "a", "W": "-"}
_CONTROL = {"t": "\t", "n": "\n", "r": "\r"}
_PRINTABLE = "a5A -_.@+/#!" + "bcdefghijklmnopqrstuvwxyz0123456789BCDEFGHIJKLMNOPQRSTUVWXYZ"


class _Unreadable(Exception):  # noqa: N818 - private, never leaves this module
    """The pattern uses something that this generator does not know."""


def matches(pattern: str, text: str) -> bool | None:
    """Whether a text satisfies an HTML pattern as a whole; None when the pattern cannot be read here."""
    compiled = _compiled(pattern)
    return None if compiled is None else compiled.fullmatch(text) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    # A page is hostile input: what may backtrack without end is not tried.
    if len(pattern) > _LONGEST or _EXPLOSIVE.search(pattern):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # JavaScript writes (?<name>...) where Python writes (?P<name>...).
            return re.compile(re.sub(r"\(\?<(?=[A-Za-z_])", "(?P<", pattern))
    except (re.error, RecursionError, OverflowError):
        return None


def sample(pattern: str, min_length: int = 0) -> str | None:
    """A text that satisfies the pattern and is at least so long, checked; None when none is found."""
    for extra in (0, 1, 2, min_length, min_length + 1, 12):
        try:
            text = _Reader(pattern, extra).read()
        except (_Unreadable, RecursionError):
            return None
        if min_length <= len(text) <= _MAX and matches(pattern, text):
            return text
    return None


class _Reader:
    """Reads a pattern once from left to right and writes one text that it matches."""

    def __init__(self, pattern: str, extra: int) -> None:
        self._pattern = pattern
        self._at = 0
        self._extra = extra

    def read(self) -> str:
        text = self._alternatives()
        if self._at < len(self._pattern):
            raise _Unreadable
        return text

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _next(self) -> str:
        char = self._peek()
        if not char:
            raise _Unreadable
        self._at += 1
        return char

    def _alternatives(self) -> str:
        # The first alternative that is not empty is as good as any other.
        chosen = self._sequence()
        while self._peek() == "|":
            self._at += 1
            other = self._sequence()
            chosen = chosen or other
        return chosen

    def _sequence(self) -> str:
        out = ""
        while self._peek() and self._peek() not in "|)":
            piece = self._atom()
            out += piece * self._times()
            if len(out) > _MAX:
                raise _Unreadable
        return out

    def _atom(self) -> str:
        char = self._next()
        match char:
            case "^" | "$":
                return ""
            case ".":
                return "a"
            case "(":
                return self._group()
            case "[":
                return self._char_class()
            case "\\":
                return self._escape()
            case "*" | "+" | "?" | "{":
                raise _Unreadable
        return char

    def _group(self) -> str:
        if self._pattern.startswith("?:", self._at):
            self._at += 2
        elif self._peek() == "?":
            return self._lookaround_or_name()
        return self._close_group(self._alternatives())

    def _lookaround_or_name(self) -> str:
        named = re.compile(r"\?P?<[A-Za-z_]\w*>").match(self._pattern, self._at)
        if named:
            self._at = named.end()
            return self._close_group(self._alternatives())
        condition = re.compile(r"\?<?[=!]").match(self._pattern, self._at)
        if condition is None:
            raise _Unreadable
        self._at = condition.end()
        # A condition consumes nothing; whether it holds is checked on the whole text.
        return self._close_group(self._alternatives())[:0]

    def _close_group(self, text: str) -> str:
        if self._next() != ")":
            raise _Unreadable
        return text

    def _escape(self) -> str:
        char = self._next()
        if char in "bB":
            return ""
        if char.isdigit() or char in "pPkuxc":
            raise _Unreadable
        return _SHORTHAND.get(char, _CONTROL.get(char, char))

    def _char_class(self) -> str:
        end = self._at + (2 if self._pattern[self._at : self._at + 2] == "^]" else 1)
        while end < len(self._pattern) and self._pattern[end] != "]":
            end += 2 if self._pattern[end] == "\\" else 1
        body = self._pattern[self._at - 1 : end + 1]
        self._at = end + 1
        found = next((c for c in _PRINTABLE if matches(body, c)), None)
        if found is None:
            found = next((c for c in body[1:-1] if matches(body, c)), None)
        if found is None:
            raise _Unreadable
        return found

    def _times(self) -> int:
        char = self._peek()
        low, high = 1, 1
        if char and char in "*+?":
            self._at += 1
            low, high = {"*": (0, _MAX), "+": (1, _MAX), "?": (0, 1)}[char]
        elif bound := re.compile(r"\{(\d+)(,?)(\d*)\}").match(self._pattern, self._at):
            self._at = bound.end()
            low = int(bound[1])
            high = int(bound[3] or _MAX) if bound[2] else low
        else:
            return 1
        if self._peek() == "?":
            self._at += 1
        return min(low + self._extra, high)
