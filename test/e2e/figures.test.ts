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

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const period = { from: day(400), to: day(35) };
const measures = `/measures?period=${period.from}~${period.to}`;
const asked = new URLSearchParams({ ...period, by: 'touchpoint' });

interface Reading {
  key: string;
  label: string;
  value: number | null;
  n: number | null;
}

/** As the page writes a score: a real minus, a plus, no decimals. */
const written = (value: number) => {
  const whole = Math.round(value);
  return whole === 0 ? '0' : `${whole < 0 ? '−' : '+'}${Math.abs(whole)}`;
};

test('page, interface and file say the same figure', async () => {
  const answer = await page.request.get(`${url}/api/v1/metrics/nps/readings?${asked}`);
  const readings = (await answer.json()) as Reading[];
  const visit = readings.find(({ key }) => key === 'technician_visit') as Reading;
  expect(visit.n).toBeGreaterThan(30);

  const file = await (
    await page.request.get(`${url}/api/v1/metrics/nps/readings?${asked}&format=csv`)
  ).text();
  const [head = '', ...lines] = file.trim().split(/\r?\n/);
  const columns = head.replace(/^\uFEFF/, '').split(',');
  const line = lines.find((one) => one.startsWith('technician_visit,'))?.split(',') ?? [];
  const cell = (name: string) => Number(line[columns.indexOf(name)]);
  expect({ value: cell('value'), n: cell('n') }).toEqual({ value: visit.value, n: visit.n });

  await page.goto(url + measures);
  await settled(page);
  const row = page.getByRole('row').filter({ hasText: 'Technician visit' });
  await row.waitFor();
  const shown = await row.textContent();
  expect(shown).toContain(written(visit.value as number));
  expect(shown).toContain(String(visit.n));
});

test('a figure opens to the words behind it, and they lead to the customer', async () => {
  await page.goto(url + measures);
  await settled(page);
  await page.getByRole('button', { name: 'Technician visit' }).click();
  const behind = page.getByRole('dialog');
  await behind.getByText('· Technician visit', { exact: false }).first().waitFor();
  await behind
    .getByRole('link')
    .filter({ hasNotText: /CSV|export/i })
    .first()
    .click();
  await page.waitForURL(/\/customers\/[0-9a-f-]{36}/);
});

test('every figure on Home, on a map and on the chart leads on', async () => {
  const places = ['/', '/journeys/join', '/ownership', '/measures'];
  for (const place of places) {
    await page.goto(url + place);
    await settled(page);
    const figures = page.locator('main [data-opens]');
    await figures.first().waitFor();
    const first = figures.first();
    const target = await first.getAttribute('href');
    expect(target, place).toMatch(/^\/measures\?/);
    await first.click();
    await page.getByRole('dialog').waitFor();
  }
});
