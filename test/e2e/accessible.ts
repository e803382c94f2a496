import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** WCAG 2.2 AA as far as a machine can tell, with what to look at in the message. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What depends on colours, where all else was looked at in the same width before. */
const colours = ['color-contrast', 'link-in-text-block'];

/**
 * Each as `rule: help: element`. Looked for within the page (legacy mode): in a page of its own, findings about every element
 * travel there first, and the same takes twice as long. Frames of other origins are not looked into; no page has one.
 */
export async function violations(page: Page, only?: 'colours'): Promise<string[]> {
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    // Frames without scripts cannot be looked into: axe would wait for them for ever.
    .exclude('iframe[sandbox=""]');
  const { violations } = await (only ? axe.withRules(colours) : axe.withTags(tags)).analyze();
  return violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${one.help}: ${node.target} ${node.html.slice(0, 160)}`),
  );
}

/** A page must not scroll sideways; what makes it do so is named. Wide tables scroll within themselves. */
export function beyondTheEdge(page: Page): Promise<string[]> {
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
