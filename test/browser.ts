import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../scripts/setup/browser.mjs';

export interface Looks {
  width?: number;
  height?: number;
  dark?: boolean;
  language?: 'en' | 'de';
}

/**
 * A headless Chromium: ONUS_TEST_BROWSER where set, the one on the PATH, else the one Playwright has downloaded.
 * No sandbox, because the checks run as root in a container; it is shown our own pages only.
 */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env.ONUS_TEST_BROWSER ?? findBrowser();
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A person who was never here before, with this screen; animations are off so that what is seen is settled. */
export async function newPerson(browser: Browser, looks: Looks = {}): Promise<BrowserContext> {
  const person = await browser.newContext({
    viewport: { width: looks.width ?? 1440, height: looks.height ?? 900 },
    colorScheme: looks.dark ? 'dark' : 'light',
    locale: looks.language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  // Chosen on this device, as in the side bar: else the organisation's language holds once somebody has signed in.
  if (looks.language)
    // Frames that are shut off from their page have no storage.
    await person.addInitScript(
      `if (origin !== 'null') localStorage.setItem('onus.language', '${looks.language}')`,
    );
  return person;
}

/** Errors a page reports while it is looked at: exceptions, failed requests of its own, console errors. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('response', (answer) => {
    if (answer.status() >= 500) errors.push(`${answer.status()} ${answer.url()}`);
  });
  return errors;
}
