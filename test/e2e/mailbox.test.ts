import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../browser.ts';
import { type Dovecot, hasDovecot, password, startDovecot } from '../dovecot.ts';
import { people, settled, signInAs } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
let dovecot: Dovecot | undefined;

beforeAll(async () => {
  browser = await openBrowser();
  if (!hasDovecot) return;
  dovecot = await startDovecot();
  dovecot.deliver(
    'kundendienst',
    'From: Kim Weber <kim.weber@example.org>\r\nSubject: Router\r\nMessage-ID: <1@example.org>\r\n\r\nThe light stays red.',
    'Feedback',
  );
});
afterAll(async () => {
  await browser.close();
  await dovecot?.stop();
});

/** Where no Dovecot can be had there is nothing to connect to. */
test.skipIf(!hasDovecot)(
  'a mailbox is tried, connected, fetched from, and its mail is a customer’s words',
  async () => {
    const person = await newPerson(browser, { width: 1440, language: 'en' });
    const page = await person.newPage();
    await signInAs(page, url, people.lead);
    await page.goto(`${url}/sources`);
    await page.getByRole('button', { name: 'Mailboxes' }).click();
    await settled(page);
    await page.getByRole('button', { name: 'Connect a mailbox' }).click();
    const texts = {
      Name: 'Service mail',
      Server: '127.0.0.1',
      Port: String(dovecot?.tlsPort),
      User: 'kundendienst',
      Password: 'wrong',
    };
    for (const [label, text] of Object.entries(texts))
      await page.getByRole('textbox', { name: label, exact: true }).fill(text);
    await page.getByRole('button', { name: 'Try the connection' }).click();
    await page.getByText('is not trusted').waitFor();
    await page.getByLabel('Certificate').selectOption('any');
    await page.getByRole('button', { name: 'Try the connection' }).click();
    await page.getByText('does not accept this user and password').waitFor();
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
    await page.getByRole('button', { name: 'Try the connection' }).click();
    await page.getByText('It works: 0 mails in INBOX').waitFor();
    await page.getByLabel('Folder').selectOption('Feedback');
    await page.getByLabel('Touchpoint').selectOption({ label: 'Router set-up' });
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('What came: Service mail').waitFor();
    await page.getByText('kim.weber@example.org').waitFor();
    await page.getByText('Kim Weber Router').waitFor();
    await page.goto(`${url}/customers?q=kim.weber%40example.org`);
    await page.getByRole('link', { name: 'Kim Weber' }).first().click();
    const words = page.getByText('The light stays red.').first();
    await words.waitFor();
    expect(await words.isVisible()).toBe(true);
  },
);
