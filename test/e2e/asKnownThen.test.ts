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

beforeAll(async () => {
  browser = await openBrowser();
  lead = await newPerson(browser, { language: 'en' });
  page = await lead.newPage();
  await signInAs(page, url, people.lead);
  run = await record(lead, 'as-known-then');
});
afterAll(async () => {
  await run.end();
  await browser.close();
});

interface Late {
  id: string;
  touchpoint: { key: string; name: string } | null;
  breaches: { dueAt: string; asKnown: { person: { name: string } | null }; corrected: boolean }[];
}

const api = async <T>(path: string): Promise<T> =>
  (await page.request.get(`${url}/api/v1${path}`)).json() as Promise<T>;
const DAY = 86_400_000;
/** The day of an instant where Halden is. */
const dayOf = (at: number) => new Date(at).toLocaleDateString('en-CA', { timeZone: 'Europe/Berlin' });

/** A case that missed its deadline on a day before today, while somebody was accountable where it happened. */
async function missed() {
  const { items } = await api<{ items: { id: string }[] }>('/cases?overdue=true&open=true&limit=100');
  for (const { id } of items) {
    const late = await api<Late>(`/cases/${id}`);
    const breach = late.breaches.find((one) => one.asKnown.person && !one.corrected);
    if (!late.touchpoint || !breach || dayOf(Date.parse(breach.dueAt)) >= dayOf(Date.now())) continue;
    const day = dayOf(Date.parse(breach.dueAt));
    return { id, touchpoint: late.touchpoint, day, known: breach.asKnown.person!.name };
  }
  throw new Error('no case missed its deadline on a day that has passed');
}

test('the then accountable is seen by sliding, corrected with a date in the past, and both answers stay: at the touchpoint and at the case that was late', async () => {
  const late = await missed();
  const heir = late.known === 'Sanna Berg' ? 'Lena Falk' : 'Sanna Berg';
  const ago = Math.round((Date.parse(dayOf(Date.now())) - Date.parse(late.day)) / DAY);

  await page.goto(`${url}/ownership`);
  await settled(page);
  await page.getByRole('slider', { name: 'Day, by sliding' }).fill(String(-ago));
  await page.waitForURL((at) => at.searchParams.get('asOf') === late.day);
  await settled(page);
  const row = () =>
    page
      .getByRole('row')
      .filter({ has: page.getByRole('button', { name: late.touchpoint.name, exact: true }) })
      .first();
  await row()
    .getByRole('img', { name: new RegExp(late.known) })
    .first()
    .waitFor();
  await run.picture(page, 'that-day');

  await row().getByRole('button', { name: late.touchpoint.name, exact: true }).click();
  await page.getByRole('button', { name: 'Name somebody' }).click();
  await page.getByRole('combobox', { name: 'Who' }).fill(heir);
  await page.getByRole('option', { name: heir }).first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel('From').fill(late.day);
  await form.getByLabel('Until').fill(dayOf(Date.parse(late.day) + DAY));
  await form.getByLabel('Why').fill('Stood in that day, written down late');
  await form.getByRole('button', { name: 'Name', exact: true }).click();
  await form.getByRole('button', { name: new RegExp(`^End ${late.known} on`) }).click();
  await page.getByText(`Known then: ${late.known}. Known now: ${heir}.`).first().waitFor();
  await run.picture(page, 'as-known-as-corrected');

  await page.goto(`${url}/inbox/${late.id}`);
  await settled(page);
  await page
    .getByText(new RegExp(`${late.known}.*${heir}`))
    .first()
    .waitFor();
  await run.picture(page, 'case');

  const at = `${late.day}T12:00:00Z`;
  const today = await api<{ person: { name: string } | null }>(
    `/touchpoints/${late.touchpoint.key}/accountable`,
  );
  expect(today.person?.name).toBe(late.known);
  expect(await api(`/touchpoints/${late.touchpoint.key}/accountable?at=${at}`)).toMatchObject({
    person: { name: heir },
    knownThen: { person: { name: late.known } },
    corrected: true,
  });
});
