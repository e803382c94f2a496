import { stat } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newPerson, openBrowser } from '../browser.ts';
import { type Recording, record } from './record.ts';
import { people, settled, signInAs } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
let person: BrowserContext;
let page: Page;
let recording: Recording;
let key: string;
/** Of this run alone: keys of what has a history are never given out again. */
const stamp = Date.now();
const name = `Support ${stamp}`;

beforeAll(async () => {
  browser = await openBrowser();
  person = await newPerson(browser, { language: 'en', width: 1600, height: 1100 });
  recording = await record(person, 'draw-map');
  page = await person.newPage();
  await signInAs(page, url, people.lead);
});
afterAll(async () => {
  await recording.end();
  await page.request.delete(`${url}/api/v1/journeys/${key}`, { headers: { origin: url } });
  await browser.close();
});

const map = () => page.getByRole('region', { name: `Map of ${name}` });
const said = (text: string | RegExp) => page.getByText(text).last().waitFor();
interface Drawn {
  version: number;
  phases: {
    key: string;
    name: string;
    touchpoints: { key: string; name: string }[];
    notes: { text: string }[];
  }[];
}
const drawn = async (): Promise<Drawn> =>
  (await page.request.get(`${url}/api/v1/journeys/${key}`)).json() as Promise<Drawn>;
const touchpointsOf = async (phase: number) =>
  (await drawn()).phases[phase]?.touchpoints.map((touchpoint) => touchpoint.name);

test('a map begins from a template', async () => {
  await page.goto(`${url}/journeys`);
  await settled(page);
  await page.getByRole('button', { name: 'New journey' }).click();
  await page.getByLabel('Begin with').selectOption('support');
  await page.getByLabel('Name').fill(name);
  await recording.picture(page, 'template');
  await page.getByRole('button', { name: 'Make it' }).click();
  await page.waitForURL(/\/journeys\/support-/);
  key = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await map().getByText('First contact').first().waitFor();
  await recording.picture(page, 'begun');
});

test('things are dragged with the pointer and carried with the keys, and steps go back and forth', async () => {
  await page.getByRole('button', { name: 'Edit map' }).click();
  const handleOf = (of: string) => page.getByRole('button', { name: `Move ${of}`, exact: true });
  const [from, to] = [
    await handleOf('Waiting on the phone').boundingBox(),
    await handleOf('Word in between').boundingBox(),
  ];
  if (!from || !to) throw new Error('nothing to drag');
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 30, { steps: 4 });
  await page.mouse.move(to.x + 8, to.y + 130, { steps: 8 });
  await recording.picture(page, 'dragging');
  await page.mouse.up();
  await said('“Waiting on the phone” moved.');
  await expect
    .poll(() => touchpointsOf(2))
    .toEqual(['Hand-over to a specialist', 'Word in between', 'Waiting on the phone']);

  const spoken = map().locator('[aria-live="assertive"]');
  await handleOf('Request form').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => spoken.textContent()).toMatch(/^Request form picked up/);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => spoken.textContent()).toMatch(/^Notice, place/);
  await expect.poll(() => page.evaluate('document.activeElement?.ariaLabel')).toBe('Move Request form');
  await page.keyboard.press('Escape');
  await expect.poll(() => spoken.textContent()).toBe('Request form is back where it was.');
  expect(await touchpointsOf(1)).toEqual(['First contact', 'Request form']);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await expect.poll(() => touchpointsOf(1)).toEqual(['Request form', 'First contact']);

  const note = 'I have explained this already.';
  await handleOf(note).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await drawn()).phases[2]?.notes.some((one) => one.text === note)).toBe(true);

  await page.getByRole('button', { name: 'Undo step' }).click();
  await expect.poll(async () => (await drawn()).phases[1]?.notes.some((one) => one.text === note)).toBe(true);
  await page.getByRole('button', { name: 'Undo step' }).click();
  await expect.poll(() => touchpointsOf(1)).toEqual(['First contact', 'Request form']);
  await page.getByRole('button', { name: 'Redo step' }).click();
  await expect.poll(() => touchpointsOf(1)).toEqual(['Request form', 'First contact']);
});

/** A colleague gives the first phase another name, and this page hears of it. */
async function renamedElsewhere(to: string): Promise<void> {
  const { version, ...before } = await drawn();
  const theirs = structuredClone(before) as Record<string, unknown> & Drawn;
  const stripped = {
    name,
    phases: theirs.phases.map((phase, at) => ({
      ...Object.fromEntries(Object.entries(phase).filter(([field]) => field !== 'id')),
      name: at === 0 ? to : phase.name,
      touchpoints: phase.touchpoints.map((one) =>
        Object.fromEntries(Object.entries(one).filter(([field]) => field !== 'id')),
      ),
      notes: phase.notes.map((note) => ({
        lane: (note as unknown as { lane: string }).lane,
        text: note.text,
      })),
    })),
    expect: version,
  };
  const other = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(other, url, people.lead);
  const saved = await other.request.put(`${url}/api/v1/journeys/${key}`, {
    data: stripped,
    headers: { origin: url },
  });
  expect(saved.status()).toBe(200);
  await other.context().close();
  // The page reads the map again when somebody comes back to it: what was typed before must not silently win.
  await expect
    .poll(
      async () => {
        await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        return (await map().getByText(to).count()) + (await map().locator(`input[value="${to}"]`).count());
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0);
}

const keepBoth = async () => {
  await page
    .getByRole('dialog')
    .getByText(/changed this map meanwhile/)
    .waitFor();
  await recording.picture(page, 'both');
  await page.getByRole('button', { name: 'Keep both' }).click();
};

test('somebody else saves in between: both edits are shown, and both are kept', async () => {
  await page.getByRole('button', { name: 'Change Request form' }).click();
  await renamedElsewhere('They notice');
  await page.getByLabel('Channel', { exact: true }).fill('form on the web');
  await page.getByRole('button', { name: 'Save' }).click();
  await keepBoth();
  await expect
    .poll(async () => {
      const now = await drawn();
      const form = now.phases[1]?.touchpoints.find((one) => one.name === 'Request form');
      return [now.phases[0]?.name, (form as { channel?: string })?.channel];
    })
    .toEqual(['They notice', 'form on the web']);
});

test('what is being typed on the map stays while somebody else saves, and both are kept', async () => {
  const field = map().getByLabel('Name of the phase').nth(1);
  const was = await field.inputValue();
  await field.fill('They ask us');
  await renamedElsewhere('They wonder');
  expect(await field.inputValue()).toBe('They ask us');
  await page.keyboard.press('Enter');
  await keepBoth();
  await expect
    .poll(async () => (await drawn()).phases.slice(0, 2).map((phase) => phase.name))
    .toEqual(['They wonder', 'They ask us']);
  await expect.poll(() => field.inputValue()).toBe('They ask us');
  // Left empty, or taken back, it is as it was.
  await field.fill('');
  await page.keyboard.press('Enter');
  expect(await field.inputValue()).toBe('They ask us');
  await field.fill('Never');
  await page.keyboard.press('Escape');
  expect(await field.inputValue()).toBe('They ask us');
  await field.fill(was);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await drawn()).phases[1]?.name).toBe(was);
  await page.getByRole('button', { name: 'Done', exact: true }).click();
});

test('a colleague is mentioned on a touchpoint, finds it in the list, and answers', async () => {
  await page.getByRole('button', { name: 'Comment on First contact' }).click();
  await page.getByLabel('Your comment').pressSequentially('Is this ours? @Jon');
  await page.getByRole('option', { name: /Jonas Nowak/ }).waitFor();
  await page.keyboard.press('Enter');
  await recording.picture(page, 'mention');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await said('Comment added; Jonas Nowak will be told by mail.');
  await page.keyboard.press('Escape');
  const jonas = await (await newPerson(browser, { language: 'en' })).newPage();
  await signInAs(jonas, url, people.head);
  await jonas.goto(`${url}/mentions`);
  await jonas.getByRole('link', { name: `Asta Krüger on “First contact”, ${name}` }).click();
  await jonas.getByRole('button', { name: 'Reply' }).click();
  await jonas.getByLabel('Reply').fill('Yes, ours.');
  await jonas.getByRole('button', { name: 'Reply' }).click();
  await jonas.getByText('Yes, ours.').last().waitFor();
  const mails = await page.request.get(`${url}/api/v1/mails?limit=20`);
  expect(JSON.stringify(await mails.json())).toContain('mentions you on');
});

test('answers come in, and their scores stand on the map against what was expected', async () => {
  const contact = (await drawn()).phases[1]?.touchpoints.find((one) => one.name === 'First contact')?.key;
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const rows = Array.from(
    { length: 40 },
    (_, n) => `${stamp}-${n},c-${n % 15},${day},${n % 4 === 0 ? 9 : 5},${contact},`,
  );
  const csv = ['answer_id,customer,date,score,touchpoint,comment', ...rows].join('\n');
  await page.goto(`${url}/sources/import`);
  await settled(page);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: `answers-${stamp}.csv`, mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByText('What is in each column?').waitFor();
  await page.getByLabel('From which source?').selectOption('surveys');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page
    .getByRole('status')
    .filter({ hasText: /40 rows are in/ })
    .waitFor();
  await page.goto(`${url}/journeys/${key}`);
  await settled(page);
  // 10 of 40 promoters, 30 detractors: −50, and the template expects +25.
  await map()
    .getByRole('link', { name: /First contact: −50/ })
    .waitFor();
  await map().getByText('75 below').first().waitFor();
  await recording.picture(page, 'live');
});

test('the map leaves as a picture, its versions compare, and customers’ ways are read', async () => {
  await page.getByRole('button', { name: 'More' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Picture (PNG)' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`${key}.png`);
  const path = await file.path();
  expect((await stat(path)).size).toBeGreaterThan(20_000);
  await page.getByRole('link', { name: 'Versions' }).click();
  await page.getByLabel('From', { exact: true }).selectOption('1');
  await page.getByText('“Waiting on the phone” moved from Ask for help to Wait.').waitFor();
  await recording.picture(page, 'versions');
  await page.getByRole('link', { name: 'Discovered' }).click();
  await page.getByText(/customers kept to the drawn order/).waitFor();
  await page.goto(`${url}/journeys/join/story`);
  await settled(page);
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(/step=2/);
  await page.getByText('Accountable on that day').waitFor();
  await recording.picture(page, 'story');
});
