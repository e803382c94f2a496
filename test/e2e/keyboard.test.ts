import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../browser.ts';
import { people, settled, signInAs } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(page, url, people.agent);
});
afterAll(() => browser.close());

const focused = () =>
  page.evaluate<string>(
    `(document.activeElement?.textContent ?? '').trim() || document.activeElement?.id || ''`,
  );

test('the first stop is the way past the side bar', async () => {
  await page.goto(`${url}/inbox`);
  await settled(page);
  // Wherever the focus is after arriving, in the order of the document this link comes first.
  await page.locator('a[href], button, input, [tabindex="0"]').first().focus();
  expect(await focused()).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(`document.activeElement?.closest('main') !== null`)).toBe(true);
});

test('stops come in the order in which they are read', async () => {
  await page.goto(`${url}/`);
  await settled(page);
  await page.locator('a[href], button, input, [tabindex="0"]').first().focus();
  const seen: string[] = [];
  for (let i = 0; i < 22; i++) {
    await page.keyboard.press('Tab');
    seen.push(await focused());
  }
  const places = ['Home', 'Inbox', 'Customers', 'Journeys', 'Ownership', 'Measures', 'Sources', 'Settings'];
  const order = places.map((place) => seen.findIndex((stop) => stop.startsWith(place)));
  expect(order.every((at) => at >= 0)).toBe(true);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('the finder opens with a key, finds a person’s customer, and goes there', async () => {
  await page.goto(`${url}/`);
  await settled(page);
  await page.keyboard.press('ControlOrMeta+k');
  const finder = page.getByRole('dialog');
  await finder.waitFor();
  await page.keyboard.type('technician');
  await finder.getByText('Technician visit').first().waitFor();
  await page.keyboard.press('Escape');
  await finder.waitFor({ state: 'detached' });
});

test('an inbox is worked without a mouse', async () => {
  await page.goto(`${url}/inbox`);
  await settled(page);
  await page.locator('main ol > li').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await page.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
  await page.getByRole('region', { name: 'What to do' }).waitFor();
  await page.keyboard.press('n');
  const note = page.getByLabel('For colleagues; the customer never sees it');
  await note.waitFor();
  await expect.poll(() => note.evaluate((field) => field.matches(':focus'))).toBe(true);
  await page.keyboard.type('Seen; calling at four.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.getByText('Noted.').last().waitFor();
  await page.getByText('Seen; calling at four.').first().waitFor();
});
