"""What the server answered while the steps of a scenario were done: its errors, and what it turned down."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from playwright.async_api import BrowserContext, Response
from playwright.async_api import Error as PlaywrightError

from agents.browser.addresses import origin, same_site
from agents.browser.patterns import is_id
from agents.domain.spec import ServerFailure

_CLIENT_ERROR, _SERVER_ERROR = 400, 500
_READING = ("GET", "HEAD", "OPTIONS")
_SENDS = frozenset(("document", "fetch", "xhr"))
_VARIABLE = ":id"


class Answers:
    """Listens to the answers that one context gets."""

    def __init__(self) -> None:
        self._failures: set[ServerFailure] = set()
        self._sent: dict[tuple[str, str], int] = {}

    @property
    def failures(self) -> tuple[ServerFailure, ...]:
        """Answers of the target's own origin that say that the server failed, in a reproducible order."""
        return tuple(sorted(self._failures, key=lambda one: (one.path, one.method, one.status)))

    @property
    def refusal(self) -> int | None:
        """The status by which what was sent since `forget` is refused, if it is; a second try may succeed."""
        return next((one for one in self._sent.values() if _CLIENT_ERROR <= one < _SERVER_ERROR), None)

    def forget(self) -> None:
        """What was sent before is no longer of interest; failures stay."""
        self._sent.clear()

    @contextmanager
    def listening(self, context: BrowserContext, site: str, values: Collection[str] = ()) -> Iterator[None]:
        """Listen meanwhile.

        Args:
            context: whose pages to listen to.
            site: the address of the target.
            values: texts of this run, which name no place: a part of a path that holds one is left out.
        """

        def hear(response: Response) -> None:
            self._hear(response, site, values)

        context.on("response", hear)
        try:
            yield
        finally:
            context.remove_listener("response", hear)

    def _hear(self, response: Response, site: str, values: Collection[str]) -> None:
        request = response.request
        if response.status >= _SERVER_ERROR and origin(response.url) == origin(site):
            path = place_of(response.url, values)
            self._failures.add(ServerFailure(method=request.method, path=path, status=response.status))
        if same_site(response.url, site) and _sends(response):
            self._sent[request.method, response.url] = response.status


def _sends(response: Response) -> bool:
    """Whether it answers what a person sends: something written, or a request for the page itself."""
    request = response.request
    if request.resource_type not in _SENDS:
        return False
    try:
        loads = request.is_navigation_request() and request.frame.parent_frame is None
    except PlaywrightError:
        loads = False  # The frame is not there yet, or not any more.
    return loads or request.method not in _READING


def place_of(url: str, values: Collection[str]) -> str:
    """The path of an address with what differs from run to run left out: ids of records, and texts."""

    def varies(segment: str) -> bool:
        text = unquote(segment).casefold()
        return is_id(segment) or any(value.casefold() in text for value in values if value.strip())

    return "/".join(_VARIABLE if varies(one) else one for one in (urlsplit(url).path or "/").split("/"))
