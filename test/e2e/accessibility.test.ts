import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Looks, newPerson, openBrowser, watchErrors } from '../browser.ts';
import { pages, people, settled, signInAs, visit } from './tour.ts';

const { url } = inject('demo');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const looks: Record<string, Looks> = {
  'wide, light, English': { width: 1440 },
  'wide, dark, German': { width: 1440, dark: true, language: 'de' },
  'narrow, light, German': { width: 360, height: 740, language: 'de' },
  'narrow, dark, English': { width: 360, height: 740, dark: true },
};

for (const [name, look] of Object.entries(looks)) {
  describe(name, () => {
    let person: BrowserContext;
    let page: Page;
    beforeAll(async () => {
      person = await newPerson(browser, look);
      page = await person.newPage();
    });
    afterAll(() => person.close());

    test('sign-in', async () => {
      const errors = watchErrors(page);
      await page.goto(`${url}/sign-in`);
      await settled(page);
      await expectAccessible(page);
      await signInAs(page, url, people.lead);
      // Being asked who one is answers 401 before anybody has signed in, and the browser says so.
      expect(errors.filter((error) => !error.includes('401'))).toEqual([]);
    });

    for (const [title, path] of Object.entries(pages)) {
      test(title, async () => {
        const errors = watchErrors(page);
        await visit(page, url, path);
        await expectAccessible(page);
        expect(await beyondTheEdge(page)).toEqual([]);
        expect(errors).toEqual([]);
      });
    }
  });
}

/** WCAG 2.2 AA as far as a machine can tell, with what to look at in the message. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${one.help}: ${node.target} ${node.html.slice(0, 160)}`),
  );
  expect(found).toEqual([]);
}

/** A page must not scroll sideways; what makes it do so is named. Wide tables scroll within themselves. */
function beyondTheEdge(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const edge = document.documentElement.clientWidth;
    const wide = document.documentElement.scrollWidth;
    if (wide <= edge) return [];
    // What is positioned absolutely is cut off by its containing block, not by a parent that scrolls.
    const above = (one) => (getComputedStyle(one).position === 'absolute' ? one.offsetParent : one.parentElement);
    const scrolls = (one) => !!one && one !== document.body &&
      (getComputedStyle(one).overflowX !== 'visible' || scrolls(above(one)));
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > edge + 1 && !scrolls(above(element)))
      .map((element) => element.outerHTML.slice(0, 120))
      .slice(0, 5)
      .concat('scrolls ' + (wide - edge) + ' px sideways');
  })()`);
}
