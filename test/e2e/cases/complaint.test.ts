import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser, watchErrors } from '../../browser.ts';
import { record } from '../record.ts';
import { people, settled, signInAs } from '../tour.ts';

const { url } = inject('demo');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function ask<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`${url}/api/v1${path}`);
  expect(answer.ok(), path).toBe(true);
  return (await answer.json()) as T;
}

interface Detail {
  id: string;
  state: string;
  owner: { id: string; name: string };
}

/** As the customer, without a script. */
async function answer(link: string, says: string): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel(says).check();
  await page.getByRole('button', { name: 'Send my answer' }).click();
  await page.waitForURL(/thanks=1/);
  await context.close();
}

test('a complaint from receipt to the final response; a “no” opens it again, twice', async () => {
  const context = await newPerson(browser, { language: 'en' });
  const page = await context.newPage();
  const errors = watchErrors(page);
  await signInAs(page, url, people.lead);
  const recording = await record(context, 'complaint');

  await page.goto(`${url}/complaints`);
  await settled(page);
  await page.getByRole('button', { name: 'Take in a complaint' }).click();
  const panel = page.getByRole('dialog');
  const { items } = await ask<{ items: { name: string | null; email: string | null }[] }>(
    page,
    '/customers?limit=50',
  );
  const customer = items.find((one) => one.email && one.name);
  await panel
    .getByRole('textbox', { name: 'Customer' })
    .or(panel.getByRole('combobox', { name: 'Customer' }))
    .fill(customer?.email ?? '');
  await page
    .getByRole('option', { name: customer?.email ?? '' })
    .first()
    .click();
  await panel
    .getByRole('textbox', { name: 'The complaint, in their words' })
    .fill('Your driver left the router in the rain.');
  await panel.getByLabel('What it is about').selectOption('delivery');
  await recording.picture(page, 'taking-in');
  await panel.getByRole('button', { name: 'Take it in' }).click();
  await page.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
  const caseId = /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? '';
  const card = page.getByRole('region', { name: /^Complaint C-\d{4}-\d{5}$/ });
  await card.waitFor();
  await card.getByRole('list', { name: 'Stage 1 of 6: Received' }).waitFor();
  await recording.picture(page, 'received');

  await card.getByRole('button', { name: 'Confirm the receipt' }).click();
  await card.getByLabel('Language').selectOption('en');
  await expect
    .poll(() => card.getByRole('textbox', { name: 'Message' }).inputValue())
    .toMatch(/Its reference is C-\d{4}-\d{5}/);
  await card.getByRole('button', { name: 'Send' }).click();
  await card.getByRole('list', { name: 'Stage 2 of 6: Acknowledged' }).waitFor();

  await card.getByRole('button', { name: 'Assess' }).click();
  await card.getByText('high', { exact: true }).click();
  await card.getByRole('button', { name: 'Save' }).click();
  await card.getByRole('list', { name: 'Stage 3 of 6: Assessed' }).waitFor();

  await card.getByRole('button', { name: 'Record what was found' }).click();
  await card.getByRole('textbox', { name: 'What was found' }).fill('The driver has no key to the porch.');
  await card.getByLabel('What caused it?').selectOption('process');
  await card.getByRole('button', { name: 'Save' }).click();
  await card.getByRole('list', { name: 'Stage 4 of 6: Investigated' }).waitFor();
  await recording.picture(page, 'investigated');

  // Without a redress there is no final response.
  await card.getByRole('button', { name: 'Redress' }).click();
  await card.getByRole('textbox', { name: 'What the customer gets' }).fill('A new router, and a month free.');
  await card.getByRole('button', { name: 'Save' }).click();
  await card.getByText('A new router, and a month free.').waitFor();

  await card.getByRole('button', { name: 'Final response' }).click();
  await card.getByLabel('Language').selectOption('en');
  const reasons = card.getByRole('textbox', { name: 'Reasons' });
  await expect.poll(() => reasons.inputValue()).toBe('The driver has no key to the porch.');
  await reasons.fill('');
  await card.getByRole('button', { name: 'Send and close' }).click();
  await card.getByText('This part is missing.').waitFor();
  await reasons.fill('The driver has no key to the porch.');
  await recording.picture(page, 'response');
  await card.getByRole('button', { name: 'Send and close' }).click();
  await card.getByRole('list', { name: 'Stage 6 of 6: Closed' }).waitFor();
  await recording.picture(page, 'closed');

  const link = async () => {
    const { items: mails } = await ask<{ items: { id: string; purpose: string }[] }>(
      page,
      `/mails?aboutKind=case&aboutId=${caseId}`,
    );
    for (const one of mails.filter((mail) => mail.purpose === 'follow_up')) {
      const { text } = await ask<{ text: string }>(page, `/mails/${one.id}`);
      const path = /\/p\/follow-up\/[\w-]{43}/.exec(text)?.[0];
      if (path) return `${url}${path}`;
    }
    throw new Error('no link was sent');
  };
  const first = await ask<Detail>(page, `/cases/${caseId}`);
  expect(first.state).toBe('closed');
  await answer(await link(), 'No, not yet');
  const again = await ask<Detail>(page, `/cases/${caseId}`);
  expect([again.state, again.owner.id]).toEqual(['open', first.owner.id]);
  await page.reload();
  await card.getByRole('list', { name: 'Stage 3 of 6: Assessed' }).waitFor();

  // Answered a second time, and a second no: open again.
  const respond = async (path: string, data: object) => {
    const { complaint } = await ask<{ complaint: { id: string } }>(page, `/cases/${caseId}/complaint`);
    const said = await page.request.post(`${url}/api/v1/complaints/${complaint.id}/${path}`, { data });
    expect(said.ok(), await said.text()).toBe(true);
  };
  await respond('investigation', { outcome: 'upheld', findings: 'It was wet.', cause: 'process' });
  await respond('response', {
    channel: 'email',
    subject: 'Your complaint',
    language: 'en',
    close: true,
    parts: { decision: 'You are right.', reasons: 'It was wet.', redress: 'A router.', next: 'The board.' },
  });
  await answer(await link(), 'No, not yet');
  const third = await ask<Detail>(page, `/cases/${caseId}`);
  expect(third.state).toBe('open');

  await page.goto(`${url}/complaints?show=report`);
  await settled(page);
  await page.getByRole('region', { name: 'What came of the complaints received' }).waitFor();
  await recording.picture(page, 'report');
  expect(errors.filter((error) => !error.includes('422'))).toEqual([]);
  await recording.end();
});
