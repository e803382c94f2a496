import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { truths } from '../../src/demo/truths.ts';
import { newPerson, openBrowser, watchErrors } from '../browser.ts';
import { people, settled, signInAs, visit } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  browser = await openBrowser();
  page = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(page, url, people.lead);
  errors = watchErrors(page);
});
afterAll(() => browser.close());

const [a, b] = truths.bouncers;

test('the seam that sends customers back and forth is named first, and opens to them', async () => {
  await visit(page, url, '/ownership/seams');
  await page.getByText(`The worst is between ${a} and ${b}`, { exact: false }).waitFor();
  const pairs = page.getByRole('region', { name: 'Back and forth' });
  await pairs.getByText(`${a} ↔ ${b}`).waitFor();
  await pairs.getByRole('img', { name: /Jonas Nowak/ }).waitFor();
  await pairs.getByRole('button', { name: `Cases between ${a} and ${b}` }).click();
  const panel = page.getByRole('dialog', { name: `Back and forth: ${a} and ${b}` });
  const path = panel.getByRole('list', { name: 'Path' }).first();
  expect(await path.textContent()).toMatch(new RegExp(`${b}[\\s\\S]*${a}[\\s\\S]*${b}`));
  // The link restores what is seen.
  await page.reload();
  await panel.waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
});

test('the grid and the table open to the same cases', async () => {
  await visit(page, url, '/ownership/seams');
  await page.getByRole('button', { name: new RegExp(`^From ${b} to ${a}: \\d+ hand-overs`) }).click();
  const panel = page.getByRole('dialog', { name: `From ${b} to ${a}` });
  const said = await panel.getByText(/\d+ cases?, the most bounced first/).textContent();
  const link = panel.getByRole('link', { name: 'CSV' });
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const lines = (await (await file.createReadStream()).toArray()).join('').trim().split('\r\n');
  expect(lines.length - 1).toBe(Number(/\d+/.exec(said ?? '')?.[0]));
});

test('a history is dropped, its columns are found, its seams are seen, and it can be taken out again', async () => {
  const run = Date.now().toString(36);
  const csv = join(mkdtempSync(join(tmpdir(), 'onus-')), `warehouse-${run}.csv`);
  const rows = ['Gate', 'Yard', 'Gate', 'Yard'].map(
    (team, i) => `W1,2026-01-05 0${i}:00,${team},${i === 3 ? 'Done' : 'Open'}`,
  );
  writeFileSync(csv, `Case no,Changed at,Team,Status\n${rows.join('\n')}\nW2,2026-01-05 09:00,,Open\n`);
  await visit(page, url, '/sources/import');
  await page.getByText('Hand-over history of another system').click();
  await page.locator('input[type=file]').setInputFiles(csv);
  expect(await page.getByLabel('Group that held it').inputValue()).toBe('Team');
  expect(await page.getByLabel('Time', { exact: true }).inputValue()).toBe('Changed at');
  await page.getByLabel('Case', { exact: true }).selectOption('Case no');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('status').filter({ hasText: '4 rows are in; 1 was rejected.' }).waitFor();
  await page.getByText('No group is named: who held the case?', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'See the seams' }).click();
  await settled(page);
  await page
    .getByText('The worst is between Gate and Yard: 1 case went back and forth 2 times.', { exact: false })
    .waitFor();

  await page.getByRole('button', { name: 'Change: States that end a case' }).click();
  await page.getByRole('textbox', { name: 'States that end a case' }).fill('done');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Closed means: Done.').waitFor();

  await page.getByRole('button', { name: 'Say which is which' }).click();
  await page.getByLabel('Department of Gate').selectOption('Field service');
  await page.getByText('Gate: kept.').waitFor();
  await page.keyboard.press('Escape');
  const pairs = page.getByRole('region', { name: 'Back and forth' });
  await pairs.getByRole('img', { name: /Jonas Nowak/ }).waitFor();

  await page.getByRole('button', { name: 'Remove this history' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove this history' }).click();
  await page.getByText(`The worst is between ${a} and ${b}`, { exact: false }).waitFor();
  expect(errors).toEqual([]);
});
