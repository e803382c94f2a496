import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../../browser.ts';
import { people, settled, signInAs } from '../tour.ts';

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

/** The customer's link, as it stands in the mail of the outbox. */
async function linkFor(page: Page, caseId: string): Promise<string> {
  await page.goto(`${url}/outbox`);
  await settled(page);
  const mails = await page.request.get(`${url}/api/v1/mails?aboutKind=case&aboutId=${caseId}`);
  const { items } = (await mails.json()) as { items: { id: string; purpose: string }[] };
  const id = items.find((mail) => mail.purpose === 'follow_up')?.id;
  await page.goto(`${url}/outbox?mail=${id}`);
  const answer = page.getByRole('link', { name: 'Open the customer’s page' });
  await answer.waitFor();
  await page.frameLocator('iframe').getByRole('link', { name: 'Not yet' }).waitFor();
  return `${url}${await answer.getAttribute('href')}`;
}

async function answerAs(link: string, says: string, words: string): Promise<string | null> {
  // As a customer with scripts switched off, on a phone.
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  const answer = await page.goto(link);
  expect((await answer?.body())?.length).toBeLessThan(20_000);
  await page.getByLabel(says).check();
  await page.getByLabel('Anything you want to add').fill(words);
  await page.getByRole('button', { name: 'Send my answer' }).click();
  await page.waitForURL(/thanks=1/);
  const said = await page.getByRole('heading', { level: 1 }).textContent();
  await context.close();
  return said;
}

test('from Home to a customer who says it was put right, with a “no” on the way', async () => {
  const priya = await openPage(people.agent);
  const asta = await openPage(people.lead);
  await priya.getByRole('link', { name: 'Open' }).last().click();
  await priya.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
  const caseId = /[0-9a-f-]{36}/.exec(priya.url())?.[0] ?? '';
  await priya.getByRole('region', { name: 'What to do' }).waitFor();

  await priya.keyboard.press('a');
  await priya.getByLabel(/What was done/).fill('Credited the bill and fixed the tariff.');
  await priya.keyboard.press('Control+Enter');
  await priya.getByText('Action recorded.').waitFor();

  const tell = async () => {
    await priya.getByRole('button', { name: 'Tell the customer' }).click();
    await priya.getByRole('combobox', { name: 'Language' }).click();
    await priya.getByRole('option', { name: 'English' }).click();
    await expect
      .poll(() => priya.getByRole('textbox', { name: 'Message' }).inputValue())
      .toMatch(/^Dear [\s\S]*Credited the bill and fixed the tariff\./);
    await priya.getByRole('tab', { name: 'Preview' }).click();
    await priya.frameLocator('iframe').getByText('Did we put it right?').waitFor();
    await priya.getByRole('button', { name: 'Send and close' }).click();
    await priya
      .getByText(/and closed\. The customer is asked/)
      .last()
      .waitFor();
  };
  await tell();
  expect(await answerAs(await linkFor(asta, caseId), 'No, not yet', 'Billed twice again.')).toBe(
    'Thank you for telling us.',
  );

  await priya.reload();
  await priya.getByText('The customer says it was not put right.').waitFor();
  await priya.getByText('Billed twice again.').first().waitFor();
  await tell();
  expect(await answerAs(await linkFor(asta, caseId), 'Yes, it is fine now', 'Now it is right.')).toBe(
    'Thank you. Glad to hear it.',
  );

  await priya.reload();
  await priya.getByText('confirmed by the customer').first().waitFor();
  await priya.getByText('The customer: yes, it is fine now').waitFor();
});
