// spec: Every locator
// scenarios: every-locator

import { test, expect } from '@playwright/test';

test.describe('Every locator', () => {
  test('Every locator is printed', async ({ page }) => {
    await test.step('When each is clicked', async () => {
      await page.goto('/');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { level: 2 }).click();
      await page.getByRole('img').nth(2).click();
      await page.getByLabel('Name', { exact: true }).locator('input').click();
      await page.getByLabel('Name').click();
      await page.getByPlaceholder('Search products', { exact: true }).click();
      await page.getByTestId('cart').click();
      await page.getByText('More', { exact: true }).last().click();
      await page.getByAltText('Logo').click();
      await page.getByTitle('Close', { exact: true }).click();
      await page.locator('my-rating [part="star"]').first().click();
      await page.getByRole('listitem').filter({ hasText: 'Mug' }).nth(1).getByRole('link').click();
      await page
        .frameLocator('iframe[title="Help"]')
        .frameLocator('#inner')
        .getByRole('button', { name: 'Send', exact: true })
        .click();
    });

    await test.step('Then nothing is left', async () => {
      await expect(page.getByRole('dialog')).toHaveCount(0);
    });
  });
});
