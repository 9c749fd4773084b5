"""What may not stand in a committed file: where packages come from, and one person's machine."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = [
    "requirements.lock",
    "agents/execution/node/node-wheel.lock",
    "agents/execution/node/package-lock.json",
]

# Written so that they do not match themselves, because this file is committed too.
REGISTRIES = re.compile(r"registry[.]npmjs|registry[.]yarnpkg|pypi[.]org|python[h]osted")
MACHINE_PATHS = re.compile(r"(?<![\w.:/}])/(?:[r]oot|[w]ork|[h]ome/\w+|[U]sers/\w+)/[\w.]")
INDEX = re.compile(r"https?:|index-url|find-links|\"resolved\"")


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def hits(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in committed():
        if not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_hold_no_addresses(lock: str) -> None:
    assert INDEX.findall((ROOT / lock).read_text()) == []


def test_no_file_names_a_registry() -> None:
    assert hits(REGISTRIES) == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert hits(MACHINE_PATHS) == []


def test_the_patterns_notice() -> None:
    assert MACHINE_PATHS.search('x = "' + "/ho" + 'me/me/file"')
    assert MACHINE_PATHS.search("see " + "/wo" + "rk/main")
    assert not MACHINE_PATHS.search("https://example.test/ho" + "me/me/file")
    assert REGISTRIES.search("https://py" + "pi.org/simple")


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    names = {re.split(r"[\s\[<>=~!;]", line)[0].lower().replace("_", "-") for line in wanted}
    assert sorted(names - locked) == [], "run `make lock`"


def test_every_locked_package_has_a_hash() -> None:
    for lock in LOCKS[:2]:
        lines = (ROOT / lock).read_text().splitlines()
        pinned = [number for number, line in enumerate(lines) if re.match(r"^\S+==", line)]
        assert pinned
        assert all("--hash=sha256:" in lines[number + 1] for number in pinned)
    packages = json.loads((ROOT / LOCKS[2]).read_text())["packages"]
    assert all("integrity" in entry for name, entry in packages.items() if name)


def test_both_sides_have_the_same_playwright() -> None:
    python_side = re.search(r"^playwright==(\d+\.\d+)", (ROOT / LOCKS[0]).read_text(), re.MULTILINE)
    packages = json.loads((ROOT / LOCKS[2]).read_text())["packages"]
    assert python_side is not None
    assert packages["node_modules/@playwright/test"]["version"].startswith(f"{python_side[1]}.")
