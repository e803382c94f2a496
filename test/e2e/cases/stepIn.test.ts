import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../../browser.ts';
import { people, signInAs, visit } from '../tour.ts';

const { url } = inject('demo');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const openPage = async (who: RegExp): Promise<Page> => {
  const page = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(page, url, who);
  return page;
};

interface Line {
  id: string;
  customer: { id: string };
  owner: { name: string };
  touchpoint: object | null;
}

/** Open cases at touchpoints that are neither of these people's. */
async function somebodyElses(page: Page, not: RegExp): Promise<Line[]> {
  const answer = await page.request.get(`${url}/api/v1/cases?open=true&limit=200`);
  const { items } = (await answer.json()) as { items: Line[] };
  return items.filter((one) => !not.test(one.owner.name) && one.touchpoint !== null);
}

test('from a customer’s page: step in, give within the limit, ask for more, and thank a colleague', async () => {
  const priya = await openPage(people.agent);
  const [first] = await somebodyElses(priya, /Priya/);
  await visit(priya, url, `/customers/${first?.customer.id}`);
  await priya.getByLabel('What you will do').fill('I call her back in an hour.');
  await priya.getByRole('button', { name: 'Step in' }).click();
  await priya.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
  const band = priya.getByRole('region', { name: 'Advocate' });
  await band.getByText('You are this customer’s advocate').waitFor();
  await band.getByText('I call her back in an hour.').waitFor();

  const card = priya.getByRole('region', { name: 'What we give' });
  const give = async (amount: string, reason: string, act: string | RegExp) => {
    await card.getByRole('button', { name: 'Give something' }).click();
    await card.getByLabel('Amount in EUR').fill(amount);
    await card.getByLabel('Why').fill(reason);
    await card.getByRole('button', { name: act }).click();
  };
  await give('12,50', 'Waited a day.', /^Give$/);
  await card.getByText('€12.50 · Refund').waitFor();
  await give('400', 'Waited a whole week.', /^Ask /);
  await card.getByText('waits for approval').waitFor();
  await card.getByRole('button', { name: 'Withdraw' }).click();
  await card.getByText('withdrawn').waitFor();

  await visit(priya, url, '/recognition');
  await priya.getByRole('button', { name: 'Thank a colleague' }).click();
  await priya.getByRole('combobox', { name: 'Colleague' }).click();
  await priya.getByRole('combobox', { name: 'Colleague' }).fill('Jonas');
  await priya.getByRole('option', { name: /Jonas/ }).first().click();
  await priya.getByLabel('What for?').fill('For the ladder on Sunday.');
  await priya.getByRole('button', { name: 'Say thanks', exact: true }).click();
  await priya.getByText('For the ladder on Sunday.').first().waitFor();
});

test('finance sees where it went and closes nothing that runs; limits are set by who keeps them', async () => {
  const asta = await openPage(people.lead);
  await visit(asta, url, '/recovery');
  await asta.getByRole('table', { name: 'Where it went' }).waitFor();
  await asta.getByRole('button', { name: 'New budget' }).click();
  await asta.getByLabel('Role').selectOption({ label: 'Analysts' });
  await asta.getByLabel(/On one case/).fill('9000');
  await asta.getByRole('button', { name: 'Save' }).click();
  await asta.getByText('No limit can be above that of the whole month.').waitFor();
  await asta.getByLabel(/On one case/).fill('30');
  await asta.getByRole('button', { name: 'Save' }).click();
  await asta.getByText('Holds from now on.').waitFor();
  await asta.getByText('Analysts').first().waitFor();
  const file = await asta.request.get(
    `${url}/api/v1/recovery/report?from=2020-01-01&to=2030-01-01&format=csv`,
  );
  expect((await file.text()).split('\r\n')[0]).toContain('month,department,touchpoint');
});
