"""The real Node-side tools judge specs: what is good passes, what is wrong is named."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from agents.execution.toolchain import Toolchain, ensure_toolchain
from app.settings import Settings

GOOD = """import { expect, test } from '@playwright/test';

test('shows its heading', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
});
"""

pytestmark = [pytest.mark.node, pytest.mark.xdist_group("node")]


@pytest.fixture(scope="module")
def tools() -> Toolchain:
    settings = Settings.from_process()
    return ensure_toolchain(settings.cache_dir, settings.variables)


def run(tools: Toolchain, command: tuple[str, ...], folder: Path) -> subprocess.CompletedProcess[str]:
    environ = tools.environment(os.environ)
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True)


def lint(tools: Toolchain, folder: Path) -> subprocess.CompletedProcess[str]:
    settings = str(tools.root / "eslint.config.mjs")
    return run(tools, (*tools.eslint, "--config", settings, "--max-warnings", "0", "."), folder)


def check_types(tools: Toolchain, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "node_modules").symlink_to(tools.node_modules)
    settings = {"extends": str(tools.root / "tsconfig.json"), "include": ["*.ts"]}
    (folder / "tsconfig.json").write_text(json.dumps(settings))
    return run(tools, (*tools.tsc, "-p", "tsconfig.json"), folder)


def test_playwright_has_the_version_of_the_lock_file(tools: Toolchain, tmp_path: Path) -> None:
    wanted = json.loads((tools.root / "package.json").read_text())["dependencies"]["@playwright/test"]
    assert run(tools, (*tools.playwright, "--version"), tmp_path).stdout.strip() == f"Version {wanted}"


def test_a_good_spec_passes(tools: Toolchain, tmp_path: Path) -> None:
    (tmp_path / "good.spec.ts").write_text(GOOD)
    linted = lint(tools, tmp_path)
    assert linted.returncode == 0, linted.stdout
    typed = check_types(tools, tmp_path)
    assert typed.returncode == 0, typed.stdout


def test_a_fixed_sleep_is_named(tools: Toolchain, tmp_path: Path) -> None:
    (tmp_path / "sleep.spec.ts").write_text(
        GOOD.replace("await page.goto('/');", "await page.waitForTimeout(5);")
    )
    assert "playwright/no-wait-for-timeout" in lint(tools, tmp_path).stdout


def test_a_wrong_name_is_named(tools: Toolchain, tmp_path: Path) -> None:
    (tmp_path / "wrong.spec.ts").write_text(GOOD.replace("page.goto", "page.gotoo"))
    assert "TS2551" in check_types(tools, tmp_path).stdout
