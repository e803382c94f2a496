import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../browser.ts';
import { people, settled, signInAs } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('the first load of the application is under 350 KB, compressed', async () => {
  const person = await newPerson(browser);
  const page = await person.newPage();
  const weight = await weighing(page, () => signInAs(page, url, people.lead));
  expect(weight.bytes).toBeLessThan(350_000);
  await person.close();
});

test('a page brings only what it needs: the second one is a fraction of the first', async () => {
  const person = await newPerson(browser);
  const page = await person.newPage();
  const first = await weighing(page, () => signInAs(page, url, people.lead));
  const second = await weighing(page, async () => {
    await page.getByRole('link', { name: 'Customers' }).first().click();
    await page.waitForURL('**/customers');
    await settled(page);
  });
  expect(second.bytes).toBeLessThan(first.bytes / 3);
  await person.close();
});

/** Bytes of all answers as they came over the wire. */
async function weighing(page: Page, act: () => Promise<void>): Promise<{ bytes: number; requests: number }> {
  const sizes: Promise<number>[] = [];
  const count = (request: { sizes(): Promise<{ responseBodySize: number }> }) => {
    sizes.push(request.sizes().then((one) => one.responseBodySize));
  };
  page.on('requestfinished', count);
  await act();
  page.off('requestfinished', count);
  const all = await Promise.all(sizes);
  return { bytes: all.reduce((sum, one) => sum + one, 0), requests: all.length };
}
