"""Small sites on loopback for browser tests: pages as text, answers as values, every request noted."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs

from agents.browser.explorer import observe
from agents.browser.launch import BrowserHost
from agents.browser.record import MapRecord
from agents.domain.page import PageMap
from agents.domain.target import Access, Limits, RunRequest, Safety, UrlTarget
from tests.fakes.stores import FakeArtefacts


@dataclass
class Asked:
    """A request that reached the server."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    form: dict[str, str]

    @property
    def signed_in(self) -> bool:
        """Whether it carries the cookie of the session."""
        return "session=yes" in self.headers.get("cookie", "")


@dataclass
class Answer:
    """What the server gives."""

    body: str | bytes = ""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    drop: bool = False


Route = str | Answer | Callable[[Asked], "str | Answer"]


@dataclass
class Site:
    """A running server."""

    url: str
    routes: dict[str, Route]
    asked: list[Asked] = field(default_factory=list)

    def methods(self, path: str) -> list[str]:
        """The methods with which a path was asked for, in order."""
        return [one.method for one in self.asked if one.path == path]


def page(body: str, title: str = "Test page") -> str:
    """A document."""
    return f'<!doctype html><html lang="en"><head><title>{title}</title></head><body>{body}</body></html>'


def redirect(to: str, **headers: str) -> Answer:
    """An answer that leads elsewhere."""
    return Answer(
        status=303, headers={"location": to, **{k.replace("_", "-"): v for k, v in headers.items()}}
    )


@asynccontextmanager
async def serve(routes: dict[str, Route], host: str = "127.0.0.1") -> AsyncIterator[Site]:
    """Serve these paths on a free port; one that ends in `*` answers all below it; others are 404."""
    site = Site("", routes)
    server = await asyncio.start_server(lambda reader, writer: _talk(site, reader, writer), host, 0)
    site.url = f"http://{host}:{server.sockets[0].getsockname()[1]}/"
    try:
        yield site
    finally:
        server.close()


async def _talk(site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        asked = await _read(reader)
        if asked is not None:
            site.asked.append(asked)
            await _give(_answer(site.routes, asked), writer)
    except ConnectionError:
        pass
    finally:
        writer.close()


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    try:
        first_byte = await reader.readexactly(1)
        if not first_byte.isalpha():
            return None  # Somebody speaks TLS.
        head = (first_byte + await reader.readuntil(b"\r\n\r\n")).decode()
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.strip().split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    body = (await reader.readexactly(int(headers.get("content-length", "0")))).decode("utf-8", "replace")
    path, _, query = target.partition("?")
    form = {name: values[0] for name, values in parse_qs(body).items()}
    return Asked(method, path, query, headers, form)


def _answer(routes: dict[str, Route], asked: Asked) -> Answer:
    route = routes.get(asked.path)
    if route is None:
        stars = sorted((path for path in routes if path.endswith("*")), key=len, reverse=True)
        route = next((routes[path] for path in stars if asked.path.startswith(path[:-1])), None)
    found = route(asked) if callable(route) else route
    if found is None:
        return Answer(page("Not found"), 404)
    return Answer(found) if isinstance(found, str) else found


async def _give(answer: Answer, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(answer.delay_s)
    if answer.drop:
        return
    body = answer.body.encode() if isinstance(answer.body, str) else answer.body
    headers = {
        "content-type": answer.type,
        "content-length": str(len(body)),
        "connection": "close",
        **answer.headers,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"HTTP/1.1 {answer.status} X\r\n{lines}\r\n".encode() + body)
    await writer.drain()


class Said:
    """Progress that is kept."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def stage(self, name: str, state: str) -> None:
        """Keep a stage."""
        self.notes.append(f"{name} {state}")

    def note(self, name: str, text: str, **counts: int) -> None:
        """Keep a note."""
        self.notes.append(text)


class Ticking:
    """A clock whose time passes by itself, by `step` seconds each time it is read."""

    def __init__(self, step: float = 0.0) -> None:
        self._step = step
        self._now = 0.0

    def now(self) -> datetime:
        """A fixed day."""
        return datetime(2026, 1, 1, tzinfo=UTC)

    def monotonic(self) -> float:
        """Seconds."""
        self._now += self._step
        return self._now


class Vault:
    """Secrets by name."""

    def __init__(self, **values: str) -> None:
        self._values = values

    def resolve(self, name: str) -> str:
        """The value."""
        return self._values[name]


async def crawl(
    host: BrowserHost,
    url: str,
    *,
    access: Access | None = None,
    safety: Safety = Safety.STANDARD,
    goal: str | None = None,
    seed: int = 0,
    secrets: Vault | None = None,
    shelf: FakeArtefacts | None = None,
    clock: Ticking | None = None,
    cancelled: asyncio.Event | None = None,
    record: MapRecord | None = None,
    said: Said | None = None,
    **limits: object,
) -> PageMap:
    """Observe a site with fakes for everything outside."""
    request = RunRequest(
        run_id="run",
        target=UrlTarget(url=url),
        goal=goal,
        access=access or Access(),
        limits=Limits.model_validate(limits),
        safety=safety,
        seed=seed,
    )
    return await observe(
        host,
        request,
        secrets or Vault(),
        said or Said(),
        clock or Ticking(),
        shelf,
        cancelled or asyncio.Event(),
        record=record,
    )
