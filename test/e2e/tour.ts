import type { Page } from 'playwright-core';

/** The four people of the example company's sign-in page. */
export const people = { sponsor: /Mara/, lead: /Asta/, head: /Jonas/, agent: /Priya/ };

/** Every page behind the sign-in, by the name of its picture; `:…` stands for the first of its kind. */
export const pages: Record<string, string> = {
  home: '/',
  inbox: '/inbox',
  case: '/inbox/:case',
  customers: '/customers',
  customer: '/customers/:customer',
  journeys: '/journeys',
  journey: '/journeys/:journey',
  ownership: '/ownership',
  measures: '/measures',
  sources: '/sources',
  import: '/sources/import',
  settings: '/settings',
  outbox: '/outbox',
};

/** Through the sign-in page, as a person does. */
export async function signInAs(page: Page, url: string, who: RegExp): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByRole('button', { name: who }).click();
  await page.waitForURL((at) => at.pathname === '/');
  await settled(page);
}

export async function visit(page: Page, url: string, path: string): Promise<void> {
  await page.goto(url + (await named(page, url, path)));
  await settled(page);
}

/** The page has a heading, and nothing on it is still on its way. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy="true"], .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}

/** Puts the first case, customer or journey the signed-in person may see into the path. */
async function named(page: Page, url: string, path: string): Promise<string> {
  const kind = /:(\w+)/.exec(path)?.[1];
  if (!kind) return path;
  const list = { case: 'cases?open=true', customer: 'customers', journey: 'journeys' }[kind];
  const answer = await page.request.get(`${url}/api/v1/${list}`);
  const { items } = (await answer.json()) as { items: { id: string; key?: string }[] };
  const first = items[0];
  if (!first) throw new Error(`The example company has no ${kind}.`);
  return path.replace(`:${kind}`, first.key ?? first.id);
}
