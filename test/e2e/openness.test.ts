import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../browser.ts';
import { people, signInAs, visit } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function come(who: RegExp): Promise<Page> {
  const page = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(page, url, who);
  return page;
}

test('somebody asks for data, is denied with a reason only, and finds it open once the matrix says so', async () => {
  const [jonas, asta] = [await come(people.head), await come(people.lead)];
  await visit(jonas, url, '/sources/openness');
  await jonas.getByRole('button', { name: 'Ask for access' }).click();
  const form = jonas.getByRole('dialog');
  await form.getByLabel('Data set').selectOption({ label: 'Tickets · Sanna Berg' });
  await form.getByLabel('What for').fill('To see why visits are asked for twice.');
  await form.getByRole('button', { name: 'Ask', exact: true }).click();
  await jonas.getByText('Field service asks to see Tickets: everything').waitFor();

  await visit(asta, url, '/sources/openness');
  await asta.getByRole('button', { name: 'Deny: Field service: Tickets' }).click();
  const denial = asta.getByRole('dialog');
  await denial.getByLabel('Reason').fill('no');
  await denial.getByRole('button', { name: 'Deny' }).click();
  await denial.getByText('Say it in a few words.').waitFor();
  await denial.getByLabel('Reason').fill('Names stay with customer service; ask for figures.');
  await denial.getByRole('button', { name: 'Deny' }).click();
  await denial.waitFor({ state: 'detached' });

  await asta.getByRole('button', { name: /^Tickets, Field service: nobody has said/ }).click();
  await asta.getByLabel('How much').selectOption('aggregated');
  await asta.getByRole('button', { name: 'Say so' }).click();
  await asta.getByRole('button', { name: /^Tickets, Field service: figures only/ }).waitFor();
  await visit(jonas, url, '/sources/openness');
  await jonas.getByRole('button', { name: /^Show \d+ answered/ }).click();
  await jonas.getByText('Names stay with customer service; ask for figures.').waitFor();
  expect(await jonas.getByTitle(/^Tickets, Field service: figures only/).count()).toBe(1);
});

test('a change of shape is accepted, and leads from the list of sources to what it feeds', async () => {
  const asta = await come(people.lead);
  await visit(asta, url, '/sources');
  // What other tests send to this company may change the shape of other sources too.
  await asta.locator('a[href="/sources/crm"]', { hasText: /changes of shape/ }).click();
  await asta.getByRole('button', { name: 'Accept: net' }).click();
  await asta.getByText('This is its shape from now on.').waitFor();
  await asta.getByRole('button', { name: 'Accept: net' }).waitFor({ state: 'detached' });
  await asta.getByRole('button', { name: 'Table' }).click();
  const feeds = asta.getByRole('region', { name: 'Streams, as a table' });
  await feeds.getByRole('link', { name: 'Wrong first bills' }).first().click();
  await asta.waitForURL(/\/measures\?metric=first_bill_wrong/);
  await asta.getByRole('button', { name: 'From which sources' }).click();
  await asta.getByText(/100% of them from Customer register/).waitFor();
});
