"""Whether anything answers at an address."""

import asyncio
import socket

import pytest

from agents.errors import UnreachableError
from app.runner import reach as module
from app.runner.reach import reach

PROXIES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_what_answers_is_reached() -> None:
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    async with server:
        await reach(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/app")


async def test_a_closed_port_refuses() -> None:
    port = free_port()
    with pytest.raises(UnreachableError, match=rf"^127\.0\.0\.1:{port} refuses the connection$") as caught:
        await reach(f"http://127.0.0.1:{port}")
    assert "running" in caught.value.advice


async def test_an_unknown_host() -> None:
    with pytest.raises(UnreachableError, match=r"^the host nosuch\.invalid is unknown$"):
        await reach("https://nosuch.invalid/")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(113, "No route to host"), r"cannot be reached \(No route to host\)"),
        (None, "does not answer"),
    ],
)
async def test_other_ways_of_not_answering(
    monkeypatch: pytest.MonkeyPatch, error: OSError | None, words: str
) -> None:
    async def connect(host: str, port: int) -> None:
        assert (host, port) == ("app.test", 443)
        if error is not None:
            raise error
        await asyncio.Event().wait()

    monkeypatch.setattr(module.asyncio, "open_connection", connect)
    monkeypatch.setattr(module, "_CONNECT_TIMEOUT_S", 0.01)
    with pytest.raises(UnreachableError, match=f"^app\\.test {words}$"):
        await reach("https://app.test/")


async def test_behind_a_proxy_only_the_browser_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.test:3128")
    await reach("http://nosuch.invalid/")
