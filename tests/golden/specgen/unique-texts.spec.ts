// spec: Unique texts
// scenarios: unique

import { test, expect } from '@playwright/test';

/** A text no other run, retry or worker makes, so that tests can share a server that is never reset. */
function unique(prefix: string, length = 12, radix = 36): string {
  const random = Math.random().toString(radix).slice(2, 6).padEnd(4, '0');
  const token = Date.now().toString(radix) + random;
  return prefix + token.slice(-length);
}

test.describe('Unique texts', () => {
  test('Every unique text is made', async ({ page }) => {
    const name = unique('Mug ');
    const email = unique('buyer-') + '@example.test';
    const slug = unique('mug-');
    const number = unique('1', 9, 10);
    const stock = unique('1', 3, 10);
    const short = unique('A v ');
    const tiny = unique('', 6);
    const classText = unique('Word ');

    await test.step('When they are typed', async () => {
      await page.goto('/form');
      await page.getByLabel('Name', { exact: true }).fill(name);
      await page.getByLabel('Email', { exact: true }).fill(email);
      await page.getByLabel('Slug', { exact: true }).fill(slug);
      await page.getByLabel('Number', { exact: true }).fill(number);
      await page.getByLabel('Stock', { exact: true }).fill(stock);
      await page.getByLabel('Short', { exact: true }).fill(short);
      await page.getByLabel('Tiny', { exact: true }).fill(tiny);
      await page.getByLabel('Class', { exact: true }).fill(classText);
    });

    await test.step('Then they are shown', async () => {
      await expect(page.getByText(name, { exact: true })).toBeVisible();
      await expect(page.getByTestId('class')).toContainText(classText);
    });
  });
});
