"""What the server answered while the steps of a scenario were done: its errors, and what it turned down."""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from urllib.parse import quote, quote_plus

from playwright.async_api import BrowserContext, Request, Response, WebSocket
from playwright.async_api import Error as PlaywrightError

from agents.browser.addresses import origin, same_site
from agents.browser.methods import SAFE_METHODS
from agents.browser.patterns import place_of
from agents.domain.spec import ServerFailure

_TAKEN, _LEADS_ON, _CLIENT_ERROR, _SERVER_ERROR = 200, 300, 400, 500
_SENDS = frozenset(("document", "fetch", "xhr"))


class Answers:
    """Listens to the answers that one context gets."""

    def __init__(self, known: Collection[tuple[str, str]] = ()) -> None:
        """`known` are methods and places whose failing was told already and has nothing to do with this."""
        self._known = known
        self._failures: set[ServerFailure] = set()
        self._sent: dict[tuple[str, str], int] = {}
        self._taken = self._wrote = False
        self._changed = self._kept = False

    @property
    def changed(self) -> bool:
        """Whether anything written was answered without an error, since it was last cleared."""
        return self._changed

    @property
    def kept(self) -> bool:
        """Whether the server took anything that a person typed, since it was last cleared."""
        return self._kept

    @property
    def failures(self) -> tuple[ServerFailure, ...]:
        """Answers of the target's own origin that say that the server failed, in a reproducible order."""
        return tuple(sorted(self._failures, key=lambda one: (one.path, one.method, one.status)))

    @property
    def refusal(self) -> int | None:
        """The status by which what was sent since `forget` is refused, if it is; a second try may succeed."""
        return next((one for one in self._sent.values() if _CLIENT_ERROR <= one < _SERVER_ERROR), None)

    @property
    def taken(self) -> bool:
        """Whether the server took what a person typed and sent since `forget`, and refused nothing.

        A script learns it by a 2xx. A form that a document answers is taken when it leads on: the page itself
        again would be how it is given back to be mended.
        """
        return self._taken and self.refusal is None

    @property
    def wrote(self) -> bool:
        """Whether anything was sent since `forget` that could be stored: more than a question.

        What goes through an open socket counts where it holds what a person typed.
        """
        return self._wrote

    def forget(self) -> None:
        """What was sent before is no longer of interest; failures stay."""
        self._sent.clear()
        self._taken = self._wrote = False

    def clear(self) -> None:
        """Nothing that was heard before is of interest any more."""
        self.forget()
        self._changed = self._kept = False
        self._failures.clear()

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

        def note(request: Request) -> None:
            self._note(request, site, values)

        def follow(socket: WebSocket) -> None:
            socket.on("framesent", lambda frame: self._note_frame(frame, values))

        pages = tuple(context.pages)
        context.on("response", hear)
        context.on("request", note)
        for page in pages:
            page.on("websocket", follow)
        try:
            yield
        finally:
            context.remove_listener("response", hear)
            context.remove_listener("request", note)
            for page in pages:
                page.remove_listener("websocket", follow)

    def _note(self, request: Request, site: str, values: Collection[str]) -> None:
        if request.method in SAFE_METHODS or request.resource_type not in _SENDS:
            return
        # A form may be sent to a service that collects them.
        self._wrote = self._wrote or same_site(request.url, site) or _carries(request, values)

    def _note_frame(self, frame: str | bytes, values: Collection[str]) -> None:
        body = frame.encode() if isinstance(frame, str) else frame
        self._wrote = self._wrote or _holds(body, values)

    def _hear(self, response: Response, site: str, values: Collection[str]) -> None:
        request = response.request
        if response.status >= _SERVER_ERROR and origin(response.url) == origin(site):
            path = place_of(response.url, values)
            if (request.method, path) not in self._known:
                self._failures.add(ServerFailure(method=request.method, path=path, status=response.status))
        if same_site(response.url, site) and _sends(response):
            self._sent[request.method, response.url] = response.status
            taken = _is_taken(response) and _carries(response.request, values)
            self._taken, self._kept = self._taken or taken, self._kept or taken
            writes = request.method not in SAFE_METHODS and response.status < _CLIENT_ERROR
            self._changed = self._changed or writes


def _is_taken(response: Response) -> bool:
    request = response.request
    least = _LEADS_ON if request.resource_type == "document" else _TAKEN
    return request.method not in SAFE_METHODS and least <= response.status < _CLIENT_ERROR


def _carries(request: Request, values: Collection[str]) -> bool:
    """Whether something that was typed is in what was sent: pages send notes of their own too."""
    return _holds(request.post_data_buffer or b"", values)


def _holds(body: bytes, values: Collection[str]) -> bool:
    forms = [form for one in values if one.strip() for form in (one, quote(one), quote_plus(one))]
    return any(form.encode() in body or json.dumps(form)[1:-1].encode() in body for form in forms)


def _sends(response: Response) -> bool:
    """Whether it answers what a person sends: something written, or a request for the page itself."""
    request = response.request
    if request.resource_type not in _SENDS:
        return False
    try:
        loads = request.is_navigation_request() and request.frame.parent_frame is None
    except PlaywrightError:
        loads = False  # The frame is not there yet, or not any more.
    return loads or request.method not in SAFE_METHODS
