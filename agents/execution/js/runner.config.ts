// Wraps the config that is delivered: what it says of the application and its tests stays as it is, and
// only what concerns this machine and this run is added, so that exactly the delivered bytes are run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { defineConfig } from '@playwright/test';

import delivered from './specs/greenroom.config';

type Settings = {
  reporter: string;
  executablePath: string | null;
  args: string[];
  match: string | null;
  grep: string | null;
  screenshots: boolean;
  stand_in: string | null;
  routed: boolean;
};

const settings = JSON.parse(readFileSync(join(__dirname, 'settings.json'), 'utf8')) as Settings;

export default defineConfig(delivered, {
  testDir: './specs',
  outputDir: './output',
  reporter: [[settings.reporter]],
  // One test.only keeps all others from running, and what did not run would not be missed.
  forbidOnly: true,
  ...(settings.match ? { testMatch: settings.match } : {}),
  ...(settings.grep ? { grep: new RegExp(settings.grep) } : {}),
  ...(settings.stand_in ? { tsconfig: `./${settings.stand_in}.tsconfig.json` } : {}),
  use: {
    // As in every routed context: requests of a service worker pass by the router, and a document that was
    // fetched on its behalf counts as public, and may not ask loopback.
    ...(settings.routed ? { serviceWorkers: 'block', permissions: ['local-network-access'] } : {}),
    trace: 'off',
    video: 'off',
    screenshot: settings.screenshots ? 'only-on-failure' : 'off',
    launchOptions: {
      args: settings.args,
      ...(settings.executablePath ? { executablePath: settings.executablePath } : {}),
    },
  },
});
