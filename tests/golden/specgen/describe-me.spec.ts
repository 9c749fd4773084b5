// spec: Describe me
// scenarios: title-0, title-1, title-2, title-3

import { test, expect, type Page } from '@playwright/test';

/** A value from the environment, where secrets belong; a missing one fails the test at once. */
function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`The environment variable ${name} is not set.`);
  }
  return value;
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Email', { exact: true }).fill(env('SHOP_USERNAME'));
  await page.getByLabel('Password', { exact: true }).fill(env('SHOP_PASSWORD'));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL((url) => url.pathname === '/account');
  await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible();
}

test.describe('"Describe" me', () => {
  test('Same title', async ({ page }) => {
    await test.step('Given the page is open', async () => {
      await page.goto('/');
    });

    await test.step('Then it has a title', async () => {
      await expect(page).toHaveTitle('Home');
    });
  });

  test('Same title (2)', async ({ page }) => {
    await signIn(page);

    await test.step('Given the page is open', async () => {
      await page.goto('/');
    });

    await test.step('Then it has a title', async () => {
      await expect(page).toHaveTitle('Home');
    });
  });

  test('"Test" drive', async ({ page }) => {
    await signIn(page);

    await test.step('Given the page is open', async () => {
      await page.goto('/');
    });

    await test.step('Then it has a title', async () => {
      await expect(page).toHaveTitle('Home');
    });
  });

  test('title-3', async ({ page }) => {
    await signIn(page);

    await test.step('Given the page is open', async () => {
      await page.goto('/');
    });

    await test.step('Then it has a title', async () => {
      await expect(page).toHaveTitle('Home');
    });
  });
});
