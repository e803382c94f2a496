import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../browser.ts';
import { people, settled, signInAs } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
let page: Page;
let journey: string;
/** Of this run alone: keys of what has a history are never given out again. */
const stamp = Date.now();
const name = `Trial ${stamp}`;
const desk = `Desk ${stamp}`;
const deskKey = `desk-${stamp}`;

beforeAll(async () => {
  browser = await openBrowser();
  page = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(page, url, people.lead);
});
afterAll(async () => {
  await page.request.delete(`${url}/api/v1/journeys/${journey}`, { headers: { origin: url } });
  await browser.close();
});

const map = () => page.getByRole('region', { name: `Map of ${name}` });
const phases = () =>
  map()
    .getByRole('textbox', { name: 'Name of the phase' })
    .evaluateAll((inputs) => (inputs as unknown as { value: string }[]).map((one) => one.value));
const said = (text: string | RegExp) => page.getByText(text).last().waitFor();

test('a journey is made, drawn by keyboard, and every step can be undone', async () => {
  await page.goto(`${url}/journeys`);
  await page.getByRole('button', { name: 'New journey' }).click();
  await page.getByLabel('Name').fill(name);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/journeys\/trial-.*edit=1/);
  journey = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await settled(page);

  for (const phase of ['Look', 'Try', 'Buy']) {
    await page.getByLabel('Add a phase').fill(phase);
    await page.keyboard.press('Enter');
    await said(`Phase “${phase}” added.`);
  }
  expect(await phases()).toEqual(['Look', 'Try', 'Buy']);

  await map().getByRole('textbox', { name: 'Name of the phase' }).nth(2).focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await said('“Buy” moved.');
  expect(await phases()).toEqual(['Look', 'Buy', 'Try']);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(phases).toEqual(['Look', 'Try', 'Buy']);

  await page.getByLabel('Add a touchpoint').nth(1).fill(desk);
  await page.keyboard.press('Enter');
  await said(`Touchpoint “${desk}” added.`);
  await page.getByRole('button', { name: `Change ${desk}` }).focus();
  await page.keyboard.press('Alt+ArrowRight');
  await said(`“${desk}” moved.`);
  await expect.poll(() => page.evaluate('document.activeElement?.textContent')).toBe(desk);
  await page.keyboard.press('Enter');
  await page.getByLabel('Channel', { exact: true }).fill('shop');
  await page.getByRole('button', { name: 'Save' }).click();
  await said(`“${desk}” changed.`);

  await page.getByLabel('Add to “Pain”, Try').fill('Nobody is there');
  await page.keyboard.press('Enter');
  await said('Note saved.');
  const file = await (await page.request.get(`${url}/api/v1/journeys/${journey}.yaml`)).text();
  expect(file).toContain(`      - key: ${deskKey}\n        name: ${desk}\n        channel: shop\n`);
  expect(file).toContain('    notes:\n      pain:\n        - Nobody is there\n');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Nobody is there').waitFor();
});

test('a file with a fault is refused by line, a good one applied', async () => {
  await page.goto(`${url}/journeys`);
  await settled(page);
  const apply = async (text: string) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'map.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
  await apply(`journey: ${journey}\nname: ${name}\nphases:\n  - key: Look\n    name: Look\n`);
  await said(/Line 4, phases\.0\.key: Use 1 to 100 lower-case/);
  const file = await (await page.request.get(`${url}/api/v1/journeys/${journey}.yaml`)).text();
  await apply(file.replace('name: Look', 'name: Look around'));
  await said(`Applied: ${name}.`);
  await page.getByText('Look around').waitFor();
});

test('an empty seat is filled, a second claim decided, and the one named says yes', async () => {
  await page.goto(`${url}/ownership?journey=${journey}`);
  await settled(page);
  await page.getByRole('button', { name: `Decide: ${desk}` }).click();
  const assign = async (who: string) => {
    await page.getByRole('combobox', { name: 'Who' }).fill(who);
    await page.getByRole('option', { name: new RegExp(who) }).click();
    await page.getByRole('button', { name: 'Name', exact: true }).click();
  };
  await assign('Priya Dahl');
  await said(new RegExp(`Priya Dahl.* has a part in ${desk} now`));
  // It stands beside the name, and, once the history is loaded, there too.
  await page.getByText('has not said yes').first().waitFor();

  await page.getByRole('button', { name: 'Name somebody' }).click();
  await assign('Jonas Nowak');
  await said(new RegExp(`Priya Dahl is accountable for ${desk} since`));
  await page.getByRole('button', { name: /^End Priya Dahl on/ }).click();
  await said(new RegExp(`Jonas Nowak.* has a part in ${desk} now`));

  const jonas = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(jonas, url, people.head);
  await jonas.goto(`${url}/ownership?journey=${journey}`);
  const row = jonas.getByText(`Accountable for ${desk}`).locator('xpath=ancestor::div[.//button][1]');
  await row.getByRole('button', { name: 'Yes, this is mine' }).click();
  await jonas.getByText('You said yes.').waitFor();

  const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString();
  const asked = await page.request.get(`${url}/api/v1/touchpoints/${deskKey}/accountable?at=${yesterday}`);
  expect(await asked.json()).toMatchObject({ person: null, reason: 'nobody' });
  await page.goto(`${url}/ownership?journey=${journey}&asOf=${yesterday.slice(0, 10)}`);
  await page.getByRole('button', { name: `Decide: ${desk}` }).waitFor();
});
