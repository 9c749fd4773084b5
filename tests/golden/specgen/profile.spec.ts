// spec: Profile
// scenarios: town

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

test.describe('Profile', () => {
  test('A new “Town” in “Your profile” is saved', async ({ page }) => {
    await signIn(page);

    await test.step('Given a signed-in user is on the page “Your profile”', async () => {
      await page.goto('/me');
    });

    // However the test ends, it tidies up.
    const tidyUp = async () => {
      await test.step('When the user sets “Town” back and saves', async () => {
        await page.goto('/me');
        await page.getByLabel('Town', { exact: true }).fill('Oslo');
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await expect(page.getByRole('status')).toHaveText('Saved');
      });

      await test.step('Then “Town” is as it was', async () => {
        await page.goto('/me');
        await expect(page.getByLabel('Town', { exact: true })).toHaveValue('Oslo');
      });
    };

    try {
      await test.step('When the user changes “Town” and saves', async () => {
        await page.getByLabel('Town', { exact: true }).fill('Bergen');
        await page.getByRole('button', { name: 'Save', exact: true }).click();
      });

      await test.step('Then “Town” has kept the new value', async () => {
        await page.goto('/me');
        await expect(page.getByLabel('Town', { exact: true })).toHaveValue('Bergen');
      });
    } catch (failure) {
      // What failed first is what the test fails with.
      await tidyUp().catch(() => undefined);
      throw failure;
    }
    await tidyUp();
  });
});
