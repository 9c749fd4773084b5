import os
from pathlib import Path

import pytest

from agents.errors import ToolError
from agents.execution.check import Problem, lint, typecheck
from agents.execution.toolchain import NodeRuntime, NodeSource, Toolchain
from tests.node_tools import find

BAD = """import { test, expect } from '@playwright/test';

test('waits', async ({ page }) => {
  await page.gotoo('/');
  await page.waitForTimeout(500);
  expect(page).toHaveTitle('x');
});
"""


@pytest.mark.node
@pytest.mark.timeout(300)
async def test_the_tools_find_what_is_wrong_and_where() -> None:
    files = {"bad.spec.ts": BAD}
    (wrong,) = await typecheck(files, find(os.environ), os.environ)
    assert (wrong.file, wrong.line, wrong.rule) == ("bad.spec.ts", 4, "TS2551")
    linted = await lint(files, find(os.environ), os.environ)
    assert {(problem.file, problem.line, problem.rule) for problem in linted} == {
        ("bad.spec.ts", 5, "playwright/no-wait-for-timeout"),
        ("bad.spec.ts", 6, "playwright/missing-playwright-await"),
    }


def fake_tools(folder: Path, said: str, code: int) -> Toolchain:
    """Tools whose Node says one thing, whatever it is asked."""
    node = folder / "node"
    node.write_text(f"#!/bin/sh\ncat <<'END'\n{said}\nEND\nexit {code}\n", encoding="utf-8")
    node.chmod(0o755)
    (folder / "node_modules").mkdir()
    for name in ("tsconfig.json", "eslint.config.mjs"):
        (folder / name).write_text("{}")
    runtime = NodeRuntime(node=node, npm=("npm",), version="20.20.0", source=NodeSource.EXPLICIT)
    return Toolchain(runtime=runtime, root=folder)


async def test_an_error_without_a_file_is_told(tmp_path: Path) -> None:
    tools = fake_tools(tmp_path, "error TS2688: Cannot find type definition file for 'node'.\nmore", 2)
    assert await typecheck({}, tools, os.environ) == (
        Problem(file="", line=0, rule="TS2688", message="Cannot find type definition file for 'node'."),
    )


async def test_tools_that_do_not_run_are_a_tool_error(tmp_path: Path) -> None:
    tools = fake_tools(tmp_path, "Cannot find module", 1)
    with pytest.raises(ToolError, match="tsc did not run: Cannot find module"):
        await typecheck({}, tools, os.environ)
    with pytest.raises(ToolError, match="ESLint did not run: Cannot find module"):
        await lint({}, tools, os.environ)
