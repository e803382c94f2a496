import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../../browser.ts';
import { record } from '../record.ts';
import { people, settled, signInAs } from '../tour.ts';

const { url } = inject('demo');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

interface Person {
  context: BrowserContext;
  page: Page;
}

async function come(who: RegExp): Promise<Person> {
  const context = await newPerson(browser, { language: 'en' });
  const page = await context.newPage();
  await signInAs(page, url, who);
  return { context, page };
}

/** Reads and writes as the signed-in person, for what is only a beginning or an ending of the story told here. */
async function ask<T>(page: Page, method: 'get' | 'post', path: string, data?: object): Promise<T> {
  const answer = await page.request[method](`${url}/api/v1${path}`, data ? { data } : {});
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

async function choose(page: Page, label: string | RegExp, name: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  await field.fill(name);
  await page.getByRole('option', { name: new RegExp(name) }).click();
}

interface Case {
  id: string;
  owner: { name: string };
  why: string;
}

test('“not mine”, countered by the nominee, ruled by the sponsor; the case moves and the next one goes there by itself', async () => {
  const [priya, jonas, mara] = [
    await come(people.agent),
    await come(people.head),
    await come(people.sponsor),
  ];
  const recordings = await Promise.all([
    record(priya.context, 'dispute-owner'),
    record(jonas.context, 'dispute-nominee'),
    record(mara.context, 'dispute-arbiter'),
  ]);
  const [seen, seenByJonas, seenByMara] = recordings;
  const { items } = await ask<{ items: { id: string }[] }>(priya.page, 'get', '/customers?limit=3');
  const open = (n: number) =>
    ask<Case>(priya.page, 'post', '/cases', {
      customerId: items[n]?.id,
      touchpoint: 'first_invoice',
      reason: 'Paid for a visit that never took place',
      quote: 'I am to pay for the day I waited in vain?',
    });
  const first = await open(0);
  expect(first.owner.name).toBe('Priya Dahl');

  // Priya says that it is not hers, and whose it is.
  await priya.page.goto(`${url}/inbox/${first.id}?view=all`);
  await settled(priya.page);
  await priya.page.getByRole('button', { name: /^Not mine/ }).click();
  const say = priya.page.getByRole('button', { name: 'Say so' });
  await priya.page
    .getByRole('textbox', { name: 'Why it is not yours' })
    .fill('The visit is booked as done in the field.');
  expect(await say.isDisabled(), 'without somebody else’s name it cannot be said').toBe(true);
  await choose(priya.page, 'Whose is it instead?', 'Jonas Nowak');
  await seen?.picture(priya.page, 'not-mine');
  await say.click();
  await priya.page.getByText('Jonas Nowak is asked. Until it is settled the customer stays yours.').waitFor();
  await priya.page.getByText('Priya Dahl has the customer meanwhile.').waitFor();
  await seen?.picture(priya.page, 'asked');

  // Jonas finds it among his disputes, and says not mine either.
  await jonas.page.goto(`${url}/ownership/disputes`);
  await settled(jonas.page);
  const mine = jonas.page.getByRole('region', { name: 'Waits for you' });
  await mine.getByText('The visit is booked as done in the field.').waitFor();
  await mine.getByRole('link', { name: 'Answer' }).first().click();
  await jonas.page.waitForURL(/\/inbox\//);
  await jonas.page.getByRole('button', { name: 'Not mine either' }).click();
  await jonas.page
    .getByRole('textbox', { name: 'Why it is not yours' })
    .fill('We reported it as failed the same day.');
  await seenByJonas?.picture(jonas.page, 'countered');
  await jonas.page.getByRole('button', { name: 'Not mine either' }).click();
  await jonas.page.getByText('Dr. Mara Lindqvist rules it.').waitFor();

  // It stands on the sponsor's Home; she rules, apart from who caused and who caught it.
  await mara.page.goto(`${url}/`);
  await settled(mara.page);
  const stuck = mara.page.getByRole('region', { name: 'What only you can unstick' });
  await stuck.getByText(/Paid for a visit that never took place/).waitFor();
  await seenByMara?.picture(mara.page, 'home');
  await stuck.getByRole('link', { name: /Rule it: .*Paid for a visit/ }).click();
  await mara.page.getByRole('heading', { name: /Dispute about case #/ }).waitFor();
  await choose(mara.page, 'Whose is it?', 'Farid Benali');
  await mara.page
    .getByRole('textbox', { name: 'Why', exact: true })
    .fill('Whoever sends the bill checks that the visit took place.');
  await mara.page.getByLabel('Caused by').selectOption({ label: 'Field service' });
  await mara.page.getByLabel('Caught by').selectOption({ label: 'Customer service' });
  await seenByMara?.picture(mara.page, 'ruling');
  await mara.page.getByRole('button', { name: 'Rule', exact: true }).click();
  await mara.page.getByText('Ruled: it is Farid Benali’s.').waitFor();
  await mara.page.getByText(/ goes to Farid Benali/).waitFor();
  await mara.page.getByText('Caused by Field service, caught by Customer service').first().waitFor();
  await seenByMara?.picture(mara.page, 'ruled');

  // The case has moved, and says why.
  await priya.page.reload();
  await settled(priya.page);
  await priya.page.getByText('It was ruled: Farid Benali has it, the next time too').waitFor();
  await priya.page.getByText('Dr. Mara Lindqvist ruled: Whoever sends the bill').first().waitFor();
  await seen?.picture(priya.page, 'moved');

  // The next one goes there by itself.
  const next = await open(1);
  expect(next.owner.name).toBe('Farid Benali');
  expect(next.why).toMatch(/^as was ruled on .*: Whoever sends the bill/);
  await priya.page.goto(`${url}/inbox/${next.id}?view=all`);
  await priya.page.getByText(/as was ruled on .*: Whoever sends the bill/).waitFor();
  await seen?.picture(priya.page, 'next-case');

  // What stood for this story only goes with it: other runs find the first bill with Priya again.
  const { items: rulings } = await ask<{ items: { id: string; reason: string }[] }>(
    mara.page,
    'get',
    '/rulings',
  );
  const ruling = rulings.find((one) => one.reason.startsWith('Whoever sends the bill'));
  const retired = await mara.page.request.post(`${url}/api/v1/rulings/${ruling?.id}/retirement`, {
    data: { reason: 'End of the story.' },
  });
  expect(retired.status()).toBe(204);
  await Promise.all(recordings.map((one) => one.end()));
});

test('a grey area is appointed, decided, and leaves the sponsor’s Home', async () => {
  const { context, page } = await come(people.sponsor);
  const recording = await record(context, 'grey-area');
  await page.goto(`${url}/ownership/grey-areas`);
  await settled(page);
  await page.getByRole('heading', { level: 2, name: 'Complaint by letter' }).waitFor();
  await recording.picture(page, 'register');
  await page.getByRole('button', { name: 'Open Complaint by letter' }).click();
  await page.getByText('Nobody is accountable.').last().waitFor();
  await page.getByRole('button', { name: 'Appoint somebody to clarify' }).click();
  await choose(page, 'Who', 'Sanna Berg');
  await page.getByRole('button', { name: 'Appoint', exact: true }).click();
  await page.getByText('Sanna Berg clarifies it now.').waitFor();
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  await choose(page, 'Accountable from today on', 'Sanna Berg');
  await page.getByRole('textbox', { name: 'Why so' }).fill('Whoever answers the mails answers the letters.');
  await recording.picture(page, 'decision');
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  await page.getByText('Decided. The ledger says so from today on.').waitFor();
  await page.getByText('Accountable: Sanna Berg').waitFor();
  await recording.picture(page, 'decided');
  const answer = await page.request.get(`${url}/api/v1/touchpoints/complaint_letter/accountable`);
  const { person } = (await answer.json()) as { person: { name: string } };
  expect(person.name).toBe('Sanna Berg');
  await page.goto(`${url}/`);
  await settled(page);
  const stuck = page.getByRole('region', { name: 'What only you can unstick' });
  await stuck.waitFor();
  expect(await stuck.getByText('Complaint by letter').count()).toBe(0);
  // Other runs of this company find the seat empty, as it was planted.
  const held = await ask<{ items: { id: string; role: string; state: string }[] }>(
    page,
    'get',
    '/assignments?kind=touchpoint&key=complaint_letter',
  );
  const seat = held.items.find((one) => one.role === 'A' && one.state === 'now');
  await ask(page, 'post', `/assignments/${seat?.id}/end`, {});
  await recording.end();
});
