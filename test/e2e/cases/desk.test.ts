import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser, watchErrors } from '../../browser.ts';
import { people, settled, signInAs } from '../tour.ts';

const { url } = inject('demo');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** As long as a slow machine needs for a request and what it draws. */
const soon = { timeout: 20_000 };

const openPage = async (who: RegExp): Promise<Page> => {
  const page = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(page, url, who);
  return page;
};
const api = async <T>(
  page: Page,
  method: 'get' | 'post' | 'delete',
  path: string,
  data?: object,
): Promise<T> => {
  const headers = { origin: url };
  const answer = await page.request[method](`${url}/api/v1${path}`, { headers, ...(data ? { data } : {}) });
  expect(answer.status(), `${method} ${path}`).toBeLessThan(300);
  const text = await answer.text();
  return (text ? JSON.parse(text) : undefined) as T;
};

test('a case from a draft on two devices to a mail out of the library, with files, mentions and ticks', async () => {
  const lead = await openPage(people.lead);
  const priya = await openPage(people.agent);
  const errors = watchErrors(priya);
  const { items: customers } = await api<{ items: { id: string; email: string | null }[] }>(
    priya,
    'get',
    '/customers?limit=50',
  );
  const customer = customers.find((one) => one.email);
  const made = await api<{ id: string }>(priya, 'post', '/cases', {
    customerId: customer?.id,
    touchpoint: 'technician_visit',
    reason: 'Rang about the visit',
    quote: '<script>document.title = "run"</script> nobody came',
    mine: true,
  });
  const list = await api<{ id: string }>(lead, 'post', '/checklists', {
    name: 'Rung in about a visit',
    kinds: ['person'],
    touchpoints: ['technician_visit'],
    steps: [{ text: 'Ask for the number of the van', beforeTelling: true }],
  });
  const at = `${url}/inbox/${made.id}`;
  await priya.goto(at);
  await settled(priya);

  // A note with a mention and a file; the draft is there on another device before it is sent.
  await priya.keyboard.press('n');
  const note = priya.getByRole('combobox', { name: /For colleagues/ });
  await note.fill('Please look at this, @Asta');
  await priya.getByRole('option', { name: /Asta/ }).click();
  await priya.locator('input[data-attach]').setInputFiles({
    name: 'rota.html.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('van 7 was booked twice'),
  });
  await priya.getByRole('list', { name: 'Attached' }).getByText('rota.html.txt').waitFor();
  await priya.getByText('Draft kept').waitFor();
  const phone = await openPage(people.agent);
  await phone.goto(`${at}?do=note`);
  await settled(phone);
  await expect
    .poll(() => phone.getByRole('combobox', { name: /For colleagues/ }).inputValue(), soon)
    .toMatch(/^Please look at this, @Asta/);
  await phone.getByRole('combobox', { name: /For colleagues/ }).fill('From the phone');
  await phone.getByText('Draft kept').waitFor();
  await expect
    .poll(
      async () =>
        (await api<{ items: { content: { text: string } }[] }>(phone, 'get', `/cases/${made.id}/drafts`))
          .items[0]?.content.text,
    )
    .toBe('From the phone');
  const words = `${await note.inputValue()} Today?`;
  await note.fill(words);
  await priya.getByRole('alert').getByText('From the phone').waitFor();
  await priya.getByRole('button', { name: 'Go on with what is here' }).click();
  await priya.getByRole('button', { name: 'Show the other draft' }).waitFor();
  await priya.locator('input[data-attach]').setInputFiles({
    name: 'page.html',
    mimeType: 'text/html',
    buffer: Buffer.from('<!doctype html><script>alert(1)</script>'),
  });
  await priya.getByText('of a kind that is not kept').waitFor();
  await priya.getByRole('button', { name: 'Save', exact: true }).click();
  await priya.getByText('Noted.').waitFor();
  const story = priya.getByRole('region', { name: 'What has happened' });
  await story.getByText('Today?').waitFor();
  const [download] = await Promise.all([
    priya.waitForEvent('download'),
    story.getByRole('link', { name: 'rota.html.txt' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('rota.html.txt');
  await story.getByRole('button', { name: 'Edit' }).click();
  await story.getByRole('combobox').fill(`${words} It is urgent.`);
  await story.getByRole('button', { name: 'Save' }).click();
  await story.getByRole('button', { name: 'Edited once' }).click();
  await story.getByRole('list', { name: 'What it said before' }).getByText('Today?').waitFor();
  const mails = await api<{ items: { subject: string }[] }>(
    lead,
    'get',
    `/mails?aboutKind=case&aboutId=${made.id}`,
  );
  expect(mails.items.map((mail) => mail.subject)).toContain('Priya Dahl mentions you');

  // What was done, then a message of the library; what must be done first holds it back.
  await priya.keyboard.press('a');
  await priya.getByLabel(/What was done/).fill('A new visit on Tuesday at nine.');
  await priya.getByRole('button', { name: 'Save', exact: true }).click();
  await priya.getByText('Action recorded.').waitFor();
  const library = priya.getByRole('region', { name: 'From the library' });
  await library
    .getByRole('listitem')
    .filter({ hasText: 'The technician did not come' })
    .getByRole('button', { name: 'Put into a mail' })
    .click();
  await expect
    .poll(() => priya.getByRole('textbox', { name: 'Message' }).inputValue(), soon)
    .toMatch(/A new visit on Tuesday at nine\.|Termin/);
  expect(await priya.getByRole('textbox', { name: 'Message' }).inputValue()).not.toContain('{{');
  await priya.getByRole('button', { name: 'Send and close' }).click();
  await priya.getByText('Before the customer is told, tick').waitFor();
  await priya.getByRole('checkbox', { name: 'Ask for the number of the van' }).click();
  await story.getByText('Priya Dahl ticked').waitFor();
  await priya.getByRole('button', { name: 'Send and close' }).click();
  await priya
    .getByText(/and closed\. The customer is asked/)
    .last()
    .waitFor();

  // A script in what a customer said is text, here and in the mail.
  expect(await priya.title()).not.toBe('run');
  await priya.getByText('document.title = "run"').first().waitFor();
  await priya.getByRole('region', { name: 'What worked before' }).waitFor();
  await api(lead, 'delete', `/checklists/${list.id}`);
  expect(errors.filter((error) => !/415|409|422/.test(error))).toEqual([]);
});

test('an article is written, approved by somebody else, and found', async () => {
  const priya = await openPage(people.agent);
  const lead = await openPage(people.lead);
  await priya.goto(`${url}/library`);
  await settled(priya);
  await priya.getByRole('button', { name: 'Write one' }).click();
  const form = priya.getByRole('dialog');
  await form.getByText('How to', { exact: true }).click();
  await form.getByRole('textbox', { name: 'Title' }).fill('Xylophone in the line');
  await form.getByRole('textbox', { name: 'How it is solved' }).fill('Swap the splitter.');
  await form.getByRole('button', { name: 'Save the draft' }).click();
  await form.getByRole('button', { name: 'Ask for approval' }).click();
  await form.getByText('You wrote this, so somebody else approves it.').waitFor();
  await lead.goto(`${url}/library?state=submitted&q=xylo`);
  await settled(lead);
  await lead.getByRole('link', { name: 'Xylophone in the line' }).click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await lead.getByText('Approved: everybody finds it now.').waitFor();
  await priya.goto(`${url}/library?q=splitter`);
  await settled(priya);
  await priya.getByRole('link', { name: 'Xylophone in the line' }).waitFor();
});
