import type { Hono } from 'hono';
import { pino } from 'pino';
import { buildApp, registerJobs } from '../src/app.ts';
import { type Actor, permissionsOfRoles, type Role } from '../src/platform/access.ts';
import { setClock } from '../src/platform/clock.ts';
import { type Config, loadConfig } from '../src/platform/config.ts';
import type { Database } from '../src/platform/database.ts';
import type { Env } from '../src/platform/http/env.ts';
import type { Platform } from '../src/platform/platform.ts';
import { createQueue } from '../src/platform/queue.ts';

export interface TestPlatform extends Platform {
  clock: ReturnType<typeof setClock>;
}

/**
 * A platform over a migrated database: a clock that stands at `now` (2026-03-02 09:00 UTC, a Monday), silent log,
 * every room's jobs declared and the queue started without workers: `platform.queue.drain()` runs what waits.
 */
export async function testPlatform(
  db: Database,
  given: { now?: string; config?: Partial<Config> } = {},
): Promise<TestPlatform> {
  const log = pino({ level: process.env.ONUS_TEST_LOG ?? 'silent' });
  const platform: TestPlatform = {
    db,
    clock: setClock(given.now ?? '2026-03-02T09:00:00Z'),
    config: {
      ...loadConfig({
        ONUS_DATA: '/nonexistent',
        ONUS_BASE_URL: 'http://onus.test',
        ONUS_SECRET: 'nobody outside of the tests knows this',
      }),
      ...given.config,
    },
    log,
    queue: createQueue(db, log, { supervise: false }),
  };
  registerJobs(platform);
  await platform.queue.start({ work: false });
  return platform;
}

/** A person with these roles; `id` must exist in `people` where the verb writes it down. */
export function personActor(id: string, name: string, roles: Role[] = ['member']): Actor {
  return { kind: 'person', id, personId: id, name, roles, permissions: permissionsOfRoles(roles) };
}

export interface TestApp {
  hono: Hono<Env>;
  /** In-process request below /api/v1, as `actor` (absent: not signed in). Returns status, parsed body, headers. */
  call(
    method: string,
    path: string,
    given?: { actor?: Actor; body?: unknown; headers?: Record<string, string> },
  ): Promise<TestAnswer>;
}

export interface TestAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever shape the route answers with
  body: any;
  headers: Headers;
}

export function appFor(platform: Platform): TestApp {
  const hono = buildApp(platform);
  return {
    hono,
    async call(method, path, { actor, body, headers } = {}) {
      const raw = typeof body === 'string' || body instanceof Uint8Array;
      const answer = await hono.request(
        path.startsWith('/api/') || path.startsWith('/p/') ? path : `/api/v1${path}`,
        {
          method,
          headers: {
            ...(body !== undefined && !raw ? { 'content-type': 'application/json' } : {}),
            ...headers,
          },
          ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
        },
        actor ? { actor } : {},
      );
      const text = await answer.text();
      const json = /json/.test(answer.headers.get('content-type') ?? '');
      return { status: answer.status, body: json && text ? JSON.parse(text) : text, headers: answer.headers };
    },
  };
}
