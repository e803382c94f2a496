import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../browser.ts';
import { weighing } from '../weighing.ts';
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
