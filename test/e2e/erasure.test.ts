import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser, watchErrors } from '../browser.ts';
import { beyondTheEdge, expectAccessible } from './accessible.ts';
import { people, settled, signInAs, visit } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** An administrator is none of the four people of the sign-in page. */
async function administrator(looks: Parameters<typeof newPerson>[1]): Promise<Page> {
  const page = await (await newPerson(browser, looks)).newPage();
  await page.request.post(`${url}/api/v1/session/demo`, { data: { email: 'ivo.brandt@halden.example' } });
  return page;
}

test('an administrator sees what goes, names the customer, and only figures remain', async () => {
  const page = await administrator({ language: 'en' });
  const errors = watchErrors(page);
  const open = await page.request.get(`${url}/api/v1/cases?open=true&limit=1`);
  const [one] = (await open.json()).items as {
    id: string;
    number: number;
    customer: { id: string; name: string };
  }[];
  if (!one) throw new Error('The example company has no open case.');
  await visit(page, url, `/customers/${one.customer.id}`);
  await page.getByRole('button', { name: 'More about this customer' }).click();
  await page.getByRole('menuitem', { name: 'Erase…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase this customer?' });
  await dialog.getByText('Records of sources').waitFor();
  await dialog.getByText(`#${one.number}, with`).waitFor();
  await expectAccessible(page);
  const act = dialog.getByRole('button', { name: 'Erase for good' });
  await dialog.getByLabel('Why?').fill(`${one.customer.name} asked for it.`);
  await dialog.getByLabel(`Type “${one.customer.name}” to confirm`).fill('somebody else');
  expect(await act.isDisabled()).toBe(true);
  await dialog.getByLabel(`Type “${one.customer.name}” to confirm`).fill(one.customer.name);
  await act.click();
  await dialog.getByText('Leave out names').waitFor();
  await dialog.getByLabel('Why?').fill('Asked for it in writing.');
  await act.click();
  await page.getByRole('heading', { level: 1, name: 'Erased customer' }).waitFor();
  await page.getByText(/^Erased on .+ by Ivo Brandt\./).waitFor();
  expect(await page.getByText(one.customer.name).count()).toBe(0);
  await settled(page);
  await expectAccessible(page);
  await visit(page, url, `/inbox/${one.id}`);
  await page.getByText('The customer was erased. What was done stands here').waitFor();
  expect(await page.getByText(one.customer.name).count()).toBe(0);
  await expectAccessible(page);
  // Refusing the reason was meant.
  expect(errors.filter((error) => !/422/.test(error))).toEqual([]);
});

test('on a phone, in the dark and in German, the preview fits and reads; others are not offered it', async () => {
  const page = await administrator({ language: 'de', width: 360, height: 740, dark: true });
  await visit(page, url, '/customers/:customer');
  await page.getByRole('button', { name: 'Mehr zu diesem Kunden' }).click();
  await page.getByRole('menuitem', { name: 'Löschen …' }).click();
  await page.getByRole('dialog').getByText('Datensätze aus Quellen').waitFor();
  expect(await beyondTheEdge(page)).toEqual([]);
  await expectAccessible(page);
  const agent = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(agent, url, people.agent);
  await visit(agent, url, '/customers/:customer');
  expect(await agent.getByRole('button', { name: 'More about this customer' }).count()).toBe(0);
});
