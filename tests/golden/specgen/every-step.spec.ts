// spec: Every step
// scenarios: every-step

import { test, expect } from '@playwright/test';

/** A value from the environment, where secrets belong; a missing one fails the test at once. */
function env(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`The environment variable ${name} is not set.`);
  }
  return value;
}

test.describe('Every step', () => {
  test('Every step is performed', async ({ page }) => {
    await test.step('Given the page is open', async () => {
      await page.goto('/start?tab=two#part');
    });

    // Given nothing else is needed

    await test.step('When everything is done', async () => {
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await page.getByRole('link', { name: 'Products' }).hover();
      await page.getByLabel('City', { exact: true }).fill('Rome');
      await page.getByLabel('City', { exact: true }).clear();
      await page.getByLabel('Token', { exact: true }).fill(env('API_TOKEN'));
      await page
        .getByLabel('Sort by', { exact: true })
        .selectOption({ label: 'Price, low to high' });
      await page.getByLabel('Subscribe', { exact: true }).check();
      await page.getByLabel('Subscribe', { exact: true }).uncheck();
      await page.getByLabel('City', { exact: true }).press('Enter');
      await page.keyboard.press('Escape');
      await page.reload();
      await page.goBack();
    });

    await test.step('Then the page is as before', async () => {
      await expect(page).toHaveTitle('Start');
    });
  });
});
