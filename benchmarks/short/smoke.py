"""The peer that delivered specs are measured against: what a team writes in ten minutes and calls tested.

Every page that was seen is opened; it must answer, have a title, and throw nothing. It is given the same page
map, so what it does not catch is not for want of knowing the application.
"""

import json

_TEST = """\
test({title}, async ({{ page }}) => {{
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(String(error)));
  const response = await page.goto({path});
  expect(response?.status() ?? 0).toBeLessThan(400);
  await expect(page).toHaveTitle(/\\S/);
  expect(thrown).toEqual([]);
}});
"""


def smoke_spec(paths: list[str]) -> str:
    """One spec file with a test for each path."""
    tests = (_TEST.format(title=json.dumps(f"opens {path}"), path=json.dumps(path)) for path in paths)
    return "\n".join(("import { expect, test } from '@playwright/test';\n", *tests))
