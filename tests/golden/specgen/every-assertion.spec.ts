// spec: Every assertion
// scenarios: every-assertion

import { test, expect } from '@playwright/test';

test.describe('Every assertion', () => {
  test('Every assertion holds', async ({ page }) => {
    await test.step('When the page is loaded again', async () => {
      await page.goto('/start');
      await page.reload();
    });

    await test.step('Then the address is right', async () => {
      await expect(page).toHaveURL((url) => url.pathname === '/products');
      await expect(page).toHaveURL((url) =>
        /^\/products\/[^/]+\/reviews\.html$/.test(url.pathname),
      );
      await expect(page).toHaveURL(
        (url) =>
          url.pathname === '/products' &&
          url.searchParams.get('q') === 'blue mug' &&
          url.searchParams.get('page') === '2',
      );
      await expect(page).toHaveURL(
        (url) =>
          url.pathname === '/products' &&
          url.searchParams.getAll('tag').includes('a') &&
          url.searchParams.getAll('tag').includes('b') &&
          url.hash === '#top',
      );
      await expect(page).toHaveURL(
        (url) => url.pathname === '/gr%C3%B6%C3%9Fe%20n' && url.hash === '',
      );
    });

    await test.step('Then the page is right', async () => {
      await expect(page).toHaveTitle('Products');
      await expect(page.getByRole('button', { name: 'Open', exact: true })).toBeVisible();
      await expect(page.getByRole('button', { name: 'Close', exact: true })).toBeHidden();
      await expect(page.getByTestId('total')).toHaveText('12.50');
      await expect(page.getByTestId('note')).toContainText('free of charge');
      await expect(page.getByRole('listitem')).toHaveCount(2);
      await expect(page.getByRole('listitem')).toContainText(['One', 'Two']);
      await expect(page.getByRole('alert')).toHaveCount(0);
      await expect(page.getByLabel('City', { exact: true })).toHaveValue('Rome');
      await expect(page.getByRole('row')).toHaveCount(3);
      await expect(page.getByRole('checkbox', { name: 'Subscribe', exact: true })).toBeChecked();
      await expect(
        page.getByRole('checkbox', { name: 'Subscribe', exact: true }),
      ).not.toBeChecked();
      await expect(page.getByRole('checkbox', { name: 'Subscribe', exact: true })).toBeEnabled();
      await expect(page.getByRole('checkbox', { name: 'Subscribe', exact: true })).toBeDisabled();
      await expect(page.getByRole('checkbox', { name: 'Subscribe', exact: true })).toBeFocused();
      await expect(page.getByRole('checkbox', { name: 'Subscribe', exact: true })).toHaveAttribute(
        'aria-invalid',
        'true',
      );
      await expect(page.getByLabel('City', { exact: true })).toHaveJSProperty(
        'validity.valid',
        false,
      );
      await expect(page.getByLabel('City', { exact: true })).toHaveAccessibleDescription(
        'This field is required',
      );
      await expect(page.getByRole('listitem').filter({ hasNotText: 'Kitchen' })).toHaveCount(0);
    });
  });
});
