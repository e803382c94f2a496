import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../browser.ts';
import { hasMaria, type Maria, startMaria } from '../mariadb.ts';
import { people, settled, signInAs } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
let maria: Maria | undefined;

beforeAll(async () => {
  browser = await openBrowser();
  if (!hasMaria) return;
  maria = await startMaria();
  maria.run(`create database shop; create user r@'127.0.0.1' identified by 'pw'; grant select on shop.* to r@'127.0.0.1';
    create user r@localhost identified by 'pw'; grant select on shop.* to r@localhost; use shop;
    create table a (answer_id int, email varchar(90), nps int, comment varchar(90), answered_at datetime);
    insert into a values (1, 'k@example.org', 9, 'Good', '2026-02-01 10:00:00'), (2, 'l@example.org', 3, 'Slow', '2026-02-02 10:00:00')`);
});
afterAll(async () => {
  await browser.close();
  await maria?.stop();
});

/** Where no MariaDB can be had there is nothing to connect to. */
test.skipIf(!hasMaria)('a database is connected, looked at, and fetched from', async () => {
  const person = await newPerson(browser, { width: 1440, language: 'en' });
  const page = await person.newPage();
  await signInAs(page, url, people.lead);
  await page.goto(`${url}/sources/database`);
  await settled(page);
  await page.getByRole('button', { name: 'Connect a database' }).first().click();
  await page.getByLabel('Kind').selectOption('mysql');
  await page.getByLabel('Encryption').selectOption('off');
  const texts = {
    Name: 'Shop answers',
    Server: '127.0.0.1',
    Port: String(maria?.port),
    Database: 'shop',
    User: 'r',
    Password: 'pw',
  };
  for (const [label, text] of Object.entries(texts)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByLabel('Column that only grows').fill('answered_at');
  await page.getByLabel('Query').fill('select * from a');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByLabel('What answer_id is').selectOption({ label: 'Id of the row' });
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('button', { name: 'Fetch Shop answers now' }).click();
  const done = page.getByText('2 rows read, 2 new or changed');
  await done.waitFor();
  expect(await done.isVisible()).toBe(true);
});
