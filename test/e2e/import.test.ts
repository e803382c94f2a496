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

// Another file at each run, so that the test can be run twice against one company.
const run = Date.now().toString(36);
const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const csv = [
  'answer_id,customer,date,score,comment',
  `${run}-1,c-1,${day},9,"Quick, and friendly"`,
  `${run}-2,c-2,${day},10,`,
  `${run}-3,c-3,${day},14,Off the scale`,
  `${run}-4,c-4,${day},7,=1+1`,
].join('\n');

/** Lets go of a file over the page's field, as a mouse does. */
async function drop(): Promise<void> {
  const data = await page.evaluateHandle(
    ([name, text]) => {
      // biome-ignore lint/suspicious/noExplicitAny: runs in the page, whose types the tests do not know
      const web = globalThis as any;
      const transfer = new web.DataTransfer();
      transfer.items.add(new web.File([text], name, { type: 'text/csv' }));
      return transfer;
    },
    [`answers-${run}.csv`, csv] as const,
  );
  const place = page.getByText('Drop a file here').locator('xpath=..');
  await place.dispatchEvent('dragover', { dataTransfer: data });
  await place.dispatchEvent('drop', { dataTransfer: data });
}

async function importIt(): Promise<void> {
  await page.goto(`${url}/sources/import`);
  await settled(page);
  await drop();
  await page.getByText('What is in each column?').waitFor();
  await page.getByLabel('From which source?').selectOption('surveys');
}

const status = () => page.getByRole('status').filter({ hasText: /row|known already/ });

test('a file is dropped, looked at, taken in; one row comes back with its reason', async () => {
  await importIt();
  expect(await page.getByLabel('What score is').inputValue()).toBe('score');
  expect(await page.getByLabel('What customer is').inputValue()).toBe('person');
  await page.getByText('1 of the 4 rows looked at would be rejected; the others go in.').waitFor();
  await page.getByText('NPS: 9 by c-1', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await status().filter({ hasText: '3 rows are in; 1 was rejected.' }).waitFor();
  await page.getByText(/The score 14 is off the scale/).waitFor();
  const link = page.getByRole('link', { name: /download/i });
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const text = (await (await file.createReadStream()).toArray()).join('');
  expect(text).toContain('Off the scale');
  // What a spreadsheet would take for a formula is not in this file, because its row was fine.
  expect(text).not.toContain('=1+1');
});

test('the same file again changes nothing', async () => {
  await importIt();
  await page.getByText(/This very file was imported/).waitFor();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await status().waitFor();
  const id = new URL(page.url()).searchParams.get('run');
  const report = async () => (await page.request.get(`${url}/api/v1/imports/${id}`)).json();
  await expect.poll(report).toMatchObject({ state: 'finished', accepted: 0, unchanged: 3, rejected: 1 });
});
