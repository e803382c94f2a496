import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newPerson, openBrowser, watchErrors } from '../browser.ts';
import { type Running, startOnus } from '../running.ts';
import { settled } from './tour.ts';

let browser: Browser;
let onus: Running;
beforeAll(async () => {
  [browser, onus] = await Promise.all([openBrowser(), startOnus('serve')]);
});
afterAll(async () => {
  await browser.close();
  await onus.stop();
});

test('an empty folder asks for the organisation and its first administrator, once', async () => {
  const person = await newPerson(browser, { language: 'en' });
  const page = await person.newPage();
  const errors = watchErrors(page);
  await page.goto(onus.url);
  await page.waitForURL('**/welcome');
  await page.getByLabel('Name of the organisation').fill('Harbour Bakery');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Your name').fill('Ada Quist');
  await page.getByLabel('E-mail').fill('ada@harbour.example');
  const create = page.getByRole('button', { name: 'Create' });
  await page.getByRole('textbox', { name: 'Password' }).fill('short');
  expect(await create.isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: 'Password' }).fill('bread before breakfast');
  await create.click();
  await page.getByRole('heading', { name: 'Harbour Bakery is ready' }).waitFor();

  await page.goto(onus.url);
  await settled(page);
  await page.getByRole('heading', { level: 1, name: /Ada/ }).waitFor();
  const me = await (await page.request.get(`${onus.url}/api/v1/me`)).json();
  expect(me).toMatchObject({
    roles: expect.arrayContaining(['admin']),
    organisation: { name: 'Harbour Bakery' },
  });

  const again = await page.request.post(`${onus.url}/api/v1/setup`, {
    headers: { origin: onus.url },
    data: {
      organisation: 'Thieves',
      language: 'en',
      timezone: 'UTC',
      currency: 'EUR',
      name: 'Mallory',
      email: 'mallory@thieves.example',
      password: 'let me in please',
    },
  });
  expect(again.status()).toBeGreaterThanOrEqual(400);

  // An empty page teaches: each says what will stand there.
  for (const path of [
    '/inbox',
    '/customers',
    '/journeys',
    '/ownership',
    '/ownership/seams',
    '/measures',
    '/sources',
  ]) {
    await page.goto(onus.url + path);
    await settled(page);
    expect((await page.locator('main').textContent())?.length, path).toBeGreaterThan(60);
  }
  expect(errors.filter((error) => !error.includes('401'))).toEqual([]);
  await person.close();
});
