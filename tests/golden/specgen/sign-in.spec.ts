// spec: Sign in
// scenarios: sign-in-valid, sign-in-invalid, sign-in-missing

import { test, expect } from '@playwright/test';

/** A value from the environment, where secrets belong; a missing one fails the test at once. */
function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`The environment variable ${name} is not set.`);
  }
  return value;
}

test.describe('Sign in', () => {
  test.beforeEach(async ({ page }) => {
    await test.step('Given the sign-in page is open', async () => {
      await page.goto('/login');
      await expect(
        page.getByRole('heading', { name: 'Sign in', exact: true, level: 1 }),
      ).toBeVisible();
    });
  });

  test('A visitor signs in with a valid account', async ({ page }) => {
    await test.step('When they sign in with a valid account', async () => {
      await page.getByLabel('Email', { exact: true }).fill(env('SHOP_USERNAME'));
      await page.getByLabel('Password', { exact: true }).fill(env('SHOP_PASSWORD'));
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    });

    await test.step('Then they are signed in', async () => {
      await expect(page).toHaveURL((url) => url.pathname === '/account');
      await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible();
      await expect(page).toHaveTitle('My account');
    });
  });

  test('A wrong password is refused', async ({ page }) => {
    await test.step('When they enter a wrong password', async () => {
      await page.getByLabel('Email', { exact: true }).fill(env('SHOP_USERNAME'));
      await page.getByLabel('Password', { exact: true }).fill('not-the-password');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    });

    await test.step('Then the form says so and stays', async () => {
      await expect(page).toHaveURL((url) => url.pathname === '/login');
      await expect(page.getByRole('alert')).toHaveText('Email or password is wrong.');
      await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeHidden();
    });
  });

  test('An empty form is refused', async ({ page }) => {
    await test.step('When they send the empty form', async () => {
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    });

    await test.step('Then the first field waits for input', async () => {
      await expect(page.getByLabel('Email', { exact: true })).toBeFocused();
    });
  });
});
