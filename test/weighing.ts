import type { Page, Request } from 'playwright-core';

/** Bytes of all answers' bodies as they came over the wire while somebody did something, and how many. */
export async function weighing(
  page: Page,
  act: () => Promise<void>,
): Promise<{ bytes: number; requests: number }> {
  const sizes: Promise<number>[] = [];
  const count = (request: Request) => {
    sizes.push(request.sizes().then((one) => one.responseBodySize));
  };
  page.on('requestfinished', count);
  await act();
  page.off('requestfinished', count);
  const all = await Promise.all(sizes);
  return { bytes: all.reduce((sum, one) => sum + one, 0), requests: all.length };
}
