"""Prints `greenroom.config.ts`, a Playwright config of its own name beside the specs."""

CONFIG_NAME = "greenroom.config.ts"

_CONFIG = """\
// Runs the specs in this folder: GREENROOM_BASE_URL=... npx playwright test --config greenroom.config.ts
import { defineConfig, devices } from '@playwright/test';

const baseURL = process.env.GREENROOM_BASE_URL;
if (!baseURL) {
  throw new Error('Set GREENROOM_BASE_URL to the address of the application under test.');
}

export default defineConfig({
  testDir: '.',
  // All tests share one server: one at a time, none can disturb another's data while it looks at it.
  workers: 1,
  fullyParallel: false,
  // A test that passes only when it is repeated is not a passing test.
  retries: 0,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    viewport: { width: 1280, height: 720 },
    locale: 'en-US',
    timezoneId: 'UTC',
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    trace: 'retain-on-failure',
  },
});
"""


def print_config() -> str:
    """The text of the config; it holds no address, no secret and no path of this machine."""
    return _CONFIG
