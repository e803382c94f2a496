import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser, watchErrors } from '../browser.ts';
import { violations } from './accessible.ts';

const { url } = inject('demo');
let browser: Browser;
let shop: Server;
let at: string;

/** Somebody else's page, on another origin, with our script in it. */
beforeAll(async () => {
  browser = await openBrowser();
  shop = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://shop');
    const data = [...searchParams].map(([name, value]) => `data-${name}="${value}"`).join(' ');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><head><title>Shop</title></head><body><main><h1>Shop</h1>
<p><button id="buy">Buy</button></p><div id="here"></div></main>
<script async src="${url}/embed.js" data-survey="setting-up" ${data}></script></body></html>`);
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  at = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser.close();
  shop.close();
});

async function visitor(look: { width?: number } = {}): Promise<Page> {
  const person = await newPerson(browser, { language: 'en', ...look });
  return person.newPage();
}
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Survey' });
const survey = (page: Page) => page.frameLocator('iframe[title="Survey"]');

test('a pop-up is answered within a page of another site, and does not come again', async () => {
  const page = await visitor();
  const errors = watchErrors(page);
  await page.goto(at);
  const inside = survey(page);
  await inside.getByText('How satisfied are you with our visit?').waitFor();
  expect(await violations(page)).toEqual([]);
  await inside.getByRole('radio', { name: '5', exact: true }).check({ force: true });
  await inside.getByRole('button', { name: 'Next' }).click();
  await inside.getByRole('button', { name: 'Next' }).click();
  await inside.getByRole('button', { name: 'Send' }).click();
  await inside.getByRole('heading', { name: 'Thank you' }).waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await dialog(page).count()).toBe(0);
  expect(await page.context().cookies()).toEqual([]);
  await page.reload();
  await page.waitForLoadState('networkidle');
  expect(await dialog(page).count()).toBe(0);
  expect(errors).toEqual([]);
  await page.context().close();
});

test('it waits for an event, keeps to its pages and to its share of visitors', async () => {
  const page = await visitor({ width: 360 });
  await page.goto(`${at}/?event=bought`);
  await page.waitForLoadState('networkidle');
  expect(await dialog(page).count()).toBe(0);
  await page.evaluate("dispatchEvent(new Event('bought'))");
  await dialog(page).waitFor();
  const wide = await page.evaluate(
    "document.querySelector('[role=dialog]').getBoundingClientRect().right <= innerWidth",
  );
  expect(wide).toBe(true);
  await page.keyboard.press('Escape');
  expect(await dialog(page).count()).toBe(0);
  await page.context().close();

  const other = await visitor();
  for (const query of ['pages=/help*', 'share=0']) {
    await other.goto(`${at}/shop?${query}`);
    await other.waitForLoadState('networkidle');
    expect(await dialog(other).count()).toBe(0);
  }
  await other.goto(`${at}/help/me?pages=/help*`);
  await dialog(other).waitFor();
  await other.context().close();
});

test('a button opens it and gives the focus back; in line it takes the height it needs', async () => {
  const page = await visitor();
  await page.goto(`${at}/?mode=button`);
  await page.getByRole('button', { name: 'Feedback' }).click();
  await dialog(page).waitFor();
  await page.getByRole('button', { name: 'Close' }).press('Enter');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Feedback');
  await page.goto(`${at}/?mode=inline&target=%23here`);
  await survey(page).getByText('How satisfied are you with our visit?').waitFor();
  const scrolls = page.frames().find((frame) => frame.url().includes('/s/'));
  await scrolls?.waitForFunction('document.documentElement.scrollHeight <= innerHeight + 1');
  await page.context().close();
});
