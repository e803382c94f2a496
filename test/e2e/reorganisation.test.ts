import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../browser.ts';
import { type Recording, record } from './record.ts';
import { people, settled, signInAs } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
let lead: BrowserContext;
let page: Page;
let run: Recording;
const name = `Move house ${Date.now()}`;
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const on = day(40);

beforeAll(async () => {
  browser = await openBrowser();
  lead = await newPerson(browser, { language: 'en' });
  page = await lead.newPage();
  await signInAs(page, url, people.lead);
  run = await record(lead, 'reorganisation');
});
afterAll(async () => {
  await run.end();
  await browser.close();
});

const said = (text: string | RegExp) => page.getByText(text).last().waitFor();
const api = async (path: string) => (await page.request.get(`${url}/api/v1${path}`)).json();
const owner = async (key: string, at: string) => {
  const answer = await api(`/touchpoints/${key}/accountable?at=${at}T12:00:00Z`);
  return answer.person?.name ?? answer.reason;
};
const choose = async (label: string, who: string) => {
  await page.getByRole('combobox', { name: label }).fill(who);
  await page
    .getByRole('option', { name: new RegExp(who) })
    .first()
    .click();
};

test('a reorganisation is drafted, previewed, applied from its day, seen as of before and after, and taken back', async () => {
  await page.goto(`${url}/ownership/changes`);
  await settled(page);
  await page.getByRole('button', { name: 'Plan a change' }).click();
  await page.getByLabel('What it is called').fill(name);
  await page.getByLabel('From this day on').fill(on);
  await page.getByRole('button', { name: 'Start a draft' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();

  await choose('From', 'Jonas Nowak');
  await choose('To', 'Sanna Berg');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await said('Everything of Jonas Nowak goes to Sanna Berg');
  await page.getByLabel('What happens').selectOption('end');
  await choose('Touchpoint, phase or journey', 'Bill after the move');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await said(/left without exactly one accountable person/);
  await run.picture(page, 'preview');

  const before = await owner('technician_visit', day(39));
  expect([before, await owner('technician_visit', on)]).toEqual(['Jonas Nowak', 'Jonas Nowak']);
  await page.getByLabel('Why').fill('One department a stage');
  await page.getByRole('button', { name: 'Apply' }).click();
  await said(`“${name}” is applied.`);
  expect([await owner('technician_visit', day(39)), await owner('technician_visit', on)]).toEqual([
    'Jonas Nowak',
    'Sanna Berg',
  ]);

  const row = () => page.getByRole('row').filter({ hasText: 'Technician visit' }).first();
  await page.getByRole('link', { name: 'The chart the day before' }).click();
  await settled(page);
  await row()
    .getByRole('img', { name: /Jonas Nowak/ })
    .first()
    .waitFor();
  await run.picture(page, 'as-of-before');
  await page.goto(`${url}/ownership?asOf=${on}`);
  await settled(page);
  await row()
    .getByRole('img', { name: /Sanna Berg/ })
    .first()
    .waitFor();
  await run.picture(page, 'as-of-after');

  await page.goto(`${url}/ownership/changes`);
  await page.getByRole('link', { name }).first().click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await said(`“${name}” is taken back.`);
  expect(await owner('technician_visit', on)).toBe('Jonas Nowak');
});

test('a colleague notes an absence; the cover sees it, and it can end early', async () => {
  await page.goto(`${url}/ownership/cover`);
  await settled(page);
  await page.getByRole('button', { name: 'Note an absence' }).click();
  await choose('Who acts meanwhile', 'Milena Oster');
  await page.getByRole('button', { name: 'Note it' }).click();
  await said(/Milena Oster acts for Asta Krüger in that time/);
  await run.picture(page, 'absence');
  await page.getByRole('button', { name: 'End early: Milena Oster for Asta Krüger' }).click();
  await said('It is Asta Krüger’s again.');
});

test('an existing sheet becomes a draft, with what is unclear asked', async () => {
  await page.goto(`${url}/ownership/sheet`);
  await settled(page);
  const text =
    'RACI 2026;;\nActivity;Jonas Nowak;Custmer service\nTechnician visit;A;C\nTechnican visits;A;\n';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'raci.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await said('1 of 2 rows and 1 of 2 columns are known here.');
  await page.getByLabel('Who is “Custmer service”?').selectOption({ label: 'Customer service' });
  await run.picture(page, 'sheet');
  await page.getByRole('button', { name: 'Make a draft of it' }).click();
  await said(/2 parts in a draft, 1 kept unresolved/);
  await page.getByRole('heading', { level: 1, name: 'raci.csv' }).waitFor();
  await page.getByText('From the sheet, not resolved').waitFor();
  await page.getByLabel('Why').fill('Only a trial');
  await page.getByRole('button', { name: 'Discard' }).click();
  await said('“raci.csv” is discarded.');
});
