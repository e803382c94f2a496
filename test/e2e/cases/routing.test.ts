import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser, watchErrors } from '../../browser.ts';
import { people, settled, signInAs, visit } from '../tour.ts';

const { url } = inject('demo');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('a rule is tried on 90 days, kept, moved by keyboard, and sends a case where it says', async () => {
  const page = await (await newPerson(browser, { language: 'en' })).newPage();
  const errors = watchErrors(page);
  await signInAs(page, url, people.lead);
  await visit(page, url, '/settings?part=rules');
  await page.getByRole('link', { name: 'Where cases go' }).click();
  await page.getByRole('heading', { level: 1, name: 'Where cases go' }).waitFor();
  await page.getByRole('button', { name: 'Add a rule' }).click();

  const name = 'Lost umbrellas';
  await page.getByLabel(/^Name/).fill(name);
  const save = page.getByRole('button', { name: 'Save: holds from now on' });
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByRole('menuitem', { name: 'Words they said' }).click();
  // A condition that says nothing yet is not kept.
  expect(await save.isDisabled()).toBe(true);
  await page.getByRole('combobox', { name: 'Words they said: Values' }).fill('umbrella');
  await page.keyboard.press('Enter');
  await page.getByText('A person', { exact: true }).click();
  await page.getByRole('combobox', { name: 'Who', exact: true }).fill('Jonas');
  await page.getByRole('option', { name: /^Jonas/ }).click();

  await page.getByRole('button', { name: 'Try on 90 days' }).click();
  await page.getByText(/cases? since/).waitFor();
  expect(await page.getByRole('row', { name: new RegExp(name) }).count()).toBe(1);
  await save.click();
  await page.getByText(`“${name}” holds for cases that open from now on.`).waitFor();

  const rule = page.getByRole('listitem').filter({ hasText: name });
  await rule.getByText('says “umbrella”').waitFor();
  const handle = rule.getByRole('button', { name: /^Move “Lost umbrellas”/ });
  const place = async () => Number(/, (\d+) of/.exec((await handle.getAttribute('aria-label')) ?? '')?.[1]);
  const before = await place();
  await handle.focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(place).toBe(before - 1);

  const { items } = await (await page.request.get(`${url}/api/v1/customers?limit=1`)).json();
  const made = await page.request.post(`${url}/api/v1/cases`, {
    data: { customerId: items[0].id, reason: 'Called: his umbrella stayed in our van', mine: false },
    headers: { origin: url },
  });
  expect(made.status()).toBe(201);
  const { id, owner } = await made.json();
  expect(owner.name).toMatch(/^Jonas/);
  await page.goto(`${url}/inbox/${id}`);
  await settled(page);
  await page
    .getByText(/the rule “Lost umbrellas” names Jonas/)
    .first()
    .waitFor();

  await visit(page, url, '/routing');
  await page.getByRole('button', { name: `End: ${name}` }).click();
  await page.getByText(`“${name}” sends no cases any more.`).waitFor();
  await page.request.post(`${url}/api/v1/cases/${id}/closure`, {
    data: { waiver: 'It was found in the hall.' },
    headers: { origin: url },
  });
  expect(errors).toEqual([]);
}, 90_000);
