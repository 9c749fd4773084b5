// spec: Hostile */ text globalThis.pwned = 1
// scenarios: hostile-0, hostile-1, hostile-2, hostile-3, hostile-4

import { test, expect } from '@playwright/test';

test.describe('Hostile */ text globalThis.pwned = 1', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/echo');
  });

  test("Hostile text '); process.exit(1); ('", async ({ page }) => {
    // Given a page says '); process.exit(1); ('

    await test.step("When '); process.exit(1); ('", async () => {
      await page
        .getByLabel("'); process.exit(1); ('", { exact: true })
        .fill("'); process.exit(1); ('");
      await page.getByRole('button', { name: "'); process.exit(1); ('", exact: true }).click();
    });

    await test.step("Then it is shown: '); process.exit(1); ('", async () => {
      await expect(
        page
          .getByText("'); process.exit(1); ('", { exact: true })
          .filter({ hasText: "'); process.exit(1); ('" }),
      ).toHaveText("'); process.exit(1); ('");
      await expect(page.locator('li')).toHaveCount(2);
      await expect(page.locator('li')).toContainText([
        "'); process.exit(1); ('",
        "'); process.exit(1); ('",
      ]);
      await expect(page).toHaveURL(
        (url) =>
          url.pathname === "/e'cho" &&
          url.searchParams.get("'); process.exit(1); ('") === "'); process.exit(1); ('" &&
          url.hash === "#');%20process.exit(1);%20('",
      );
    });

    // Then '); process.exit(1); ('
  });

  test('Hostile text double " and back\\slash \\\' and `${process.env.HOME}`', async ({ page }) => {
    // Given a page says double " and back\slash \' and `${process.env.HOME}`

    await test.step('When double " and back\\slash \\\' and `${process.env.HOME}`', async () => {
      await page
        .getByLabel('double " and back\\slash \\\' and `${process.env.HOME}`', { exact: true })
        .fill('double " and back\\slash \\\' and `${process.env.HOME}`');
      await page
        .getByRole('button', {
          name: 'double " and back\\slash \\\' and `${process.env.HOME}`',
          exact: true,
        })
        .click();
    });

    await test.step('Then it is shown: double " and back\\slash \\\' and `${process.env.HOME}`', async () => {
      await expect(
        page
          .getByText('double " and back\\slash \\\' and `${process.env.HOME}`', { exact: true })
          .filter({ hasText: 'double " and back\\slash \\\' and `${process.env.HOME}`' }),
      ).toHaveText('double " and back\\slash \\\' and `${process.env.HOME}`');
      await expect(page.locator('li')).toHaveCount(2);
      await expect(page.locator('li')).toContainText([
        'double " and back\\slash \\\' and `${process.env.HOME}`',
        'double " and back\\slash \\\' and `${process.env.HOME}`',
      ]);
      await expect(page).toHaveURL(
        (url) =>
          url.pathname === "/e'cho" &&
          url.searchParams.get('double " and back\\slash \\\' and `${process.env.HOME}`') ===
            'double " and back\\slash \\\' and `${process.env.HOME}`' &&
          url.hash === "#double%20%22%20and%20back\\slash%20\\'%20and%20%60${process.env.HOME}%60",
      );
    });

    // Then double " and back\slash \' and `${process.env.HOME}`
  });

  test('Hostile text two lines and three and nul', async ({ page }) => {
    // Given a page says two lines and three and nul

    await test.step('When two lines and three and nul', async () => {
      await page
        .getByLabel('two\nlines\r\nand\u2028three\u2029and\u0000nul', { exact: true })
        .fill('two\nlines\r\nand\u2028three\u2029and\u0000nul');
      await page
        .getByRole('button', {
          name: 'two\nlines\r\nand\u2028three\u2029and\u0000nul',
          exact: true,
        })
        .click();
    });

    await test.step('Then it is shown: two lines and three and nul', async () => {
      await expect(
        page
          .getByText('two\nlines\r\nand\u2028three\u2029and\u0000nul', { exact: true })
          .filter({ hasText: 'two\nlines\r\nand\u2028three\u2029and\u0000nul' }),
      ).toHaveText('two\nlines\r\nand\u2028three\u2029and\u0000nul');
      await expect(page.locator('li')).toHaveCount(2);
      await expect(page.locator('li')).toContainText([
        'two\nlines\r\nand\u2028three\u2029and\u0000nul',
        'two\nlines\r\nand\u2028three\u2029and\u0000nul',
      ]);
      await expect(page).toHaveURL(
        (url) =>
          url.pathname === "/e'cho" &&
          url.searchParams.get('two\nlines\r\nand\u2028three\u2029and\u0000nul') ===
            'two\nlines\r\nand\u2028three\u2029and\u0000nul' &&
          url.hash === '#two%0Alines%0D%0Aand%E2%80%A8three%E2%80%A9and%00nul',
      );
    });

    // Then two lines and three and nul
  });

  test('Hostile text */ // <!-- --> </script>', async ({ page }) => {
    // Given a page says */ // <!-- --> </script>

    await test.step('When */ // <!-- --> </script>', async () => {
      await page
        .getByLabel('*/ // <!-- --> </script>', { exact: true })
        .fill('*/ // <!-- --> </script>');
      await page.getByRole('button', { name: '*/ // <!-- --> </script>', exact: true }).click();
    });

    await test.step('Then it is shown: */ // <!-- --> </script>', async () => {
      await expect(
        page
          .getByText('*/ // <!-- --> </script>', { exact: true })
          .filter({ hasText: '*/ // <!-- --> </script>' }),
      ).toHaveText('*/ // <!-- --> </script>');
      await expect(page.locator('li')).toHaveCount(2);
      await expect(page.locator('li')).toContainText([
        '*/ // <!-- --> </script>',
        '*/ // <!-- --> </script>',
      ]);
      await expect(page).toHaveURL(
        (url) =>
          url.pathname === "/e'cho" &&
          url.searchParams.get('*/ // <!-- --> </script>') === '*/ // <!-- --> </script>' &&
          url.hash === '#*/%20//%20%3C!--%20--%3E%20%3C/script%3E',
      );
    });

    // Then */ // <!-- --> </script>
  });

  test('Hostile text esrever Grüße 日本 😀', async ({ page }) => {
    // Given a page says esrever Grüße 日本 😀

    await test.step('When esrever Grüße 日本 😀', async () => {
      await page
        .getByLabel('\u202eesrever\u202c \ufeffGrüße 日本 😀', { exact: true })
        .fill('\u202eesrever\u202c \ufeffGrüße 日本 😀');
      await page
        .getByRole('button', { name: '\u202eesrever\u202c \ufeffGrüße 日本 😀', exact: true })
        .click();
    });

    await test.step('Then it is shown: esrever Grüße 日本 😀', async () => {
      await expect(
        page
          .getByText('\u202eesrever\u202c \ufeffGrüße 日本 😀', { exact: true })
          .filter({ hasText: '\u202eesrever\u202c \ufeffGrüße 日本 😀' }),
      ).toHaveText('\u202eesrever\u202c \ufeffGrüße 日本 😀');
      await expect(page.locator('li')).toHaveCount(2);
      await expect(page.locator('li')).toContainText([
        '\u202eesrever\u202c \ufeffGrüße 日本 😀',
        '\u202eesrever\u202c \ufeffGrüße 日本 😀',
      ]);
      await expect(page).toHaveURL(
        (url) =>
          url.pathname === "/e'cho" &&
          url.searchParams.get('\u202eesrever\u202c \ufeffGrüße 日本 😀') ===
            '\u202eesrever\u202c \ufeffGrüße 日本 😀' &&
          url.hash ===
            '#%E2%80%AEesrever%E2%80%AC%20%EF%BB%BFGr%C3%BC%C3%9Fe%20%E6%97%A5%E6%9C%AC%20%F0%9F%98%80',
      );
    });

    // Then esrever Grüße 日本 😀
  });
});
