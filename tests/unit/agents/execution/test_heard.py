"""What the server fails at while specs run as they are is told, by both stand-ins, when it is asked for."""

import os

import pytest
from pydantic import SecretStr

from agents.domain.spec import ServerFailure
from agents.domain.target import Header
from tests.node_tools import runner
from tests.unit.agents.browser.site import Answer, page, serve

SPEC = """import { test, expect } from '@playwright/test';

test('a page whose script is failed', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByText('503', { exact: true })).toBeVisible();
});
test('a page that is not', async ({ page }) => {
  await page.goto('/fine');
});
"""
SCRIPT = """<p></p><script>
fetch('/orders/17?x=1').then((one) => { document.querySelector('p').textContent = one.status; });
</script>"""
FAILED = ServerFailure(method="GET", path="/orders/:id", status=503)


@pytest.mark.node
@pytest.mark.browser
@pytest.mark.timeout(300)
async def test_what_the_server_fails_at_is_told_though_the_test_passes() -> None:
    key = Header(name="X-Key", value=SecretStr("0pen-sesame"))
    routes = {"/": page(SCRIPT), "/fine": page("fine"), "/orders/17": Answer("", 503)}
    async with serve(routes) as site:
        for headers, heard in (((), True), ((key,), False), ((), False)):
            fine, failed = await runner(os.environ).run(
                {"a.spec.ts": SPEC}, base_url=site.url, headers=headers, heard=heard, time_limit_s=120
            )
            assert (failed.outcome, fine.outcome) == ("passed", "passed")
            assert failed.runs[0].server_failures == ((FAILED,) if heard or headers else ())
            assert fine.runs[0].server_failures == ()
