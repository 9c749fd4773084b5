"""An installed wheel can do what a checkout can: everything it needs travels in it."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UV = Path(sys.executable).parent / "uv"
NODE_FILES = {path.name for path in (ROOT / "agents" / "execution" / "node").iterdir() if path.is_file()}
DIAGNOSE = """
from app.doctor import render_json, run_checks
from app.settings import Settings
print(render_json(run_checks(Settings.from_process())))
"""

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [UV, "build", "--quiet", "--wheel", "--no-build-isolation", "--python", sys.executable]
    subprocess.run([*command, "--out-dir", folder], cwd=ROOT, check=True)
    return next(folder.glob("greenroom-*.whl"))


def test_it_carries_what_is_not_python(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"agents/execution/node/{name}" for name in NODE_FILES} <= names
    assert "app/_demo/__init__.py" in names
    assert "agents/py.typed" in names
    assert not any("node_modules" in name or name.startswith(("tests/", "demo/")) for name in names)


def test_it_works_in_an_empty_place(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, tmp_path / "venv"], check=True)
    python = tmp_path / "venv" / "bin" / "python"
    lock = ROOT / "requirements.lock"
    subprocess.run(
        [UV, "pip", "install", "--quiet", "--python", python, "--constraint", lock, wheel], check=True
    )
    assert (tmp_path / "venv" / "bin" / "greenroom").is_file()
    answer = subprocess.run(
        [python, "-c", DIAGNOSE], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    found = {check["name"]: check for check in json.loads(answer.stdout)["checks"]}
    assert found["Node packages"]["status"] == "ok"
    assert found["Playwright's driver"]["status"] == "ok"
