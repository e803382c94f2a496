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
/** Of this run alone: addresses are never given out again. */
const name = `Visit ${Date.now()}`;
const key = name.toLowerCase().replace(' ', '-');

beforeAll(async () => {
  browser = await openBrowser();
  person = await newPerson(browser, { language: 'en', width: 1600, height: 1000 });
  recording = await record(person, 'survey');
  page = await person.newPage();
  await signInAs(page, url, people.lead);
});
afterAll(async () => {
  await recording.end();
  await browser.close();
});

const at = `${url}/surveys/${key}`;
const saved = () => page.getByText('All saved').waitFor();
const said = (text: string | RegExp) => page.getByText(text).last().waitFor();
const preview = () => page.frameLocator('iframe[title="Preview"]');
interface Stored {
  published: number | null;
  draftRevision: number | null;
  draftDocument: {
    title: Record<string, string>;
    pages: { questions: { key: string; text: Record<string, string> }[] }[];
  };
}
const stored = async (): Promise<Stored> =>
  (await page.request.get(`${url}/api/v1/surveys/${key}`)).json() as Promise<Stored>;
const questions = async () => (await stored()).draftDocument.pages[0]?.questions.map((one) => one.key);
const outline = (title: string) =>
  page
    .getByRole('region', { name: 'Outline of the survey' })
    .getByRole('button', { name: new RegExp(`^${title.replace(/[{}?]/g, '\\$&')}`) });

test('a survey begins from a starter, and the preview shows what whoever answers will see', async () => {
  await page.goto(`${url}/surveys`);
  await settled(page);
  await page.getByRole('button', { name: 'New survey' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Begin with').selectOption('visit');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await page.waitForURL(`**/surveys/${key}`);
  await preview().getByText('How satisfied are you with our visit?').waitFor();
  await recording.picture(page, 'begun');
});

test('what is changed is stored by itself, and steps go back and forth', async () => {
  await outline('How satisfied are you with our visit?').click();
  await page.getByLabel('Question', { exact: true }).fill('Was our visit as you wished?');
  await preview().getByText('Was our visit as you wished?').waitFor();
  await saved();
  await expect
    .poll(async () => (await stored()).draftDocument.pages[0]?.questions[0]?.text.en)
    .toBe('Was our visit as you wished?');
  await page.getByRole('button', { name: 'Undo step' }).click();
  await preview().getByText('How satisfied are you with our visit?').waitFor();
  await page.getByRole('button', { name: 'Redo step' }).click();
  await preview().getByText('Was our visit as you wished?').waitFor();
});

test('questions are added, moved by keys and by the pointer, deleted and taken back', async () => {
  await page.getByRole('button', { name: '+ Add a question' }).click();
  await page.getByRole('menuitem', { name: 'Choice of one' }).click();
  await page.getByLabel('Option 1', { exact: true }).fill('Morning');
  await page.getByLabel('Option 2', { exact: true }).fill('Evening');
  await page.getByLabel('Question', { exact: true }).fill('When would have suited you, {{first_name}}?');
  await expect.poll(questions).toEqual(['satisfaction', 'points', 'why', 'contact', 'choice']);
  const handle = page.getByRole('button', { name: 'Move When would have suited you, {{first_name}}?' });
  await handle.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect.poll(questions).toEqual(['satisfaction', 'points', 'choice', 'why', 'contact']);
  const from = await handle.boundingBox();
  const to = await page
    .getByRole('button', { name: 'Move May somebody get in touch with you about this?' })
    .boundingBox();
  if (!from || !to) throw new Error('nothing to drag');
  await page.mouse.move(from.x + 8, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 12, from.y + 40, { steps: 4 });
  await page.mouse.move(to.x + 12, to.y + to.height, { steps: 8 });
  await recording.picture(page, 'dragging');
  await page.mouse.up();
  await expect.poll(questions).toEqual(['satisfaction', 'points', 'why', 'contact', 'choice']);
  await page.getByRole('button', { name: 'More for How was …' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect.poll(questions).toEqual(['satisfaction', 'why', 'contact', 'choice']);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(questions).toEqual(['satisfaction', 'points', 'why', 'contact', 'choice']);
});

test('a question is shown on a condition, and a known fact stands in its text', async () => {
  await outline('When would have suited you, {{first_name}}?').click();
  await page.getByLabel('Shown', { exact: true }).selectOption('all');
  await page.getByLabel('Asked about').selectOption({ label: 'Was our visit as you wished?' });
  await page.getByLabel('How', { exact: true }).selectOption('at_most');
  await page.getByLabel('Value').selectOption('2');
  await outline('Known facts').click();
  await page.getByLabel('Name of the fact').fill('first_name');
  await page.getByRole('button', { name: 'Add a fact' }).click();
  await page.getByLabel('{{first_name}}: Where it is not known').fill('dear customer');
  await saved();
  await outline('When would have suited you, {{first_name}}?').click();
  await preview().getByText('When would have suited you, dear customer?').waitFor();
  await recording.picture(page, 'condition');
});

test('colours that cannot be read are told', async () => {
  await outline('Look').click();
  await page.getByRole('textbox', { name: 'Words', exact: true }).fill('#cccccc');
  await page.getByText(/Words are hard to read on the questions’ background: contrast 1.6 : 1/).waitFor();
  await page.getByRole('textbox', { name: 'Words', exact: true }).fill('#1d2330');
  await expect.poll(() => page.getByText(/hard to read/).count()).toBe(0);
  await saved();
});

test('what is not translated is marked, and translated in the table', async () => {
  await page.getByRole('link', { name: 'Translations' }).click();
  await page.getByText('German: 4 texts missing').waitFor();
  await page.locator('label', { hasText: 'Only what is missing' }).click();
  await page
    .getByLabel('Question in German: When would have suited you, {{first_name}}?')
    .fill('Wann hätte es Ihnen gepasst, {{first_name}}?');
  await page.getByLabel('Option in German: Morning').fill('Morgens');
  await page.getByLabel('Option in German: Evening').fill('Abends');
  await page.getByLabel('Fact not known in German: dear customer').fill('liebe Kundin, lieber Kunde');
  await page.getByText('German: complete').waitFor();
  await saved();
  await recording.picture(page, 'translated');
});

test('what keeps it from being published is listed, and leads to its place', async () => {
  await page.getByRole('link', { name: 'Build' }).click();
  await outline('Was our visit as you wished?').click();
  await page.getByLabel('Question', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'It cannot be published like this' });
  await dialog.getByText('The question has no text in the first language.').waitFor();
  await recording.picture(page, 'faults');
  expect((await stored()).published).toBeNull();
  await dialog.getByRole('button', { name: 'without words yet' }).click();
  await page.getByLabel('Question', { exact: true }).fill('Was our visit as you wished?');
  await saved();
});

test('two editors: what somebody else stored is not overwritten, and nothing of mine is lost', async () => {
  const before = await stored();
  const theirs = structuredClone(before.draftDocument);
  theirs.title.en = 'Their title';
  const put = await page.request.put(`${url}/api/v1/surveys/${key}/draft`, {
    data: { document: theirs, revision: before.draftRevision },
    headers: { origin: url },
  });
  expect(put.status()).toBe(200);
  await outline('Beginning and layout').click();
  await page.getByLabel('Title', { exact: true }).fill('My title');
  const dialog = page.getByRole('dialog', { name: 'Somebody else changed this survey meanwhile' });
  await dialog.waitFor();
  await recording.picture(page, 'conflict');
  expect((await stored()).draftDocument.title.en).toBe('Their title');
  await dialog.getByRole('button', { name: 'Load theirs', exact: true }).click();
  await expect.poll(() => page.getByLabel('Title', { exact: true }).inputValue()).toBe('Their title');
  await page.getByRole('button', { name: 'Undo step' }).click();
  await expect.poll(async () => (await stored()).draftDocument.title.en).toBe('My title');
});

test('what was not stored when the page was left is there again', async () => {
  await page.route('**/draft', (route) => route.abort());
  await page.getByLabel('Title', { exact: true }).fill('Our visit to you');
  await page.getByText('Not saved; it is kept on this device').waitFor();
  await page.goto(`${url}/surveys`);
  await page.unroute('**/draft');
  await page.goto(`${at}?at=start`);
  await settled(page);
  await expect.poll(() => page.getByLabel('Title', { exact: true }).inputValue()).toBe('Our visit to you');
  await expect.poll(async () => (await stored()).draftDocument.title.en).toBe('Our visit to you');
});

test('it is published, answered at its address without JavaScript, and counted', async () => {
  await saved();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await said('Version 1 is answered from now on.');
  await page.getByRole('link', { name: 'Share' }).click();
  await page.getByRole('img', { name: `QR code of ${url}/s/${key}?channel=qr` }).waitFor();
  await recording.picture(page, 'share');

  for (let n = 0; n < 5; n++) {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
    const public_ = await context.newPage();
    await public_.goto(`${url}/s/${key}${n === 0 ? '?lang=de' : ''}`);
    await answer(public_, n === 0 ? 1 : 5, n === 0);
    if (n === 0) await recording.picture(public_, 'thanked');
    await context.close();
  }

  await page.goto(`${at}?tab=results`);
  await settled(page);
  await page.getByText('5 complete answers, 0 begun and not finished.').waitFor();
  const card = page.getByRole('region', { name: 'Was our visit as you wished?' });
  await card.getByText('Mean 4.20').waitFor();
  await card.getByText('4 (80%)').waitFor();
  await recording.picture(page, 'results');
  await page.getByRole('link', { name: 'Answers' }).click();
  await page.getByText('The technician was late.').first().waitFor();
  await page.getByText('Morgens').first().waitFor();
});

/** Fills in one screen after the other, as a form: which questions come depends on the first answer. */
async function answer(form: Page, score: number, german: boolean): Promise<void> {
  const next = () => form.locator('button[type=submit]').click();
  await form.locator(`input[name="a.satisfaction"][value="${score}"]`).check();
  await next();
  await form.locator('input[name^="a.points."]').first().waitFor();
  await next();
  await form.locator('textarea[name="a.why"]').fill('The technician was late.');
  await next();
  if (score <= 3) {
    await form.locator('input[name="a.contact.wanted"]').waitFor();
    await next();
    if (german) await form.getByText('Wann hätte es Ihnen gepasst, liebe Kundin, lieber Kunde?').waitFor();
    await form.locator('input[name="a.choice"]').first().check();
    await next();
  }
  await form.locator('form').waitFor({ state: 'detached' });
  await form.getByRole('heading', { name: german ? 'Danke, dass Sie uns das sagen' : 'Thank you' }).waitFor();
}
