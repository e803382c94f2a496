import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Looks, newPerson, openBrowser, watchErrors } from '../browser.ts';
import { beyondTheEdge, violations } from './accessible.ts';
import { pages, people, settled, signInAs, visit } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Each language is loaded in its first look and then turned into its second, as a window is narrowed or the evening comes. */
const languages: Record<'en' | 'de', [Looks, Looks]> = {
  en: [{ width: 1440 }, { width: 360, height: 740, dark: true }],
  de: [
    { width: 360, height: 740 },
    { width: 1440, dark: true },
  ],
};

const visitors: { page: Page; looks: [Looks, Looks] }[] = [];
beforeAll(async () => {
  for (const [language, looks] of Object.entries(languages)) {
    const person = await newPerson(browser, { ...looks[0], language: language as 'en' | 'de' });
    visitors.push({ page: await person.newPage(), looks });
  }
});

/** The page hears of the evening by an event, and puts its colours on a moment later. */
async function wearsIts(page: Page, { dark }: Looks): Promise<void> {
  const scheme = dark ? 'dark' : 'light';
  // What customers see follows by style sheet alone.
  const scripted = (await page.locator('html[data-mantine-color-scheme]').count()) > 0;
  if (scripted)
    await page.locator(`html[data-mantine-color-scheme="${scheme}"]`).waitFor({ state: 'attached' });
  await page.evaluate(
    'new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))',
  );
}

/** What is wrong with the page in both looks of both languages, each with the look's name. */
async function faultsOf(arrive: (page: Page) => Promise<void>, forgiven?: string): Promise<string[]> {
  const each = visitors.map(async ({ page, looks }) => {
    const errors = watchErrors(page);
    const found: string[] = [];
    for (const [at, look] of looks.entries()) {
      await page.emulateMedia({ colorScheme: look.dark ? 'dark' : 'light' });
      await page.setViewportSize({ width: look.width ?? 1440, height: look.height ?? 900 });
      if (at === 0) await arrive(page);
      else await settled(page);
      await wearsIts(page, look);
      const name = `${look.width} px, ${look.dark ? 'dark' : 'light'}: `;
      // Both widths are looked at by daylight, the one in English and the other in German; the evening changes colours.
      const seen = await violations(page, look.dark ? 'colours' : undefined);
      for (const fault of [...seen, ...(await beyondTheEdge(page))]) found.push(name + fault);
    }
    return [...found, ...errors.filter((error) => !forgiven || !error.includes(forgiven))];
  });
  return (await Promise.all(each)).flat();
}

test('sign-in', async () => {
  const arrive = async (page: Page) => {
    await page.goto(`${url}/sign-in`);
    await settled(page);
  };
  // Being asked who one is answers 401 before anybody has signed in, and the browser says so.
  expect(await faultsOf(arrive, '401')).toEqual([]);
  for (const { page } of visitors) await signInAs(page, url, people.lead);
});

for (const [title, path] of Object.entries(pages)) {
  test(title, async () => {
    expect(await faultsOf((page) => visit(page, url, path))).toEqual([]);
  });
}
