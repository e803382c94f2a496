import type { Browser } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser, watchErrors } from '../browser.ts';
import { receiver } from '../receiver.ts';
import { beyondTheEdge, violations } from './accessible.ts';
import { people, signInAs, visit } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
let theirs: Awaited<ReturnType<typeof receiver>>;
beforeAll(async () => {
  browser = await openBrowser();
  theirs = await receiver();
});
afterAll(async () => {
  await browser.close();
  await theirs.close();
});

test('somebody sends events to a system of their own, and sees each try', async () => {
  const person = await newPerson(browser);
  const page = await person.newPage();
  const errors = watchErrors(page);
  const name = `Planner at ${new URL(theirs.url).port}`;
  await signInAs(page, url, people.lead);
  await visit(page, url, '/endpoints');
  await page.getByRole('button', { name: 'Send somewhere' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Address').fill('ftp://nowhere.example');
  await page.getByRole('button', { name: 'Cases: All' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('is not an address such as https://').waitFor();
  await page.getByLabel('Address').fill(`${theirs.url}/planner`);
  await page.getByRole('button', { name: 'Save' }).click();
  const secret = (await page.getByText(/^whsec_/).textContent()) ?? '';
  await page.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('link', { name }).click();
  // Cases of the company may move meanwhile and be told of too; the test is tried again by itself after seconds.
  const tests = () => theirs.got.filter(({ body }) => JSON.parse(body).type === 'endpoint.test');
  theirs.answer(() => ({ status: 500, body: 'not yet' }));
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('It answered 500.').waitFor();
  await page.getByRole('button', { name: 'endpoint.test' }).click();
  theirs.answer(() => ({ status: 200, body: 'thanks' }));
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('answered 200').first().waitFor({ timeout: 30_000 });
  await page.getByText('answered 500').first().waitFor();
  const [first, again] = [tests()[0], tests().at(-1)];
  expect(again).not.toBe(first);
  expect(again!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
  expect(new Webhook(secret).verify(again!.body, again!.headers as Record<string, string>)).toMatchObject({
    type: 'endpoint.test',
  });
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await page.getByRole('heading', { name: 'Outgoing messages' }).waitFor();
  expect(errors.filter((error) => !error.includes('422'))).toEqual([]);
  await person.close();
});

test('the example company’s log is what this server really sent and took', async () => {
  const person = await newPerson(browser);
  const page = await person.newPage();
  await signInAs(page, url, people.lead);
  await visit(page, url, '/endpoints');
  await page.getByRole('link', { name: 'Data warehouse (example)' }).click();
  await page
    .getByText(/answered 200/)
    .first()
    .waitFor({ timeout: 90_000 });
  const { items } = await (await page.request.get(`${url}/api/v1/endpoints`)).json();
  const example = items.find(({ name }: { name: string }) => name === 'Data warehouse (example)');
  const log = await (await page.request.get(`${url}/api/v1/endpoints/${example.id}/deliveries`)).json();
  const one = log.items.find(({ state }: { state: string }) => state === 'delivered');
  const { attempts } = await (await page.request.get(`${url}/api/v1/deliveries/${one.id}`)).json();
  expect(attempts[0]).toMatchObject({ status: 200, response: 'Taken, thank you.' });
  await person.close();
});

test('every kind can be entered on a phone, in the dark, in German', async () => {
  const person = await newPerson(browser, { width: 360, height: 740, dark: true, language: 'de' });
  const page = await person.newPage();
  await signInAs(page, url, people.lead);
  for (const kind of ['Webhook', 'Slack', 'Microsoft Teams', 'CRM']) {
    await visit(page, url, '/endpoints?new=1');
    await page.getByRole('radio', { name: new RegExp(`^${kind}`) }).check();
    if (kind === 'CRM') await page.getByLabel('Beginnen mit').selectOption('HubSpot');
    expect([kind, ...(await violations(page)), ...(await beyondTheEdge(page))]).toEqual([kind]);
  }
  await person.close();
});
