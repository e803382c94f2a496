import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../browser.ts';
import { type Recording, record } from './record.ts';
import { people, settled, signInAs } from './tour.ts';

const { url } = inject('demo');
/** Of this run alone: addresses are never given out again. */
const name = `Fair ${Date.now()}`;
const key = name.toLowerCase().replace(' ', '-');
const survey = `/api/v1/surveys/${key}`;
let browser: Browser;
let page: Page;
let recording: Recording;

beforeAll(async () => {
  browser = await openBrowser();
  const person = await newPerson(browser, { language: 'en' });
  recording = await record(person, 'invitation');
  page = await person.newPage();
});
afterAll(async () => {
  await recording.end();
  await browser.close();
});

const read = async <T>(path: string): Promise<T> => (await page.request.get(url + path)).json() as Promise<T>;
interface Mail {
  id: string;
  to: { address: string };
  subject: string;
}
const mailTo = async (address: string) =>
  (await read<{ items: Mail[] }>('/api/v1/mails?aboutKind=survey&limit=50')).items.find(
    ({ to }) => to.address === address,
  );

/** In the browser: from a starter to a published survey. */
async function makeSurvey(): Promise<void> {
  await page.goto(`${url}/surveys`);
  await settled(page);
  await page.getByRole('button', { name: 'New survey' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Begin with').selectOption('relationship');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await page.waitForURL(`**/surveys/${key}`);
  await page
    .getByRole('button', { name: /^Publish/ })
    .first()
    .click();
  await expect.poll(async () => (await read<{ published: number | null }>(survey)).published).toBe(1);
  await recording.picture(page, 'published');
}

/** Whoever has the case says what was done; the customer is told, asked, and says yes. */
async function followUp(customer: BrowserContext): Promise<void> {
  const cases = async () => {
    const { items } = await read<{ items: { id: string; customer: { name: string } }[] }>(
      '/api/v1/cases?q=Nia&open=true',
    );
    return items.filter(({ customer }) => customer.name === 'Nia Ferro');
  };
  await expect.poll(async () => (await cases()).length, { timeout: 30_000 }).toBe(1);
  const id = (await cases())[0]?.id as string;
  const owner = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(owner, url, people.sponsor);
  await owner.goto(`${url}/inbox/${id}`);
  await owner.getByRole('region', { name: 'What to do' }).waitFor();
  await owner.getByText('Nobody called me back.').first().waitFor();
  await recording.picture(owner, 'case');
  await owner.keyboard.press('a');
  await owner.getByLabel(/What was done/).fill('Called back and booked a new date.');
  await owner.keyboard.press('Control+Enter');
  await owner.getByText('Action recorded.').waitFor();
  await owner.getByRole('button', { name: 'Tell the customer' }).click();
  await owner.getByRole('tab', { name: 'Preview' }).click();
  await owner.getByRole('button', { name: 'Send and close' }).click();
  await owner
    .getByText(/and closed\. The customer is asked/)
    .last()
    .waitFor();
  const told = await read<{ items: { id: string; purpose: string }[] }>(
    `/api/v1/mails?aboutKind=case&aboutId=${id}`,
  );
  const { text } = await read<{ text: string }>(
    `/api/v1/mails/${told.items.find((one) => one.purpose === 'follow_up')?.id}`,
  );
  const theirs = await customer.newPage();
  await theirs.goto(url + (/\/p\/follow-up\/[\w-]+/.exec(text)?.[0] ?? ''));
  await theirs.locator('input[name=helped][value=yes]').check();
  await theirs.locator('button[type=submit]').click();
  await theirs.waitForURL(/thanks=1/);
  await recording.picture(theirs, 'confirmed');
  expect((await read<{ confirmed: object }>(`/api/v1/cases/${id}`)).confirmed).toMatchObject({
    helped: true,
  });
  await owner.context().close();
}

test('built, asked by a plan, answered from inside the mail, followed up, counted once', {
  timeout: 240_000,
}, async () => {
  await signInAs(page, url, people.lead);
  await makeSurvey();
  // Whatever the hour of this run.
  const { contacting } = await read<{ contacting: { allowed: object } }>('/api/v1/contact-rules');
  const always = { ...contacting.allowed, week: Array.from({ length: 7 }, () => [['00:00', '24:00']]) };
  const headers = { origin: url };
  const changed = await page.request.put(`${url}/api/v1/contact-rules`, {
    headers,
    data: { ...contacting, allowed: always },
  });
  expect(changed.status()).toBe(200);
  const before = await read<{ total: { x: number; n: number } }>(`${survey}/response`);

  const address = `nia.${Date.now()}@customer.example`;
  await page.goto(`${url}/surveys/${key}?tab=invite`);
  await settled(page);
  await recording.picture(page, 'before');
  await page.getByRole('button', { name: 'Ask by mail' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Visitors of the fair');
  await page.getByRole('combobox', { name: 'When' }).selectOption('once');
  await page.getByRole('combobox', { name: 'Whom' }).selectOption('list');
  await page
    .getByRole('textbox', { name: 'List of people' })
    .fill(`email;name;language\n${address};Nia Ferro;de`);
  await recording.picture(page, 'plan');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('“Visitors of the fair” is saved.').waitFor();

  // The minute comes round, and the mail lies in the outbox.
  await expect.poll(() => mailTo(address), { timeout: 150_000, interval: 2000 }).toBeDefined();
  const mail = (await mailTo(address)) as Mail;
  await page.goto(`${url}/outbox?mail=${mail.id}`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('link', { name: '2', exact: true }).waitFor();
  await recording.picture(page, 'mail');
  const link = (await frame.getByRole('link', { name: '2', exact: true }).getAttribute('href')) as string;

  // The customer, on a phone without scripts.
  const customer = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  const theirs = await customer.newPage();
  await theirs.goto(link);
  expect(await theirs.locator('input[value="2"]').isChecked()).toBe(true);
  expect((await read<{ total: { x: number } }>(`${survey}/response`)).total.x).toBe(before.total.x);
  await recording.picture(theirs, 'ticked');
  for (let i = 0; i < 4 && (await theirs.locator('form button[type=submit]').count()) > 0; i++) {
    const words = theirs.locator('textarea');
    if ((await words.count()) > 0) await words.fill('Nobody called me back.');
    const wish = theirs.locator('input[name="a.contact.wanted"]');
    if ((await wish.count()) > 0) await wish.check();
    await theirs.locator('form button[type=submit]').first().click();
  }
  await recording.picture(theirs, 'thanks');

  await expect
    .poll(async () => (await read<{ total: object }>(`${survey}/response`)).total, { timeout: 10_000 })
    .toMatchObject({ x: before.total.x + 1, n: before.total.n + 1 });
  await page.goto(`${url}/surveys/${key}?tab=invite`);
  await settled(page);
  await page.getByText('Nia Ferro').first().waitFor();
  await recording.picture(page, 'counted');

  await followUp(customer);

  // One press in the mail program, and no survey asks them again.
  const { headers: of } = await read<{ headers: Record<string, string> }>(`/api/v1/mails/${mail.id}`);
  const unsubscribe = /<(.*)>/.exec(of['List-Unsubscribe'] ?? '')?.[1] as string;
  const pressed = await customer.request.post(unsubscribe, { form: { 'List-Unsubscribe': 'One-Click' } });
  expect(pressed.status()).toBe(200);
  const { items } = await read<{ items: { address: string }[] }>(
    `/api/v1/suppressions?q=${encodeURIComponent(address)}`,
  );
  expect(items).toMatchObject([{ address, reason: 'unsubscribed' }]);
  await customer.close();
});
