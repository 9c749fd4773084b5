"""Specs of a protected preview: they run as they are, and the headers stay with their own origin."""

import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from agents.domain.spec import TestResult
from agents.domain.target import Header
from agents.execution.runner import PlaywrightRunner
from tests.node_tools import runner
from tests.unit.agents.browser.site import Answer, Asked, Route, Site, page, redirect, serve

KEY = Header(name="X-Key", value=SecretStr("0pen-sesame"))

SPEC = """import { test, expect } from '@playwright/test';

test.describe('Protected', () => {
  test('pages, redirects, forms and scripts', async ({ page }) => {
    await page.goto('/old');
    await expect(page).toHaveURL('/');
    await expect(page.locator('p')).toHaveText('own theirs stream');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Done', exact: true })).toBeVisible();
    await page.goto('/0');
    await expect(page).toHaveURL('/done');
    await page.goto('/out');
    await expect(page.getByRole('heading', { name: 'Elsewhere', exact: true })).toBeVisible();
  });
  test('a value that shows is masked', async ({ page }) => {
    await page.goto('/told');
    await expect(page.locator('h1')).toHaveText('hidden', { timeout: 100 });
  });
});
"""

SCRIPT = """<h1>Start</h1><img src="{other}pixel"><p></p>
<form method="post" action="/save"><button>Save</button></form><script>
const text = async (path) => (await fetch(path)).text();
const stream = () => new Promise((done) => {{
  const source = new EventSource('/stream');
  source.onmessage = (event) => {{ source.close(); done(event.data); }};
}});
Promise.all([text('/api'), text('/away'), stream()]).then((all) => {{
  document.querySelector('p').textContent = all.join(' ');
}});
</script>"""


def protected(routes: dict[str, Route]) -> dict[str, Route]:
    """The same paths, for those who have the key."""

    def opened(route: Route, asked: Asked) -> str | Answer:
        if asked.headers.get("x-key") != KEY.value.get_secret_value():
            return Answer(page("<h1>Locked</h1>"), 401)
        return route(asked) if callable(route) else route

    return {path: lambda asked, route=route: opened(route, asked) for path, route in routes.items()}  # type: ignore[misc]


def preview(other: Site) -> dict[str, Route]:
    return {
        "/": page(SCRIPT.format(other=other.url)),
        "/old": redirect("/mid"),
        "/mid": redirect("/"),
        "/api": redirect("/api2"),
        "/api2": "own",
        "/away": redirect(other.url + "api"),
        "/stream": Answer("data: stream\n\n", type="text/event-stream"),
        "/save": redirect("/done"),
        "/done": page("<h1>Done</h1>"),
        "/out": redirect("/further"),
        "/further": redirect(other.url + "in"),
        **{f"/{hop}": redirect(f"/{hop + 1}") for hop in range(9)},
        "/9": redirect("/done"),
        "/told": lambda asked: page(f"<h1>{asked.headers['x-key']}</h1>"),
    }


@pytest.mark.node
@pytest.mark.browser
@pytest.mark.timeout(300)
async def test_specs_pass_where_headers_are_needed_and_nobody_else_gets_them() -> None:
    elsewhere: dict[str, Route] = {
        "/pixel": "",
        "/api": Answer("theirs", headers={"access-control-allow-origin": "*"}),
        "/in": page("<h1>Elsewhere</h1>"),
    }
    async with serve(elsewhere) as other, serve({}) as site:
        site.routes.update(protected(preview(other)))
        told, works = await run(site, KEY)
        posts = site.methods("/save")
        locked = await run(site)

    assert (works.outcome, works.reason) == ("passed", "")
    assert posts == ["POST"], "what was sent is not sent twice"
    assert {one.path for one in other.asked} >= {"/pixel", "/api", "/in"}
    assert not [one.path for one in other.asked if "x-key" in one.headers]
    assert "***" in str(told.runs[0].error)
    assert "0pen-sesame" not in told.model_dump_json()
    assert [one.outcome for one in locked] == ["failed", "failed"]


async def run(site: Site, *headers: Header) -> tuple[TestResult, ...]:
    files = {"protected.spec.ts": SPEC}
    return await runner(os.environ).run(files, base_url=site.url, headers=headers, time_limit_s=120)


async def test_only_runs_with_headers_know_of_them(fake_node: Path) -> None:
    fake = PlaywrightRunner(fake_node, fake_node.parent, {"PATH": os.environ["PATH"]})

    async def variables(*headers: Header) -> set[str]:
        (result,) = await fake.run({"a.spec.ts": "env one"}, base_url="http://127.0.0.1:9", headers=headers)
        return set(str(result.runs[0].error).split())

    assert await variables(KEY) - await variables() == {"GREENROOM_OWN_HEADERS"}
