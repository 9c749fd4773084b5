"""Send secret request headers to the target's own origin, and nowhere else, redirects included.

Playwright copies the headers of a continued request to every hop of a redirect, to other sites as well, and
does not show those hops to a router. So redirects are looked at here before the browser follows them.
"""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin, urlsplit

from playwright.async_api import APIResponse, Request, Route
from playwright.async_api import Error as PlaywrightError

from agents.domain.target import Header

_MOST_HOPS = 10
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_READING = frozenset(("GET", "HEAD"))
_STREAMS = frozenset(("eventsource", "websocket", "media"))


def origin_of(url: str) -> str:
    """Scheme, host and port of an address, in lower case and without a default port."""
    parts = urlsplit(url)
    default = {"http": 80, "https": 443}.get(parts.scheme)
    port = "" if parts.port in (None, default) else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname or ''}{port}"


class OwnHeaders:
    """Headers for one origin."""

    def __init__(self, headers: Sequence[Header], origin: str) -> None:
        self._own = {header.name.lower(): header.value.get_secret_value() for header in headers}
        self._origin = origin_of(origin)

    def concern(self, request: Request) -> bool:
        """Whether this request goes to the origin that the headers are for."""
        return bool(self._own) and origin_of(request.url) == self._origin

    async def send(self, route: Route, request: Request) -> None:
        """Let a request to the own origin go with the headers, and no hop to another one with them."""
        headers = {**request.headers, **self._own}
        if request.resource_type in _STREAMS:
            await route.continue_(headers=headers)
            return
        try:
            response = await route.fetch(headers=headers, max_redirects=0)
            target = self._target(request.url, response)
            if target is None:
                await route.fulfill(response=response)
            elif request.is_navigation_request():
                await self._redirect(route, request, headers, target)
            else:
                await self._follow(route, headers, target)
        except PlaywrightError:
            await route.abort("failed")

    def _target(self, url: str, response: APIResponse) -> str | None:
        location = response.headers.get("location")
        return urljoin(url, location) if response.status in _REDIRECTS and location else None

    async def _redirect(
        self, route: Route, request: Request, headers: Mapping[str, str], target: str
    ) -> None:
        """A document moved. Within the origin the browser goes there itself, with the headers."""
        last = await self._last(route, headers, target)
        if last is not None:
            await route.fulfill(status=302, headers={"location": last})
        elif request.method in _READING:
            await route.continue_(headers=dict(headers))
        else:
            # What was sent must not be sent twice; the page that it leads to is a request of its own.
            body = f"<script>location.replace({json.dumps(target).replace('<', chr(92) + 'u003c')})</script>"
            await route.fulfill(status=200, content_type="text/html", body=body)

    async def _follow(self, route: Route, headers: Mapping[str, str], target: str) -> None:
        """A script's request moved: the answer at the end of the hops, or the first hop to another origin."""
        last = await self._last(route, headers, target)
        if last is not None:
            await route.fulfill(status=302, headers={"location": last})
            return
        await route.fulfill(
            response=await route.fetch(
                url=target, method="GET", headers=dict(headers), max_redirects=_MOST_HOPS
            )
        )

    async def _last(self, route: Route, headers: Mapping[str, str], target: str) -> str | None:
        """The first address of another origin on the way, or one too far to know; None when all hops stay."""
        for _ in range(_MOST_HOPS):
            if origin_of(target) != self._origin:
                return target
            response = await route.fetch(url=target, method="GET", headers=dict(headers), max_redirects=0)
            following = self._target(target, response)
            if following is None:
                return None
            target = following
        return target
