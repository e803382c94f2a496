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

const openPage = async (who: RegExp): Promise<{ page: Page; errors: string[] }> => {
  const page = await (await newPerson(browser, { language: 'en' })).newPage();
  const errors = watchErrors(page);
  await signInAs(page, url, who);
  return { page, errors };
};

interface Line {
  id: string;
  number: number;
  customer: { id: string; name: string | null };
}

/** The page holds its stream: what happens from here on is not found by asking. */
const streaming = (page: Page) =>
  page.waitForEvent('response', {
    predicate: (answer) => answer.url().includes('/api/v1/live') && answer.status() === 200,
  });

test('a case that becomes mine stands in my inbox and in the bell without loading the page again', async () => {
  const priya = await openPage(people.agent);
  const asta = await openPage(people.lead);
  const opened = streaming(priya.page);
  await priya.page.goto(`${url}/inbox`);
  await opened;
  await settled(priya.page);
  const me = (await (await priya.page.request.get(`${url}/api/v1/me`)).json()) as { person: { id: string } };
  const asking: string[] = [];
  priya.page.on('request', (one) => {
    if (one.isNavigationRequest()) asking.push(one.url());
  });
  const list = priya.page.getByRole('list', { name: 'Cases' });
  await list.waitFor();

  // A case of a colleague, handed over to her and accepted elsewhere: through the interface, as programs do.
  const open = await asta.page.request.get(`${url}/api/v1/cases?open=true&limit=50`);
  const { items } = (await open.json()) as {
    items: (Line & { owner: { id: string }; offeredTo: unknown })[];
  };
  const send = (page: Page, id: string, path: string, data: object) =>
    page.request.post(`${url}/api/v1/cases/${id}/${path}`, { data, headers: { origin: url } });
  // The first that may be offered: one that is disputed may not.
  let other: Line | undefined;
  for (const one of items.filter(({ owner, offeredTo }) => owner.id !== me.person.id && !offeredTo)) {
    await send(asta.page, one.id, 'step-in', { reason: 'They wait too long.' });
    const offer = await send(asta.page, one.id, 'hand-over', {
      to: me.person.id,
      reason: 'It is your street.',
    });
    if (offer.status() === 200) {
      other = one;
      break;
    }
  }
  const id = other?.id ?? '';
  expect(id).not.toBe('');
  await expect.poll(() => priya.page.getByRole('button', { name: /^Notices, [1-9]/ }).count()).toBe(1);
  expect((await send(priya.page, id, 'hand-over/answer', { answer: 'accepted' })).status()).toBe(200);
  await priya.page.locator(`a[href*="${id}"]`).first().waitFor();
  expect(asking).toEqual([]);

  await priya.page.getByRole('button', { name: /^Notices, [1-9]/ }).click();
  const board = priya.page.getByRole('region', { name: 'Notices' });
  await board
    .getByRole('link', { name: /asks you to take over/ })
    .first()
    .click();
  await priya.page.waitForURL(new RegExp(id));
  // Looking at the case is having read what was told about it.
  const unread = async () => {
    const answer = await priya.page.request.get(`${url}/api/v1/me/notices?unread=true&limit=100`);
    const { items } = (await answer.json()) as { items: { subject: { id: string } | null }[] };
    return items.filter((one) => one.subject?.id === id).length;
  };
  await expect.poll(unread).toBe(0);
  for (const one of [priya, asta]) {
    expect(one.errors).toEqual([]);
    await one.page.context().close();
  }
});

test('colleagues at one case see each other, who writes, and who has left', async () => {
  const asta = await openPage(people.lead);
  const jonas = await openPage(people.head);
  const answer = await asta.page.request.get(`${url}/api/v1/cases?open=true&limit=1`);
  const [one] = ((await answer.json()) as { items: Line[] }).items as [Line];
  for (const { page } of [asta, jonas]) {
    await page.goto(`${url}/inbox/${one.id}`);
    await settled(page);
  }
  await asta.page.getByText(/Jonas Nowak.* here$/).waitFor();
  await jonas.page.getByText(/Asta .* here$/).waitFor();
  await jonas.page.keyboard.press('n');
  await jonas.page.locator('textarea').first().pressSequentially('I call them now.');
  await asta.page.getByText(/^Jonas Nowak is writing…$/).waitFor();
  await jonas.page.goto(`${url}/journeys`);
  await expect.poll(() => asta.page.getByText(/Jonas Nowak.* (here|writing…)$/).count()).toBe(0);
  for (const { page, errors } of [asta, jonas]) {
    expect(errors).toEqual([]);
    await page.context().close();
  }
});

test('a second tab shares the stream of the first, and goes on with it when that one is closed', async () => {
  const { page } = await openPage(people.agent);
  const context = page.context();
  const streams: string[] = [];
  context.on('request', (one) => {
    if (one.url().includes('/api/v1/live')) streams.push(one.url());
  });
  const second = await context.newPage();
  await second.goto(`${url}/inbox`);
  await settled(second);
  expect(streams).toEqual([]);
  const taken = streaming(second);
  await page.close();
  await taken;
  expect(streams).toHaveLength(1);
  await context.close();
});
