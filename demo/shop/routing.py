"""The shape in which pages name their handlers."""

from collections.abc import Awaitable, Callable

from starlette.responses import Response

from demo.shop.visit import Visit

Handler = Callable[[Visit], Awaitable[Response]]
Rows = tuple[tuple[str, str, Handler], ...]  # methods, route, handler
