"""The applications: how each is installed, filled with a little data and started.

Knowledge of an application lives here and nowhere else; Greenroom is given an address and, where needed,
credentials.
"""

import sqlite3
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.serving import make_venv, wait_until_up

HERE = Path(__file__).parent


@dataclass(frozen=True)
class App:
    """One application under test."""

    name: str
    kind: str
    requirement: str
    port: int
    path: str
    prepare: Callable[[Path, Path], None]
    command: Callable[[Path, int], Sequence[str]]
    environ: Callable[[Path, int], Mapping[str, str]] = lambda folder, port: {}
    credentials: tuple[str, str] | None = None
    options: tuple[str, ...] = field(default=())

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}{self.path}"


def install(app: App, cache: Path) -> Path:
    """Install the application into a virtual environment of its own and return that folder."""
    return make_venv(cache / app.name / "venv", (app.requirement,))


def _script(name: str) -> Callable[[Path, Path], None]:
    def prepare(venv: Path, folder: Path) -> None:
        subprocess.run([str(venv / "bin/python"), str(HERE / name), str(folder)], check=True)

    return prepare


def _calibre_web(venv: Path, folder: Path) -> None:
    _script("seed_calibre_web.py")(venv, folder)
    # The settings database is made by the first start; then the library's folder is entered there.
    app = CALIBRE_WEB
    settings = folder / "app.db"
    process = subprocess.Popen(
        app.command(venv, app.port), cwd=folder, env=dict(app.environ(folder, app.port))
    )
    try:
        wait_until_up(app.url, process)
    finally:
        process.terminate()
        process.wait()
    with sqlite3.connect(settings) as connection:
        connection.execute("update settings set config_calibre_dir = ?", (str(folder / "library"),))


def _devices(_venv: Path, folder: Path) -> None:
    for name in ("kitchen", "porch", "garage"):
        (folder / f"{name}.yaml").write_text(
            f"esphome:\n  name: {name}\n  friendly_name: {name.title()} sensor\n"
            "esp8266:\n  board: d1_mini\nlogger:\n",
            encoding="utf-8",
        )


CALIBRE_WEB = App(
    name="calibre-web",
    kind="server-rendered, behind a sign-in",
    requirement="calibreweb==0.6.27",
    port=7603,
    path="/",
    prepare=_calibre_web,
    command=lambda venv, port: [str(venv / "bin/cps"), "-p", "app.db", "-i", "127.0.0.1", "-m"],
    environ=lambda folder, port: {"CALIBRE_DBPATH": str(folder), "CALIBRE_PORT": str(port)},
    credentials=("admin", "admin123"),
)

OPTUNA = App(
    name="optuna-dashboard",
    kind="single-page application (React, MUI)",
    requirement="optuna-dashboard==0.21.0",
    port=7602,
    path="/dashboard/",
    prepare=_script("seed_optuna.py"),
    command=lambda venv, port: [
        str(venv / "bin/optuna-dashboard"),
        "sqlite:///trials.sqlite3",
        "--host=127.0.0.1",
        f"--port={port}",
    ],
)

ESPHOME = App(
    name="esphome-dashboard",
    kind="web components with shadow DOM (Lit, Material Web)",
    requirement="esphome==2026.6.5",
    port=7601,
    path="/",
    prepare=_devices,
    command=lambda venv, port: [
        str(venv / "bin/esphome"),
        "dashboard",
        ".",
        "--address=127.0.0.1",
        f"--port={port}",
    ],
)

APPS = (CALIBRE_WEB, OPTUNA, ESPHOME)
