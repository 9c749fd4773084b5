"""Install an application from its registry into a cache, build it, fill it and serve it on loopback."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.observation.models import BadFileError, Case
from benchmarks.serving import make_venv, wait_until_up

CACHE = Path.home() / ".cache/greenroom-benchmarks/observation"
_UP_S = 180


@contextlib.contextmanager
def served(case: Case, cache: Path = CACHE) -> Iterator[str]:
    """The address (scheme, host and port) of the running application; ended and tidied up afterwards.

    Raises:
        BadFileError: its folder to serve is not there after the build.
        RuntimeError: it ends or stays silent; its log is quoted.
        subprocess.CalledProcessError: installing, building or seeding fails.
    """
    home = cache / case.app.name
    prepared(case, home)
    folder = Path(tempfile.mkdtemp(prefix=f"run-{os.getpid()}-", dir=home))
    try:
        with _running(case, home, folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prepared(case: Case, home: Path) -> None:
    """Install and build what is not there yet. Others may ask for the same at once."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _install(case, home)
        _build(case, home)


def _install(case: Case, home: Path) -> None:
    app = case.app
    wanted = "\n".join(app.packages)
    stamp = home / "installed"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    if app.registry == "pypi":
        shutil.rmtree(home / "venv", ignore_errors=True)
        make_venv(home / "venv", app.packages)
    elif app.packages:
        (home / "package.json").write_text('{"private": true}', encoding="utf-8")
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error"]
        subprocess.run([*command, *app.packages], cwd=home, check=True, stdout=sys.stderr)
    stamp.write_text(wanted, encoding="utf-8")


def _build(case: Case, home: Path) -> None:
    app = case.app
    sources = [path for path in sorted(case.sources.rglob("*")) if path.is_file() and _is_source(path)]
    stamp = home / "built"
    wanted = hashlib.sha256("\n".join(app.packages).encode())
    for path in sources:
        wanted.update(str(path.relative_to(case.sources)).encode() + path.read_bytes())
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted.hexdigest():
        return
    for path in sources:
        target = home / path.relative_to(case.sources)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for command in app.build:
        words = [_filled(word, home, home, 0) for word in command]
        subprocess.run(words, cwd=home, check=True, stdout=sys.stderr)
    stamp.write_text(wanted.hexdigest(), encoding="utf-8")


def _is_source(path: Path) -> bool:
    return not {"node_modules", "__pycache__"} & set(path.parts)


@contextlib.contextmanager
def _running(case: Case, home: Path, folder: Path) -> Iterator[str]:
    port = free_port()
    environ = {**os.environ, "NODE_PATH": str(home / "node_modules")}
    environ |= {key: _filled(value, home, folder, port) for key, value in case.app.serve.env.items()}
    if case.app.seed:
        seed = home / case.app.seed
        python = home / "venv/bin/python"
        runner = (
            "node"
            if seed.suffix in (".js", ".mjs", ".cjs")
            else str(python if python.exists() else sys.executable)
        )
        subprocess.run(
            [runner, str(seed), str(folder)], cwd=folder, env=environ, check=True, stdout=sys.stderr
        )
    log = folder / "server.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            _command(case, home, folder, port), cwd=folder, env=environ, stdout=out, stderr=out
        )
        try:
            try:
                wait_until_up(f"http://127.0.0.1:{port}{case.app.path}", server, _UP_S)
            except RuntimeError as error:
                told = log.read_text(encoding="utf-8", errors="replace")[-2000:]
                raise RuntimeError(f"{case.app.name}: {error}\n{told}") from None
            yield f"http://127.0.0.1:{port}"
        finally:
            _end(server)


def _command(case: Case, home: Path, folder: Path, port: int) -> list[str]:
    serve = case.app.serve
    if serve.static is None:
        return [_filled(word, home, folder, port) for word in serve.command]
    static = Path(_filled(serve.static, home, folder, port))
    static = static if static.is_absolute() else home / static
    if not static.is_dir():
        raise BadFileError(f"{case.app.name}: there is no folder {static} to serve")
    return [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(static)]


def _filled(text: str, home: Path, folder: Path, port: int) -> str:
    places = {
        "venv": home / "venv",
        "port": port,
        "folder": folder,
        "packages": home / "node_modules",
        "home": home,
    }
    for name, value in places.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def free_port() -> int:
    """One that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
