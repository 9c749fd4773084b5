"""A real Chromium for the browser tests, started once, and a small server of hand-made pages."""

import os
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page
from typing_extensions import override

from agents.browser.chromium import find_chromium
from agents.browser.launch import BrowserHost, open_browser

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Answer:
    """What the server says at a path."""

    body: str = ""
    status: int = 200
    delay_s: float = 0.0
    body_delay_s: float = 0.0
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)


@dataclass(frozen=True)
class Asked:
    """A request that reached the server."""

    method: str
    path: str
    key: str | None


@dataclass
class Site:
    """A server on loopback whose answers a test fills in."""

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)


@dataclass(frozen=True)
class Chrome:
    """Where the browser is and how it is started."""

    path: str
    flags: tuple[str, ...]


def _serve(site: Site) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            site.asked.append(Asked(self.command, path, self.headers.get("x-key")))
            answer = site.answers.get(path, Answer("nothing here", 404))
            time.sleep(answer.delay_s)
            body = answer.body.encode()
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.flush()
            time.sleep(answer.body_delay_s)
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the name that http.server calls

        @override
        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site("")
    server = _serve(site)
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def other_site() -> Iterator[Site]:
    site = Site("")
    server = _serve(site)
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chrome() -> Chrome:
    """The Chromium of this machine."""
    found = find_chromium(os.environ)
    if found.path is None:
        pytest.skip("no Chromium on this machine")
    return Chrome(str(found.path), found.flags)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def host(chrome: Chrome) -> AsyncIterator[BrowserHost]:
    async with open_browser(chrome.path, chrome.flags) as host:
        yield host


@pytest_asyncio.fixture(loop_scope="session")
async def context(host: BrowserHost) -> AsyncIterator[BrowserContext]:
    async with host.context() as context:
        yield context


@pytest_asyncio.fixture(loop_scope="session")
async def page(context: BrowserContext) -> Page:
    return await context.new_page()
