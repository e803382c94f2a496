import { Analytics } from '@segment/analytics-node';
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
  await signInAs(page, url, people.lead);
});
afterAll(() => browser.close());

const run = Date.now().toString(36);

test('a source is connected, its SDK delivers, what did not pass is mapped better and replayed', async () => {
  await page.goto(`${url}/sources`);
  await settled(page);
  await page.getByRole('link', { name: 'Connect Customer register' }).click();
  await page.getByRole('button', { name: 'Add a connection' }).first().click();
  await page.getByRole('radio', { name: /Segment/ }).check();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('This is shown only now.', { exact: false }).waitFor();
  await page.getByText('waiting for the first event').first().waitFor();
  const writeKey = await page
    .locator('code', { hasText: /^write_/ })
    .first()
    .textContent();

  const client = new Analytics({ writeKey: writeKey as string, host: url, maxRetries: 0 });
  const failures: unknown[] = [];
  client.on('error', (error) => failures.push(error));
  client.track({
    userId: `e2e-${run}`,
    event: 'Page Helped',
    properties: { note: '<img src=x onerror=alert(1)>' },
  });
  client.track({ userId: `e2e-${run}`, event: 'NPS Submitted', properties: { score: 70 } });
  await client.closeAndFlush();
  expect(failures).toEqual([]);

  // Without being asked: the page looks every few seconds.
  await page.getByRole('status').filter({ hasText: 'received' }).first().waitFor();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText('The score 70 is off the scale', { exact: false }).first().waitFor();
  expect(await page.locator('code', { hasText: writeKey as string }).count()).toBe(0);

  await page.getByRole('button', { name: /^Try the mapping with it/ }).click();
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('value: The score 70 is off the scale', { exact: false }).nth(1).waitFor();
  const rules = page.getByLabel('Rules (JSON)');
  await page.getByRole('button', { name: 'Add a rule from this event' }).click();
  await page.getByLabel('It makes').selectOption({ label: 'an answer' });
  expect(await page.getByLabel('is', { exact: true }).inputValue()).toBe('NPS Submitted');
  await page.getByLabel('Score').selectOption('properties.score');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  expect(await rules.inputValue()).toContain('"value": "properties.score"');
  await rules.fill('{ "yields": [');
  await page.getByText('This is not JSON', { exact: false }).waitFor();
  await rules.fill(
    JSON.stringify({
      yields: [
        {
          type: 'response',
          when: { column: 'event', is: ['NPS Submitted'] },
          who: 'onus.who',
          metric: '=nps',
          value: { column: 'properties.score', times: 0.1 },
          touchpoint: '=help_pages',
          at: 'onus.at',
        },
      ],
    }),
  );
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('"value": 7').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The mapping is saved.').waitFor();
  await page.getByRole('button', { name: 'Replay all' }).click();
  await page.getByText('1 event is taken in.').waitFor();
  await page.getByText('Everything that came could be taken in.', { exact: true }).waitFor();
});
