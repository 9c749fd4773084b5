"""What to visit next: the address from which most new behaviour is expected, in a reproducible order."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from agents.browser.addresses import is_trap, key, relative
from agents.browser.patterns import PatternBook
from agents.domain.page import Purpose

_WORTH = (
    Purpose.SIGN_IN,
    Purpose.SIGN_UP,
    Purpose.CREATE,
    Purpose.EDIT,
    Purpose.CART,
    Purpose.CHECKOUT,
    Purpose.SEARCH,
    Purpose.PROFILE,
    Purpose.CONTACT,
    Purpose.NAVIGATION,
)
"""Purposes in the order of what their pages usually offer; those not listed come after all of them."""

AFTER_ADDING = frozenset((Purpose.CART, Purpose.CHECKOUT, Purpose.PAYMENT))
"""Purposes of pages that show little until something was put into a cart."""

_LEGAL = re.compile(
    r"\b(terms|privacy|imprint|legal|cookies?|licen[cs]es?|impressum|datenschutz|agb|nutzungsbedingungen|mentions"
    r"|confidentialit\w*|cgv|cgu|aviso|privacidad|condiciones|termini|condizioni|note legali|voorwaarden"
    r"|colofon)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{3,}")
_STOP_WORDS = frozenset(
    """
    the and for with that this from into test tests check page pages user users app site can der
    die das und mit von les des une pour avec dans los las una para con
    """.split()  # noqa: SIM905 - a list of words reads best as one
)


@dataclass(frozen=True)
class Candidate:
    """An address that could be visited, and where it was seen."""

    url: str
    label: str = ""
    purpose: Purpose = Purpose.OTHER
    landmark: str | None = None
    depth: int = 0
    found_on: str | None = None


class Rank(NamedTuple):
    """Lower comes first; compared from left to right."""

    held_back: bool
    known_shape: int
    off_goal: int
    minor: bool
    worth: int
    depth: int
    tie: str
    order: int


def words(text: str) -> frozenset[str]:
    """The words of a goal or a label that carry meaning."""
    return frozenset(
        word for word in _WORD.findall(text.lower().replace("_", " ")) if word not in _STOP_WORDS
    )


def is_minor(candidate: Candidate) -> bool:
    """Whether it is one of the links at the foot of every page, or a legal text."""
    return (
        candidate.landmark == "contentinfo" or _LEGAL.search(f"{candidate.label} {candidate.url}") is not None
    )


@dataclass
class Frontier:
    """The addresses waiting to be visited; the same offers and the same seed give the same order."""

    book: PatternBook
    max_depth: int
    goal: frozenset[str] = frozenset()
    seed: int = 0
    carted: bool = False
    too_deep: list[Candidate] = field(default_factory=list)
    traps: list[Candidate] = field(default_factory=list)
    _waiting: dict[str, tuple[int, Candidate]] = field(default_factory=dict)
    _done: set[str] = field(default_factory=set)

    def offer(self, candidate: Candidate) -> bool:
        """Add an address. False when it is known already, or lies beyond the limits (which is noted)."""
        name = key(candidate.url)
        if name in self._done or name in self._waiting or not self.book.meet(candidate.url):
            return False
        if is_trap(candidate.url):
            self.traps.append(candidate)
        elif candidate.depth > self.max_depth:
            self.too_deep.append(candidate)
        else:
            self._waiting[name] = (len(self._waiting) + len(self._done), candidate)
            return True
        return False

    def done(self, url: str) -> None:
        """Note that an address was visited by another way."""
        self.book.meet(url)
        self._waiting.pop(key(url), None)
        self._done.add(key(url))

    def is_known(self, url: str) -> bool:
        """Whether the address is waiting or was visited."""
        return key(url) in self._waiting or key(url) in self._done

    def take(self) -> Candidate | None:
        """The best address that would still teach something; None when there is none."""
        worthwhile = {
            name: entry for name, entry in self._waiting.items() if self.book.would_teach(entry[1].url)
        }
        if not worthwhile:
            return None
        name = min(worthwhile, key=lambda name: self.rank(*worthwhile[name]))
        del self._waiting[name]
        self._done.add(name)
        return worthwhile[name][1]

    def put_back(self, candidate: Candidate) -> None:
        """Let an address wait again that was taken and not visited."""
        self._done.discard(key(candidate.url))
        self._waiting[key(candidate.url)] = (0, candidate)

    def left(self) -> tuple[Candidate, ...]:
        """The addresses that still wait, in the order in which they were found."""
        return tuple(candidate for _, candidate in sorted(self._waiting.values(), key=lambda entry: entry[0]))

    def rank(self, order: int, candidate: Candidate) -> Rank:
        """Where an address stands in the queue."""
        text = words(f"{candidate.label} {relative(candidate.url)}")
        return Rank(
            held_back=candidate.purpose in AFTER_ADDING and not self.carted,
            known_shape=self.book.visits(candidate.url),
            off_goal=-len(text & self.goal),
            minor=is_minor(candidate),
            worth=_WORTH.index(candidate.purpose) if candidate.purpose in _WORTH else len(_WORTH),
            depth=candidate.depth,
            tie=self._tie(candidate),
            order=order,
        )

    def _tie(self, candidate: Candidate) -> str:
        if not self.seed:
            return ""
        text = f"{self.seed} {relative(candidate.url)}"
        return hashlib.sha256(text.encode()).hexdigest()[:8]
