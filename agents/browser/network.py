"""The safety levels held at the network: requests that a level forbids do not leave the browser."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from agents.browser.addresses import host, origin
from agents.browser.guard import may_leave
from agents.browser.methods import SAFE_METHODS
from agents.domain.page import NotDone
from agents.domain.target import Safety

_HELD = "the crawl only looks where this leads"


class Outgoing(Protocol):
    """A request that is about to leave; Playwright's `Request` is one."""

    @property
    def method(self) -> str:
        """Such as GET."""
        ...

    @property
    def url(self) -> str:
        """The whole address."""
        ...


class Blocked(NamedTuple):
    """A request that did not leave."""

    method: str
    place: str
    why: str


@dataclass
class NetworkGuard:
    """Decides for each request of a context whether it may leave, and remembers those that did not."""

    site: str
    safety: Safety
    _signing_in: bool = False
    _held: bool = False
    _blocked: Counter[Blocked] = field(default_factory=Counter)

    def check(self, method: str, url: str) -> str | None:
        """Why this request must not leave; None when it may."""
        why = may_leave(method, url, self.site, self.safety, signing_in=self._signing_in)
        if why is None and self._held and method.upper() not in SAFE_METHODS:
            why = _HELD
        if why is not None:
            ours = origin(url) == origin(self.site)
            place = url.partition("?")[0].removeprefix(origin(url)) if ours else host(url)
            self._blocked[Blocked(method.upper(), place or "/", why)] += 1
        return why

    def __call__(self, request: Outgoing) -> bool:
        """Whether this request may leave."""
        return self.check(request.method, request.url) is None

    @contextmanager
    def signing_in(self) -> Iterator[None]:
        """The sign-in request may leave meanwhile, at any level."""
        self._signing_in = True
        try:
            yield
        finally:
            self._signing_in = False

    @contextmanager
    def holding(self) -> Iterator[None]:
        """No writing request leaves meanwhile: to see where an action leads without doing it."""
        self._held = True
        try:
            yield
        finally:
            self._held = False

    @property
    def blocked(self) -> int:
        """How many requests did not leave so far."""
        return self._blocked.total()

    def not_done(self) -> tuple[NotDone, ...]:
        """What did not leave, one entry for each method and place; not what was only held on purpose."""
        return tuple(
            NotDone(
                what=f"{request.method} {request.place}",
                where=request.place,
                reason="guarded",
                detail=request.why,
            )
            for request in sorted(self._blocked)
            if request.why != _HELD
        )
