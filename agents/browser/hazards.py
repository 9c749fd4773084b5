"""What pages do unasked: dialogs, downloads, new windows, crashes, errors. Recorded, and kept from harm."""

import asyncio
import re
from collections.abc import Coroutine, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from playwright.async_api import ConsoleMessage, Dialog, Download, Page, Response
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request as Sent

from agents.browser.addresses import origin, relative, same_site
from agents.browser.bounded import CLOSE_S, at_most
from agents.browser.methods import SAFE_METHODS
from agents.domain.page import Request

_TEXT_LIMIT = 500
_DATA = frozenset(("document", "fetch", "xhr"))
_OWN_DOING = "ERR_BLOCKED_BY_CLIENT"
_NEW_WINDOW_MS = 1_500
_CLIENT_ERROR, SERVER_ERROR = 400, 500
_RESOURCE = "Failed to load resource"
_ANSWERED = re.compile(r"the server responded with a status of [45]\d\d")
"""How Chromium notes such an answer: as an error of the page, even when refusing is what it should do."""


class Complaint(NamedTuple):
    """A console error or an uncaught exception."""

    kind: str
    text: str


class Failure(NamedTuple):
    """A 5xx answer of the target."""

    method: str
    path: str
    status: int


@dataclass(frozen=True)
class Facts:
    """What happened on a page since it was last asked, in a reproducible order."""

    requests: tuple[Request, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    failures: tuple[Failure, ...] = ()
    dialogs: tuple[str, ...] = ()
    downloads: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()
    count: int = 0

    def with_windows(self, later: "Facts") -> "Facts":
        """These facts, with the windows, downloads and dialogs of a moment later."""
        return replace(
            self,
            dialogs=self.dialogs + later.dialogs,
            downloads=self.downloads + later.downloads,
            windows=self.windows + later.windows,
            complaints=tuple(sorted({*self.complaints, *later.complaints})),
            failures=tuple(sorted({*self.failures, *later.failures})),
            count=self.count + later.count,
        )

    @property
    def wrote(self) -> bool:
        """Whether a request that changes something was answered without an error."""
        return any(
            request.method not in SAFE_METHODS and request.status is not None and request.status < 400
            for request in self.requests
        )


@dataclass
class _Notes:
    requests: set[tuple[str, str, int, str]] = field(default_factory=set)
    complaints: dict[Complaint, str] = field(default_factory=dict)
    """With the address of the resource that could not be loaded, if that is what it is about."""
    failures: set[Failure] = field(default_factory=set)
    dialogs: list[str] = field(default_factory=list)
    downloads: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)
    count: int = 0


class Watch:
    """Listens to one page: dismisses native dialogs, closes new windows, keeps what it saw until asked."""

    def __init__(self, page: Page, site: str, *, patience_s: float = CLOSE_S) -> None:
        """`patience_s` is how long what the page opened may take to close."""
        self._patience_s = patience_s
        self.crashed = False
        self.document: Response | None = None
        """The last answer to a navigation of the page itself."""
        self.asked: str | None = None
        """The last address that the page itself navigated to, redirects included."""
        self.failed: str | None = None
        """How a navigation of the page itself failed after it had begun, in the words of the browser."""
        self._site = site
        self._notes = _Notes()
        self._heard: set[str] = set()
        """Addresses that refused what was written to them, or failed: these are told as what they are."""
        self._pending: set[asyncio.Task[None]] = set()
        page.on("console", self._on_console)
        page.on("pageerror", self._on_exception)
        page.on("dialog", lambda dialog: self._soon(self._on_dialog(dialog)))
        page.on("download", lambda download: self._soon(self._on_download(download)))
        page.on("popup", lambda window: self._soon(self._on_window(window)))
        page.on("crash", self._on_crash)
        page.on("request", self._on_request)
        page.on("response", self._on_response)
        page.on("requestfailed", self._on_failed)

    async def take(self) -> Facts:
        """What happened since the last call. Takes seconds at most: all that is under way has an end."""
        if self._pending:
            await asyncio.gather(*self._pending, return_exceptions=True)
        notes, self._notes = self._notes, _Notes()
        return Facts(
            requests=tuple(
                Request(method=method, path=path, status=status, resource=resource)
                for method, path, status, resource in sorted(notes.requests)
            ),
            complaints=tuple(sorted(self._real(notes.complaints))),
            failures=tuple(sorted(notes.failures)),
            dialogs=tuple(notes.dialogs),
            downloads=tuple(notes.downloads),
            windows=tuple(notes.windows),
            count=notes.count,
        )

    def _real(self, complaints: Mapping[Complaint, str]) -> Iterable[Complaint]:
        """Without refusals of what was sent, which are no error of the page, and without server errors."""
        for complaint, url in complaints.items():
            if url not in self._heard or not _ANSWERED.search(complaint.text):
                yield complaint

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type != "error" or _OWN_DOING in message.text:
            return
        place = message.location["url"] if message.text.startswith(_RESOURCE) else ""
        where = f" ({relative(place)})" if place else ""
        self._notes.complaints[Complaint("error", f"{message.text}{where}"[:_TEXT_LIMIT])] = place

    def _on_exception(self, error: PlaywrightError) -> None:
        text = f"{error.name}: {error.message}" if error.name else error.message
        self._notes.complaints[Complaint("exception", text[:_TEXT_LIMIT])] = ""

    async def _on_dialog(self, dialog: Dialog) -> None:
        self._notes.dialogs.append(f"{dialog.type}: {dialog.message}"[:_TEXT_LIMIT])
        # Dismissing `beforeunload` would keep the crawl on the page for good.
        await at_most(
            self._patience_s, dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss()
        )

    async def _on_download(self, download: Download) -> None:
        self._notes.downloads.append(download.url)
        await at_most(self._patience_s, download.cancel())

    async def _on_window(self, window: Page) -> None:
        with suppress(PlaywrightError):
            if window.url in ("", "about:blank"):
                await window.wait_for_url(
                    lambda url: url != "about:blank", wait_until="commit", timeout=_NEW_WINDOW_MS
                )
        self._notes.windows.append(window.url)
        await at_most(self._patience_s, window.close())

    def _on_crash(self, _: Page) -> None:
        self.crashed = True

    def _on_request(self, request: Sent) -> None:
        self._notes.count += 1
        if _is_document(request):
            self.asked = request.url

    def _on_failed(self, request: Sent) -> None:
        # What is cut off by the next navigation, or becomes a download, has not failed.
        if _is_document(request) and request.failure and "ERR_ABORTED" not in request.failure:
            self.failed = request.failure

    def _on_response(self, response: Response) -> None:
        request = response.request
        if _is_document(request):
            self.document = response
        path = relative(response.url).partition("?")[0]
        ours = origin(response.url) == origin(self._site)
        if request.method not in SAFE_METHODS and _CLIENT_ERROR <= response.status < SERVER_ERROR:
            self._heard.add(response.url)
        if ours and response.status >= SERVER_ERROR:
            self._notes.failures.add(Failure(request.method, path, response.status))
            self._heard.add(response.url)
        if request.resource_type in _DATA and same_site(response.url, self._site):
            self._notes.requests.add((request.method, path, response.status, request.resource_type))


def _is_document(request: Sent) -> bool:
    """Whether a request is for the page itself: not for a frame in it, nor for what it shows."""
    try:
        return request.is_navigation_request() and request.frame.parent_frame is None
    except PlaywrightError:
        return False  # The frame is not there yet, or not any more.
