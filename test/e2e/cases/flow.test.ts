import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser, watchErrors } from '../../browser.ts';
import { people, settled, signInAs, visit } from '../tour.ts';

const { url } = inject('demo');
let browser: Browser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  browser = await openBrowser();
  page = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(page, url, people.lead);
  errors = watchErrors(page);
});
afterAll(() => browser.close());

test('the way of a case opens to its cases, and the link restores what is seen', async () => {
  await visit(page, url, '/');
  await page.getByRole('link', { name: 'Flow' }).first().click();
  await settled(page);
  const way = page.getByRole('region', { name: 'The way of a case' });
  await way.getByRole('button', { name: /^From opened to acknowledged: half within/ }).click();
  const panel = page.getByRole('dialog', { name: 'From opened to acknowledged' });
  await panel.getByText('The longest first').waitFor();
  await page.reload();
  await panel.getByRole('link').first().waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('link', { name: 'CSV' }).click(),
  ]);
  const text = (await (await file.createReadStream()).toArray()).join('');
  expect(text).toMatch(/^number,customer,touchpoint,reason,opened_at,closed_at,minutes/);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
});

test('a touchpoint chosen from its list narrows the page, and choosing it again does not', async () => {
  await visit(page, url, '/flow');
  const list = page.getByRole('region', { name: 'By touchpoint' });
  const first = list.getByRole('button').first();
  await first.click();
  await page.waitForURL(/touchpoint=/);
  await settled(page);
  expect(await first.getAttribute('aria-pressed')).toBe('true');
  await first.click();
  await page.waitForURL((at) => !at.search.includes('touchpoint='));
});

test('a huddle is begun, stepped through, and what repeats becomes an improvement with an owner', async () => {
  await visit(page, url, '/huddles');
  await page.getByRole('button', { name: 'Begin the huddle' }).click();
  await page.getByRole('button', { name: 'End the huddle' }).waitFor();
  await page.getByRole('heading', { name: 'What came in?' }).waitFor();
  await page.getByRole('textbox', { name: 'Note' }).fill('Fewer than last week.');
  await page.getByRole('button', { name: 'Note it' }).click();
  await page.getByText('noted by Asta').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('heading', { name: 'What repeats?' }).waitFor();
  await page
    .getByRole('button', { name: /^Propose an improvement: / })
    .first()
    .click();
  const panel = page.getByRole('dialog', { name: 'Propose an improvement' });
  const title = `Less of it ${Date.now().toString(36)}`;
  await panel.getByRole('textbox', { name: 'What should improve' }).fill(title);
  await panel
    .getByRole('textbox', { name: 'What would help, and why you think so' })
    .fill('If we tell people earlier, fewer of them wait.');
  await panel.getByRole('combobox', { name: 'Owner' }).fill('Asta');
  await page.getByRole('option', { name: /^Asta/ }).click();
  await panel.getByRole('button', { name: 'Propose an improvement' }).click();
  await page.waitForURL(/\/improvements\/[\w-]+$/);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.getByText('accepted it.').waitFor();
  // From one of its cases back to it.
  await page.getByRole('region', { name: 'Cases that show why' }).getByRole('link').first().click();
  await page.waitForURL(/\/inbox\//);
  // What stands above it comes in bit by bit and moves it.
  await settled(page);
  await page
    .getByRole('region', { name: 'Becomes an improvement' })
    .getByRole('link', { name: title })
    .click();
  await page.waitForURL(/\/improvements\//);

  await visit(page, url, '/huddles');
  await page.getByRole('button', { name: 'End the huddle' }).click();
  await page.getByRole('button', { name: 'Begin the huddle' }).waitFor();
  await page
    .getByRole('region', { name: 'Huddles before' })
    .getByText(/everybody · 1 note/)
    .first()
    .waitFor();
  expect(errors).toEqual([]);
});
