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

const said = (text: string | RegExp) => page.getByText(text).last().waitFor();
const urgent = () => page.getByRole('region', { name: 'Urgent' });

test('a fault is found, remedied with one press, gone, and back after undo', async () => {
  await page.goto(`${url}/ownership`);
  await settled(page);
  await page.getByRole('link', { name: /^Faults/ }).click();
  await settled(page);
  const press = urgent().getByRole('button', { name: /^Give it to .*: Complaint by letter$/ });
  await press.waitFor();
  const before = await urgent()
    .getByRole('button', { name: /^Give it to|^Keep/ })
    .count();
  await press.click();
  await said(/is accountable for Complaint by letter now/);
  await press.waitFor({ state: 'detached' });
  expect(await urgent().getByText('Complaint by letter').count()).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await press.waitFor();
  expect(
    await urgent()
      .getByRole('button', { name: /^Give it to|^Keep/ })
      .count(),
  ).toBe(before);
});

test('a fault may stand with a reason, and counts again', async () => {
  await urgent()
    .getByRole('button', { name: /^Let it stand … Complaint by letter/ })
    .click();
  await page.getByLabel('Reason').fill('Letters end in spring.');
  await page.getByRole('button', { name: 'Let it stand', exact: true }).click();
  await said(/Complaint by letter may stand until/);
  await page.getByLabel(/^Let stand \(1\)/).check();
  await said(/Letters end in spring/);
  await page.getByRole('button', { name: 'Count again' }).click();
  await said('Complaint by letter counts again.');
});

test('the sponsor answers what waits, and takes the answer back', async () => {
  const mara = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(mara, url, people.sponsor);
  await mara.getByText(/colleague needs something from you/).waitFor();
  await mara.goto(`${url}/ownership/mandates`);
  await settled(mara);
  await mara.getByRole('button', { name: /^Grant Judit Varga/ }).click();
  await mara.getByText('Granted. Judit Varga is told.').waitFor();
  await mara.getByRole('button', { name: 'Undo' }).last().click();
  await mara.getByRole('button', { name: /^Grant Judit Varga/ }).waitFor();
});
