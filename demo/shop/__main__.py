"""Serve the shop: `python -m demo.shop --port 8000`, or this file by its path from wherever it was put."""

import argparse
import os
import signal
import socket
import sys
import threading
import types
from pathlib import Path
from typing import NoReturn

if not __package__:
    # Run by path, perhaps from a folder of another name inside a wheel: give the package its own name back.
    _HERE = Path(__file__).resolve().parent
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != _HERE]
    _demo = types.ModuleType("demo")
    _demo.__path__ = [str(_HERE.parent)]
    sys.modules["demo"] = _demo

import uvicorn
from typing_extensions import override  # in typing from Python 3.12

from demo.shop.app import create_app
from demo.shop.faults import FAULTS, NAMES, suggestion
from demo.shop.seed import DEMO_LOGINS, LOCKED_LOGINS
from demo.shop.settings import Settings


class _Server(uvicorn.Server):
    """A server that says where it answers, once it does."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(f"READY {self._address}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="demo shop", description="Serve the demo shop on 127.0.0.1.")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on; 0 picks a free one")
    parser.add_argument(
        "--version", choices=("base", "head"), default="base", help="head: a pull request's variant"
    )
    parser.add_argument(
        "--skin", choices=("1", "2"), default="1", help="2: other words, routes and order, in German"
    )
    parser.add_argument("--fault", metavar="NAME", help="plant one bug; see --list-faults")
    parser.add_argument(
        "--list-faults", action="store_true", help="print the bugs that can be planted, and end"
    )
    parser.add_argument("--until-stdin-ends", action="store_true", help=argparse.SUPPRESS)
    return parser


def _refuse(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise SystemExit(2)


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        listener.close()
        _refuse(f"demo shop: cannot listen on 127.0.0.1:{port}: {error}. Try --port 0.")
    return listener


def main(argv: list[str] | None = None) -> int:
    """Serve until told to stop."""
    chosen = _parser().parse_args(argv)
    if chosen.list_faults:
        for fault in FAULTS:
            print(f"{fault.name}  {fault.breaks}")
        return 0
    if chosen.fault is not None and chosen.fault not in NAMES:
        close = suggestion(chosen.fault)
        hint = f" Did you mean {close!r}?" if close else " See --list-faults."
        _refuse(f"demo shop: no fault is called {chosen.fault!r}.{hint}")
    app = create_app(Settings(version=chosen.version, skin=chosen.skin, fault=chosen.fault))
    listener = _listen(chosen.port)
    login, locked = DEMO_LOGINS[chosen.skin], LOCKED_LOGINS[chosen.skin]
    print(f"Sign in as {login.email} with {login.secret} (staff and customer).", file=sys.stderr)
    print(f"{locked.email} with {locked.secret} is locked out.", file=sys.stderr, flush=True)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, ws="none", timeout_graceful_shutdown=2
    )
    server = _Server(config, f"http://127.0.0.1:{listener.getsockname()[1]}")
    _stop_in_order(server)
    if chosen.until_stdin_ends:
        threading.Thread(target=_stop_without_parent, args=(server,), daemon=True).start()
    server.run(sockets=[listener])
    listener.close()
    return 0


def _stop_in_order(server: uvicorn.Server) -> None:
    """Uvicorn raises the signal again when it has ended; ending in order was the answer to it already."""

    def stop(_number: int, _frame: types.FrameType | None) -> None:
        server.should_exit = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def _stop_without_parent(server: uvicorn.Server) -> None:
    """Whoever started us holds the other end: it closes when that one dies, even by a kill."""
    # Not sys.stdin: its lock, held by this thread, would hold up the end of the interpreter.
    while os.read(0, 1024):
        pass
    server.should_exit = True


if __name__ == "__main__":
    raise SystemExit(main())
