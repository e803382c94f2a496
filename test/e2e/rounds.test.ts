import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newPerson, openBrowser, watchErrors } from '../browser.ts';
import { type Running, startOnus } from '../running.ts';
import { beyondTheEdge, expectAccessible } from './accessible.ts';
import { type Recording, record } from './record.ts';
import { settled } from './tour.ts';

const password = 'one owner for each promise';
/** Sales says Lena, Workshop says Tom; all agree about the bill. */
const staff = [
  { name: 'Lena Sand', department: 'sales', names: 'Lena Sand', role: 'I answer for it' },
  { name: 'Ines Roth', department: 'sales', names: 'Lena Sand', role: 'I am told' },
  { name: 'Paul Kern', department: 'sales', names: 'Lena Sand', role: 'I am asked' },
  { name: 'Tom Alber', department: 'workshop', names: 'Tom Alber', role: 'I answer for it' },
  { name: 'Nora Weil', department: 'workshop', names: 'Tom Alber', role: 'I do the work' },
  { name: 'Emil Hart', department: 'workshop', names: 'Tom Alber', role: 'I do the work' },
];
const mailOf = (name: string) => `${name.toLowerCase().replace(' ', '.')}@bakery.example`;
const yaml = `journey: order
name: Order a cake
phases:
  - key: order
    name: Order
    prospect: true
    touchpoints:
      - { key: pickup, name: Promise of a pick-up time }
      - { key: bill, name: The bill }
`;

let browser: Browser;
let onus: Running;
let lead: Page;
let filmed: BrowserContext;
let film: Recording;
beforeAll(async () => {
  [browser, onus] = await Promise.all([openBrowser(), startOnus('serve')]);
  filmed = await newPerson(browser, { language: 'en' });
  film = await record(filmed, 'a-role-round');
  lead = await filmed.newPage();
});
afterAll(async () => {
  await film.end();
  await browser.close();
  await onus.stop();
});

const headers = () => ({ origin: onus.url });
async function post(path: string, data: object): Promise<void> {
  const answer = await lead.request.post(`${onus.url}/api/v1${path}`, { headers: headers(), data });
  expect(answer.status(), `${path}: ${await answer.text()}`).toBeLessThan(300);
}

/** The newest mail to somebody whose text holds such an address. */
async function linkTo(name: string, pattern: RegExp): Promise<string> {
  const list = await lead.request.get(`${onus.url}/api/v1/mails?limit=200`);
  const { items } = (await list.json()) as { items: { id: string; to: { address: string } }[] };
  for (const { id, to } of items) {
    if (to.address !== mailOf(name)) continue;
    const { text } = (await (await lead.request.get(`${onus.url}/api/v1/mails/${id}`)).json()) as {
      text: string;
    };
    const found = pattern.exec(text)?.[0];
    if (found) return found;
  }
  throw new Error(`no mail to ${name} with ${pattern}`);
}

async function chooseOption(page: Page, label: string, typed: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).or(page.getByLabel(label)).first().fill(typed);
  await page.getByRole('option', { name: typed }).first().click();
}

test('a company of six, each with a password of their own', async () => {
  await post('/setup', {
    organisation: 'Harbour Bakery',
    language: 'en',
    timezone: 'Europe/Berlin',
    currency: 'EUR',
    name: 'Ada Quist',
    email: 'ada@bakery.example',
    password,
  });
  await post('/session', { email: 'ada@bakery.example', password });
  await lead.request.put(`${onus.url}/api/v1/journeys.yaml`, {
    headers: { ...headers(), 'content-type': 'application/yaml' },
    data: yaml,
  });
  for (const key of ['sales', 'workshop'])
    await post('/departments', { key, name: key === 'sales' ? 'Sales' : 'Workshop' });
  for (const { name, department } of staff) await post('/people', { name, email: mailOf(name), department });
  for (const { name } of staff) {
    const person = await newPerson(browser, { language: 'en' });
    const page = await person.newPage();
    await page.goto(await linkTo(name, /http\S+\/session\/magic\/\S+/));
    await page.locator('#password').fill(password);
    await page.getByRole('button').click();
    await page.waitForURL(`${onus.url}/`);
    await person.close();
  }
});

test('a round is made and six people are invited', async () => {
  const errors = watchErrors(lead);
  await lead.goto(`${onus.url}/ownership/rounds`);
  await settled(lead);
  await lead.getByText('Here stands what people think whose it is').waitFor();
  await expectAccessible(lead);
  await lead.getByRole('button', { name: 'New round' }).click();
  await lead.getByLabel('Name', { exact: false }).first().fill('Who answers for the cake?');
  await chooseOption(lead, 'Whole journeys', 'Order a cake');
  await chooseOption(lead, 'Departments', 'Sales');
  await chooseOption(lead, 'Departments', 'Workshop');
  // The list of choices closes when the next field is entered.
  await lead.getByLabel('Question above each touchpoint').focus();
  await lead.getByText('6 people will be asked about 2 touchpoints').waitFor();
  await expectAccessible(lead);
  await film.picture(lead, 'new-round');
  await lead.getByRole('button', { name: 'Begin and invite' }).click();
  await lead.waitForURL(/\/ownership\/rounds\/[0-9a-f-]{36}/);
  await lead.getByText('0 of 6 are done.').waitFor();
  await expectAccessible(lead);
  expect(errors).toEqual([]);
});

test('six people sign in through the link of their mail and answer, each for themselves', async () => {
  for (const [i, one] of staff.entries()) {
    // On the phone and at the desk, by day and by night.
    const looks = {
      language: 'en',
      ...(i % 2 ? { width: 360, height: 740 } : {}),
      dark: i % 3 === 0,
    } as const;
    const person = await newPerson(browser, looks);
    const page = await person.newPage();
    await page.goto(await linkTo(one.name, /http\S+\/rounds\/\S+\/answer/));
    // The link signs nobody in.
    await page.waitForURL(/\/sign-in/);
    await page.getByLabel('E-mail').fill(mailOf(one.name));
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(/\/rounds\/.*\/answer/);
    await settled(page);
    const errors = watchErrors(page);

    await page.getByRole('heading', { name: 'Promise of a pick-up time' }).waitFor();
    await page.getByRole('radio', { name: /I touch it/ }).check();
    await chooseOption(page, 'A person', one.names);
    await page.getByRole('radio', { name: new RegExp(one.role) }).check();
    await page.getByRole('radio', { name: '2', exact: true }).check();
    await page.getByText('Saved').waitFor();
    if (i < 2) {
      await expectAccessible(page);
      expect(await beyondTheEdge(page)).toEqual([]);
      await page.screenshot({ path: `out/recordings/a-role-round/answer-${i}.png`, fullPage: true });
    }
    if (i === 0) {
      // Leaves in the middle, is reminded at home, and goes on where it stopped.
      await page.goto(`${onus.url}/`);
      await settled(page);
      await page.getByRole('link', { name: /Answer: Who answers for the cake/ }).click();
      await page.getByRole('heading', { name: 'The bill' }).waitFor();
    } else await page.getByRole('button', { name: 'Next' }).click();

    await page.getByRole('heading', { name: 'The bill' }).waitFor();
    if (i === 5) await page.getByRole('radio', { name: /nothing to do with it/ }).check();
    else {
      await page.getByRole('radio', { name: /I touch it/ }).check();
      await chooseOption(page, 'A person', 'Ada Quist');
      await page.getByRole('radio', { name: /I am told/ }).check();
      await page.getByRole('radio', { name: '4', exact: true }).check();
    }
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { name: 'Your role in general' }).waitFor();
    for (const group of await page.getByRole('group').all()) await group.getByRole('radio').nth(3).check();
    if (i < 2) await expectAccessible(page);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'I am done' }).click();
    await page.getByText('You see the result here when the round closes.').waitFor();
    if (i < 2) await expectAccessible(page);
    expect(errors).toEqual([]);
    await person.close();
  }
});

test('two windows do not overwrite each other', async () => {
  const person = await newPerson(browser, { language: 'en' });
  const [one, two] = [await person.newPage(), await person.newPage()];
  await one.request.post(`${onus.url}/api/v1/session`, {
    headers: headers(),
    data: { email: mailOf('Emil Hart'), password },
  });
  const link = `${await linkTo('Emil Hart', /http\S+\/rounds\/\S+\/answer/)}?at=bill`;
  for (const page of [one, two]) {
    await page.goto(link);
    await settled(page);
  }
  const clarity = (page: Page, n: string) => page.getByRole('radio', { name: n, exact: true }).check();
  await one.getByRole('radio', { name: /I touch it/ }).check();
  await clarity(one, '3');
  const answers = link.replace('/rounds/', '/api/v1/rounds/').replace(/answer\?.*/, 'answers');
  const kept = async () => {
    const sheet = await (await one.request.get(answers)).json();
    return (
      sheet as { touchpoints: { key: string; answer: { clarity: number | null } | null }[] }
    ).touchpoints.find((place) => place.key === 'bill')?.answer?.clarity;
  };
  await expect.poll(kept, { timeout: 20_000 }).toBe(3);
  await two.getByRole('radio', { name: /I touch it/ }).check();
  await two.getByText('You have answered this in another window meanwhile.').waitFor();
  await expectAccessible(two);
  await two.getByRole('button', { name: 'Load again' }).click();
  await expect
    .poll(() => two.getByRole('radio', { name: '3', exact: true }).isChecked(), { timeout: 20_000 })
    .toBe(true);
  await two.getByRole('radio', { name: /nothing to do with it/ }).check();
  await two.getByText('Saved').waitFor();
  await person.close();
});

test('closed, it shows what differs; the meeting decides, and the ledger says so', async () => {
  const errors = watchErrors(lead);
  await lead.reload();
  await lead.getByText('6 of 6 are done.').waitFor();
  await lead.getByRole('button', { name: 'Close now' }).click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Close now' }).click();
  await lead.getByText('6 people answered.').waitFor();
  await expectAccessible(lead);
  await film.picture(lead, 'result');

  await lead.getByRole('link', { name: 'Agenda for the meeting' }).click();
  await lead.getByRole('heading', { name: '1. Promise of a pick-up time' }).waitFor();
  await lead.getByText('2 people say they answer for it themselves. Who is it from now on?').waitFor();
  await expectAccessible(lead);
  await film.picture(lead, 'agenda');
  await lead.getByRole('link', { name: 'Back to the result' }).click();

  await lead.getByRole('button', { name: 'Decide: Promise of a pick-up time' }).click();
  await lead.getByText('Nobody', { exact: true }).first().waitFor();
  await expectAccessible(lead);
  await chooseOption(lead, 'Who has it', 'Tom Alber');
  await lead.getByLabel('Why').fill('The workshop knows when the oven is free.');
  await film.picture(lead, 'decide');
  await lead.getByRole('button', { name: 'Record' }).click();
  await lead
    .getByRole('dialog')
    .getByText(/Tom Alber is accountable from/)
    .waitFor();
  const seat = await lead.request.get(`${onus.url}/api/v1/touchpoints/pickup/accountable`);
  expect(await seat.json()).toMatchObject({ person: { name: 'Tom Alber' }, reason: null });
  const ledger = await lead.request.get(`${onus.url}/api/v1/assignments?kind=touchpoint&key=pickup`);
  expect(await ledger.json()).toMatchObject({
    items: [{ reason: 'Role round “Who answers for the cake?”: The workshop knows when the oven is free.' }],
  });
  await lead.keyboard.press('Escape');
  await lead.getByText('decided', { exact: true }).waitFor();
  await film.picture(lead, 'decided');
  await lead.goto(`${onus.url}/ownership/rounds`);
  await lead.getByText('1 of 2 decided').waitFor();
  expect(errors).toEqual([]);
});
