import type { Hono } from 'hono';
import { sql } from '../database.ts';
import { migrations } from '../migrate.ts';
import type { Platform } from '../platform.ts';
import type { Env } from './env.ts';
import type { HttpMetrics } from './metrics.ts';

/** For whoever watches the process: is it alive, may it get requests, what does it measure. */
export function health(app: Hono<Env>, platform: Platform, metrics: HttpMetrics | undefined): void {
  app.get('/healthz', (c) => c.json({ status: 'alive' }));
  app.get('/readyz', async (c) => {
    const missing = await pending(platform).catch((error: Error) => error);
    if (missing instanceof Error) {
      return c.json({ status: 'not ready', why: `the database does not answer: ${missing.message}` }, 503);
    }
    if (missing.length > 0)
      return c.json({ status: 'not ready', why: 'migrations are missing', missing }, 503);
    return c.json({ status: 'ready', database: platform.db.engine });
  });
  if (metrics) {
    app.get('/metrics', async (c) =>
      c.text(await metrics.text(), 200, { 'content-type': metrics.contentType }),
    );
  }
}

async function pending(platform: Platform): Promise<string[]> {
  const done = new Set(
    (await platform.db.all<{ name: string }>(sql`select name from migrations`)).map((row) => row.name),
  );
  return migrations()
    .map((one) => one.name)
    .filter((name) => !done.has(name));
}
