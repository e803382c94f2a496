import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../browser.ts';
import { type Recording, record } from './record.ts';
import { people, settled, signInAs } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
let page: Page;
let recording: Recording;

beforeAll(async () => {
  browser = await openBrowser();
  const person = await newPerson(browser, { language: 'en' });
  recording = await record(person, 'loop');
  page = await person.newPage();
});
afterAll(async () => {
  await recording.end();
  await browser.close();
});

interface Case {
  number: number;
  state: string;
  owner: { name: string };
  customer: { id: string; name: string };
  reopened: number;
}

const caseNow = async (id: string): Promise<Case> =>
  (await page.request.get(`${url}/api/v1/cases/${id}`)).json() as Promise<Case>;

/** From Home to a case in one click; the answer is its id. */
async function openMostUrgent(): Promise<string> {
  await page.goto(`${url}/`);
  await settled(page);
  await page
    .getByRole('link', { name: /^Open: / })
    .first()
    .click();
  await page.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
  await page.getByRole('button', { name: /^Tell the customer/ }).waitFor();
  return /inbox\/([0-9a-f-]+)/.exec(page.url())?.[1] as string;
}

async function act(words: string): Promise<void> {
  await page.getByRole('button', { name: /^Action taken/ }).click();
  await page.getByLabel('What was done; the customer will read these words').fill(words);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Action recorded.').last().waitFor();
}

/** The newest follow-up of a case in the outbox, and the customer's page behind its link. */
async function customersPage(id: string): Promise<Page> {
  await page.goto(`${url}/outbox`);
  await settled(page);
  const { items } = (await (await page.request.get(`${url}/api/v1/mails?limit=50`)).json()) as {
    items: { id: string; purpose: string; about: { id: string } | null }[];
  };
  const mail = items.find((one) => one.purpose === 'follow_up' && one.about?.id === id);
  await page.locator(`a[href="/outbox?mail=${mail?.id}"]`).click();
  const link = page.getByRole('link', { name: 'Open the customer’s page' });
  const [customer] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  await customer.getByRole('heading', { level: 1 }).waitFor();
  return customer;
}

test('from the first look to the customer’s yes', async () => {
  await signInAs(page, url, people.agent);
  await recording.picture(page, 'home');
  const id = await openMostUrgent();
  const before = await caseNow(id);
  expect(before).toMatchObject({ state: 'open', owner: { name: 'Priya Dahl' } });
  await recording.picture(page, 'case');

  await page.getByRole('heading', { level: 2 }).getByRole('link', { name: before.customer.name }).click();
  await page.waitForURL(`**/customers/${before.customer.id}`);
  await page.getByRole('heading', { level: 1, name: before.customer.name }).waitFor();
  await settled(page);
  await recording.picture(page, 'customer');
  await page.goBack();

  await act('The bill is cancelled and the money is on its way back.');
  await page.getByRole('button', { name: /^Tell the customer/ }).click();
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.waitFor();
  expect(await message.inputValue()).toContain('The bill is cancelled and the money is on its way back.');
  await recording.picture(page, 'follow-up');
  await page.getByRole('button', { name: 'Send and close' }).click();
  await page.getByText(/and closed\. The customer is asked whether it helped\./).waitFor();
  await expect.poll(async () => (await caseNow(id)).state).toBe('closed');

  const customer = await customersPage(id);
  await recording.picture(page, 'outbox');
  await customer.getByLabel(/^(Yes, it is fine now|Ja, jetzt ist es gut)$/).check();
  await recording.picture(customer, 'did-we-put-it-right');
  await customer.getByRole('button').click();
  await customer.getByRole('heading', { name: /Glad to hear it|Das freut uns/ }).waitFor();
  await recording.picture(customer, 'thank-you');
  expect(await caseNow(id)).toMatchObject({ state: 'confirmed', reopened: 0 });

  await page.goto(`${url}/inbox/${id}`);
  await page.getByText('The customer: yes, it is fine now').waitFor();
  await recording.picture(page, 'confirmed');
});

test('the customer’s no brings the case back to the same person', async () => {
  const id = await openMostUrgent();
  await act('I called the warehouse; the new router is sent today.');
  await page.getByRole('button', { name: /^Tell the customer/ }).click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page
    .getByText(/^Sent to /)
    .last()
    .waitFor();
  // Told is not closed: that is a step of its own.
  expect((await caseNow(id)).state).toBe('open');
  await page
    .getByRole('button', { name: /^Close/ })
    .first()
    .click();
  await page.getByText('The customer has been told').waitFor();
  await page
    .getByRole('region', { name: 'What to do' })
    .locator('form')
    .getByRole('button', { name: 'Close', exact: true })
    .click();
  await page.getByText('Closed.').last().waitFor();

  const customer = await customersPage(id);
  await customer.getByLabel(/^(No, not yet|Nein, noch nicht)$/).check();
  await customer.locator('textarea').fill('The router has not come.');
  await customer.getByRole('button').click();
  await customer
    .getByRole('heading', { name: /Thank you for telling us|Danke, dass Sie es sagen/ })
    .waitFor();
  expect(await caseNow(id)).toMatchObject({ state: 'open', owner: { name: 'Priya Dahl' }, reopened: 1 });

  await page.goto(`${url}/inbox/${id}`);
  await page.getByText('The customer says it was not put right.').waitFor();
  await page.getByText('The router has not come.').first().waitFor();
  await recording.picture(page, 'reopened');
});
