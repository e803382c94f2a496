import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Env } from '../platform/http/env.ts';
import type { Platform } from '../platform/platform.ts';
import { unseal } from '../platform/secrets.ts';
import { endpointsShown, secretsOf } from './endpoint.sql.ts';
import { purposeOf } from './purpose.ts';
import { signatureOf } from './signing.ts';

/** Where the example company's messages go. */
export const examplePath = '/example-receiver';

/**
 * The example company has no other systems, so this server receives its messages itself, as a receiver should: it checks
 * the signature, and takes each id once. It has no room for one in eight at first, so that one sees what becomes of them.
 */
export function exampleReceiver(platform: Platform): Hono<Env> {
  const app = new Hono<Env>();
  const seen = new Set<string>();
  app.post('/', async (c) => {
    const id = c.req.header('webhook-id') ?? '';
    const seconds = c.req.header('webhook-timestamp') ?? '';
    const given = (c.req.header('webhook-signature') ?? '').split(' ').map((one) => one.replace(/^v1,/, ''));
    const body = await c.req.text();
    const right = (await secrets(platform)).some((secret) => {
      const wanted = Buffer.from(signatureOf({ id, seconds, body }, secret));
      return given
        .map((one) => Buffer.from(one))
        .some((one) => one.length === wanted.length && timingSafeEqual(one, wanted));
    });
    if (!right) return c.text('This is not signed by whom we know.', 401);
    const first = !seen.has(id);
    if (seen.size > 10_000) seen.clear();
    seen.add(id);
    if (first && Number.parseInt(id.at(-1) ?? '', 16) % 8 === 0)
      return c.text('No room at the moment; please come again.', 503);
    return c.text('Taken, thank you.', 200);
  });
  return app;
}

async function secrets(platform: Platform): Promise<string[]> {
  const all = await endpointsShown(platform.db, null);
  const ours = all.filter(({ url }) => URL.parse(url)?.pathname === examplePath);
  const sealed = await Promise.all(
    ours.map(async ({ id }) =>
      (await secretsOf(platform.db, id, platform.clock.now())).map((one) =>
        unseal(platform.config, purposeOf(id), one),
      ),
    ),
  );
  return sealed.flat();
}
