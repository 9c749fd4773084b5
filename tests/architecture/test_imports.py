"""The import contracts of pyproject.toml hold, and would notice if they did not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINTER, "--no-cache"], cwd=folder, capture_output=True, text=True)


def test_the_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("path", "statement", "broken"),
    [
        ("agents/domain/x.py", "import app.settings", "agents know nothing of the product around them"),
        ("app/x.py", "import demo.shop", "the demo is run, never imported"),
        ("agents/domain/x.py", "import agents.execution.toolchain", "one way of dependence inside agents"),
        ("agents/analysis/x.py", "import agents.evolution", "one way of dependence inside agents"),
        ("agents/browser/x.py", "import agents.execution", "one way of dependence inside agents"),
        ("app/x.py", "import playwright.sync_api", "playwright is driven in"),
        ("agents/evolution/x.py", "import openai", "openai has one home"),
        ("app/web/x.py", "import githubkit", "githubkit has one home"),
        ("app/web/x.py", "import sqlalchemy.orm", "sqlalchemy has one home"),
        ("app/web/x.py", "import arq", "arq has one home"),
    ],
)
def test_the_contracts_notice(tmp_path: Path, path: str, statement: str, broken: str) -> None:
    """A contract about packages that do not exist yet must still bite on the day they do."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for existing in (
        "app/settings.py",
        "agents/execution/toolchain.py",
        "agents/evolution/__init__.py",
        path,
    ):
        (tmp_path / existing).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / existing).touch()
    (tmp_path / path).write_text(statement)
    for folder in {
        parent for file in tmp_path.rglob("*.py") for parent in file.relative_to(tmp_path).parents
    }:
        if folder != Path():
            (tmp_path / folder / "__init__.py").touch()
    result = lint(tmp_path)
    assert result.returncode == 1
    assert any(line.startswith(broken) and "BROKEN" in line for line in result.stdout.splitlines()), (
        result.stdout
    )


@pytest.mark.parametrize(
    ("path", "statement"),
    [
        ("agents/browser/x.py", "import playwright.sync_api"),
        ("agents/execution/__init__.py", "import playwright.sync_api"),
        ("agents/llm/x.py", "import openai"),
        ("app/db/x.py", "import sqlalchemy.orm"),
        ("agents/orchestration/x.py", "import agents.evolution"),
    ],
)
def test_what_is_allowed_is_allowed(tmp_path: Path, path: str, statement: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for existing in ("app/__init__.py", "agents/__init__.py", "agents/evolution/__init__.py"):
        (tmp_path / existing).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / existing).touch()
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).parent.joinpath("__init__.py").touch()
    (tmp_path / path).write_text(statement)
    result = lint(tmp_path)
    assert result.returncode == 0, result.stdout
