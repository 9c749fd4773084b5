"""Whether anything answers at an address, asked before a hundred tests wait for it in vain."""

import asyncio
import socket
import urllib.request
from urllib.parse import urlsplit

from agents.errors import UnreachableError

_PORTS = {"http": 80, "https": 443}
_CONNECT_TIMEOUT_S = 15.0


async def reach(url: str) -> None:
    """Connect once. Behind a proxy nothing is asked: only the browser knows its ways.

    Raises:
        UnreachableError: the host is unknown, refuses the connection, or does not answer in time.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if urllib.request.getproxies().get(parts.scheme) and not urllib.request.proxy_bypass(host):
        return
    try:
        async with asyncio.timeout(_CONNECT_TIMEOUT_S):
            _, writer = await asyncio.open_connection(host, parts.port or _PORTS.get(parts.scheme, 80))
    except socket.gaierror as error:
        raise UnreachableError(
            f"the host {host} is unknown", "Check the spelling, or whether a VPN is needed."
        ) from error
    except (OSError, TimeoutError) as error:
        raise UnreachableError(
            f"{parts.netloc} {_how(error)}", "Is the application running, and on this port?"
        ) from error
    writer.close()


def _how(error: OSError) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "refuses the connection"
    late = isinstance(error, TimeoutError)
    return "does not answer" if late else f"cannot be reached ({error.strerror or error})"
