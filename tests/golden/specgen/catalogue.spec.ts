// spec: Catalogue
// scenarios: admin-edit, admin-delete

import { test, expect, type Page } from '@playwright/test';

/** A value from the environment, where secrets belong; a missing one fails the test at once. */
function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`The environment variable ${name} is not set.`);
  }
  return value;
}

/** A text no other run, retry or worker makes, so that tests can share a server that is never reset. */
function unique(prefix: string, length = 12, radix = 36): string {
  const random = Math.random().toString(radix).slice(2, 6).padEnd(4, '0');
  const token = Date.now().toString(radix) + random;
  return prefix + token.slice(-length);
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Email', { exact: true }).fill(env('SHOP_USERNAME'));
  await page.getByLabel('Password', { exact: true }).fill(env('SHOP_PASSWORD'));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL((url) => url.pathname === '/account');
  await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible();
}

test.describe('Catalogue', () => {
  test.beforeEach(async ({ page }) => {
    await signIn(page);

    await test.step('Given the product list is open', async () => {
      await page.goto('/admin/products?sort=name');
    });
  });

  test('An administrator renames a product', async ({ page }) => {
    const name = unique('Large blue mug with a handle ');
    const email = unique('buyer-') + '@example.test';

    await test.step('When they rename the first product', async () => {
      await page
        .getByRole('row')
        .filter({ hasText: 'Mug' })
        .getByRole('button', { name: 'Edit', exact: true })
        .click();
      await page
        .getByRole('dialog', { name: 'Edit product', exact: true })
        .getByLabel('Name', { exact: true })
        .fill(name);
      await page.getByLabel('Contact', { exact: true }).fill(email);
      await page
        .getByRole('dialog', { name: 'Edit product', exact: true })
        .getByRole('button', { name: 'Save', exact: true })
        .click();
    });

    await test.step('Then the list shows the new name', async () => {
      await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
      await expect(
        page.getByRole('row').filter({ hasText: name }).getByRole('cell').first(),
      ).toHaveText(name);
      await expect(page.getByLabel('Contact', { exact: true })).toHaveValue(email);
    });
  });

  test('An administrator deletes a product', async ({ page }) => {
    await test.step('When they delete it', async () => {
      page.once('dialog', (dialog) => dialog.accept());
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
    });

    await test.step('Then the list says so', async () => {
      await expect(page.getByRole('status')).toContainText('Deleted');
      await expect(page.getByTestId('product')).toHaveCount(5);
      await expect(page.getByTestId('product')).toContainText([
        'Blue mug',
        'Green mug',
        'Red mug with a golden rim',
        'White cup',
        'Saucer, large',
      ]);
    });
  });
});
