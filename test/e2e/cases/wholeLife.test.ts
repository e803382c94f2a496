import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser, watchErrors } from '../../browser.ts';
import { record } from '../record.ts';
import { people, settled, signInAs, visit } from '../tour.ts';

const { url } = inject('demo');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

interface Person {
  context: BrowserContext;
  page: Page;
  errors: string[];
}

async function come(who: RegExp): Promise<Person> {
  const context = await newPerson(browser, { language: 'en' });
  const page = await context.newPage();
  const errors = watchErrors(page);
  await signInAs(page, url, who);
  return { context, page, errors };
}

async function ask<T>(page: Page, method: 'get' | 'post' | 'patch', path: string, data?: object): Promise<T> {
  const answer = await page.request[method](`${url}/api/v1${path}`, data ? { data } : {});
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

async function choose(page: Page, label: string | RegExp, name: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  await field.fill(name);
  await page.getByRole('option', { name: new RegExp(name) }).click();
}

/** The customer’s own page, from the newest mail of the case, on a phone without scripts. */
async function customerSays(reader: Page, caseId: string, says: string, words: string): Promise<void> {
  const { items } = await ask<{ items: { id: string; purpose: string }[] }>(
    reader,
    'get',
    `/mails?aboutKind=case&aboutId=${caseId}`,
  );
  const mail = items.find(({ purpose }) => purpose === 'follow_up');
  const { text } = await ask<{ text: string }>(reader, 'get', `/mails/${mail?.id}`);
  const link = /http\S+\/p\/follow-up\/[\w-]+/.exec(text)?.[0] as string;
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel(says).check();
  await page.getByLabel('Anything you want to add').fill(words);
  await page.getByRole('button', { name: 'Send my answer' }).click();
  await page.waitForURL(/thanks=1/);
  await context.close();
}

test('a whole life: unhappy, seen at once, stepped in, refused, ruled, told, not yet, told again, put right, thanked', async () => {
  const [priya, asta, jonas, mara] = [
    await come(people.agent),
    await come(people.lead),
    await come(people.head),
    await come(people.sponsor),
  ];
  const stories = await Promise.all([
    record(priya.context, 'life-owner'),
    record(asta.context, 'life-advocate'),
    record(jonas.context, 'life-nominee'),
    record(mara.context, 'life-arbiter'),
  ]);
  const [owner, advocate, nominee, arbiter] = stories;
  const name = `Ines Vogt ${Date.now()}`;
  const words = `Paid for a line that ${name} never had`;

  // Priya looks at her inbox. A customer answers, and it stands there without loading the page again.
  const streaming = priya.page.waitForEvent('response', {
    predicate: (answer) => answer.url().includes('/api/v1/live') && answer.status() === 200,
  });
  await priya.page.goto(`${url}/inbox`);
  await streaming;
  await settled(priya.page);
  const loads: string[] = [];
  priya.page.on('request', (one) => {
    if (one.isNavigationRequest()) loads.push(one.url());
  });
  // As a shop sends it: by the key of a connection of its own, in the events of an SDK.
  const { id: connection, key } = await ask<{ id: string; key: string }>(
    asta.page,
    'post',
    '/sources/shop/connections',
    { convention: 'segment' },
  );
  const scores = {
    type: 'response',
    when: { column: 'event', is: ['NPS Submitted'] },
    who: 'onus.who',
    metric: '=nps',
    touchpoint: '=first_invoice',
    value: 'properties.score',
    comment: 'properties.comment',
    at: 'onus.at',
  };
  await ask(asta.page, 'patch', `/connections/${connection}`, { mapping: { yields: [scores] } });
  const traits = { name, email: `${name.replaceAll(' ', '.').toLowerCase()}@customers.example` };
  const sent = await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      batch: [
        { type: 'identify', messageId: `who ${name}`, userId: name, traits },
        {
          type: 'track',
          messageId: `said ${name}`,
          userId: name,
          event: 'NPS Submitted',
          properties: { score: 0, comment: words },
        },
      ],
    }),
  });
  expect(sent.status, await sent.clone().text()).toBe(200);
  const row = priya.page.getByText(words).first();
  await row.waitFor();
  expect(loads).toEqual([]);
  await owner?.picture(priya.page, 'live');
  const { items } = await ask<{ items: { id: string; number: number; owner: { name: string } }[] }>(
    asta.page,
    'get',
    `/cases?q=${encodeURIComponent(name)}`,
  );
  const [one] = items as [{ id: string; number: number; owner: { name: string } }];
  expect(one.owner.name).toBe('Priya Dahl');

  // Asta steps in; she would hand it to Jonas, who refuses.
  await visit(asta.page, url, `/inbox/${one.id}?view=all`);
  await asta.page.getByLabel('What you will do').fill('I call her today.');
  await asta.page.getByRole('button', { name: 'Step in' }).first().click();
  await asta.page.getByText('You are this customer’s advocate').first().waitFor();
  await advocate?.picture(asta.page, 'stepped-in');
  await asta.page.getByRole('button', { name: /^Hand over/ }).click();
  await choose(asta.page, 'Colleague', 'Jonas Nowak');
  await asta.page.getByRole('textbox', { name: 'Reason' }).fill('It was your van.');
  await asta.page.getByRole('button', { name: 'Ask to take over' }).click();
  await asta.page.getByText(/is asked to take over\. Until then it stays yours/).waitFor();

  await visit(jonas.page, url, `/inbox/${one.id}?view=all`);
  await jonas.page.getByRole('button', { name: 'Decline' }).click();
  await jonas.page
    .getByRole('textbox', { name: 'Why not you? Who could it be?' })
    .fill('We never drove there.');
  await jonas.page.getByRole('button', { name: 'Decline' }).click();
  await jonas.page.getByText('Declined.').waitFor();
  await nominee?.picture(jonas.page, 'declined');

  // She says whose it is; he says not his; the sponsor rules.
  await asta.page.reload();
  await settled(asta.page);
  await asta.page.getByRole('button', { name: /^Not mine/ }).click();
  await asta.page
    .getByRole('textbox', { name: 'Why it is not yours' })
    .fill('The line was never connected in the field.');
  await choose(asta.page, 'Whose is it instead?', 'Jonas Nowak');
  await asta.page.getByRole('button', { name: 'Say so' }).click();
  await asta.page.getByText(/is asked\. Until it is settled the customer stays yours/).waitFor();
  await visit(jonas.page, url, `/inbox/${one.id}?view=all`);
  await jonas.page.getByRole('button', { name: 'Not mine either' }).click();
  await jonas.page
    .getByRole('textbox', { name: 'Why it is not yours' })
    .fill('It is the bill that is wrong.');
  await jonas.page.getByRole('button', { name: 'Not mine either' }).click();
  await jonas.page.getByText('Dr. Mara Lindqvist rules it.').waitFor();
  await visit(mara.page, url, '/');
  await mara.page
    .getByRole('region', { name: 'What only you can unstick' })
    .getByRole('link', { name: `Rule it: #${one.number} ` })
    .click();
  await mara.page.getByRole('heading', { name: /Dispute about case #/ }).waitFor();
  await choose(mara.page, 'Whose is it?', 'Priya Dahl');
  await mara.page
    .getByRole('textbox', { name: 'Why', exact: true })
    .fill(`The bill is service’s, also that of ${name}.`);
  await mara.page.getByLabel('Caused by').selectOption({ label: 'Field service' });
  await mara.page.getByLabel('Caught by').selectOption({ label: 'Customer service' });
  await mara.page.getByRole('button', { name: 'Rule', exact: true }).click();
  await mara.page.getByText('Ruled: it is Priya Dahl’s.').waitFor();
  await arbiter?.picture(mara.page, 'ruled');

  // Priya acts and writes; the customer says no, then yes.
  await visit(priya.page, url, `/inbox/${one.id}?view=all`);
  await priya.page.getByText(/It was ruled: Priya Dahl has it/).waitFor();
  await priya.page.keyboard.press('a');
  await priya.page.getByLabel(/What was done/).fill('Took the line off the bill and credited it.');
  await priya.page.keyboard.press('Control+Enter');
  await priya.page.getByText('Action recorded.').waitFor();
  const tell = async () => {
    await priya.page.getByRole('button', { name: 'Tell the customer' }).click();
    await priya.page.getByRole('combobox', { name: 'Language' }).click();
    await priya.page.getByRole('option', { name: 'English' }).click();
    await expect
      .poll(() => priya.page.getByRole('textbox', { name: 'Message' }).inputValue(), { timeout: 30_000 })
      .toContain('Took the line off the bill and credited it.');
    await priya.page.getByRole('button', { name: 'Send and close' }).click();
    await priya.page
      .getByText(/and closed\. The customer is asked/)
      .last()
      .waitFor();
  };
  await tell();
  await customerSays(asta.page, one.id, 'No, not yet', 'The next bill has it again.');
  await priya.page.getByText('The next bill has it again.').first().waitFor();
  await owner?.picture(priya.page, 'not-yet');
  await tell();
  await customerSays(asta.page, one.id, 'Yes, it is fine now', 'Thank you for calling me.');
  await priya.page.getByText('confirmed by the customer').first().waitFor();
  await owner?.picture(priya.page, 'confirmed');

  // Who stepped in is thanked, and hears of it.
  await visit(jonas.page, url, '/recognition');
  const worth = jonas.page.getByRole('article').filter({ hasText: `#${one.number}` });
  await worth.getByRole('button', { name: /^Say thanks: Asta/ }).click();
  await jonas.page.getByLabel(/What for\?/).fill('For calling her the same day.');
  await jonas.page.getByRole('button', { name: 'Say thanks', exact: true }).last().click();
  await jonas.page.getByText('For calling her the same day.').first().waitFor();
  await nominee?.picture(jonas.page, 'thanked');
  await visit(asta.page, url, '/recognition');
  await asta.page.getByText('About me').click();
  await asta.page.getByText('For calling her the same day.').first().waitFor();
  await advocate?.picture(asta.page, 'thanks');

  // What stood for this story only goes with it.
  const { items: rulings } = await ask<{ items: { id: string; reason: string }[] }>(
    mara.page,
    'get',
    '/rulings',
  );
  const ruling = rulings.find(({ reason }) => reason.includes(name));
  await mara.page.request.post(`${url}/api/v1/rulings/${ruling?.id}/retirement`, {
    data: { reason: 'End of the story.' },
  });
  await Promise.all(stories.map((story) => story.end()));
  for (const { errors, context } of [priya, asta, jonas, mara]) {
    expect(errors).toEqual([]);
    await context.close();
  }
});
