import { join } from 'node:path';
import type { Hono } from 'hono';
import { routes as knowRoutes } from './know/know.routes.ts';
import { searchCustomers } from './know/know.ts';
import { jobs as mapJobs } from './map/map.jobs.ts';
import { routes as mapRoutes } from './map/map.routes.ts';
import type { Actor } from './platform/access.ts';
import { routes as auditRoutes } from './platform/audit.routes.ts';
import { routes as backupRoutes } from './platform/backup/backup.routes.ts';
import type { Env } from './platform/http/env.ts';
import type { HttpMetrics } from './platform/http/metrics.ts';
import type { RoomRoutes } from './platform/http/route.ts';
import { createServer } from './platform/http/server.ts';
import { webApplication } from './platform/http/static.ts';
import { identifier } from './platform/identify.ts';
import { routes as keyRoutes } from './platform/keys.routes.ts';
import { jobs as mailJobs } from './platform/mail.jobs.ts';
import { routes as mailRoutes } from './platform/mail.routes.ts';
import { type Facets, type Found, routes as meRoutes } from './platform/me.routes.ts';
import type { Platform } from './platform/platform.ts';
import { routes as settingsRoutes } from './platform/settings.routes.ts';
import { landing } from './platform/signIn/landing.ts';
import { routes as sessionRoutes } from './platform/signIn/session.routes.ts';
import { jobs as signInJobs } from './platform/signIn/signIn.jobs.ts';

/** Everything that runs without being asked. Before the queue starts. */
export function registerJobs(platform: Platform): void {
  mailJobs(platform);
  signInJobs(platform);
  mapJobs(platform);
}

/** After the queue takes up work: goes on with what an earlier process left. */
export async function startJobs(_platform: Platform): Promise<void> {}

/** The process is about to end: long jobs stop at the next batch and go on at the next start. */
export async function stopJobs(_platform: Platform): Promise<void> {}

/** Every route of the interface, in the loop's order. */
export function roomsOf(platform: Platform): RoomRoutes[] {
  return [
    sessionRoutes(platform),
    meRoutes(platform, facets(platform)),
    knowRoutes(platform),
    mapRoutes(platform),
    keyRoutes(platform),
    mailRoutes(platform),
    auditRoutes(platform),
    settingsRoutes(platform),
    backupRoutes(platform),
  ];
}

export interface AppParts {
  /** The local operator's token, while a server holds the data folder. */
  operatorToken?: string;
  metrics?: HttpMetrics;
}

/** The only wiring: platform + rooms + pages. No socket yet: `app.request()` runs it in this process. */
export function buildApp(platform: Platform, parts: AppParts = {}): Hono<Env> {
  return createServer(platform, {
    rooms: roomsOf(platform),
    identify: identifier(parts.operatorToken),
    metrics: parts.metrics,
    pages: (app) => {
      landing(app, platform);
      webApplication(app, join(import.meta.dirname, '../dist/web'));
    },
  });
}

/** What the rooms give to the side bar and the finder. */
function facets(platform: Platform): Facets {
  return {
    counts: { home: async () => 0, inbox: async () => 0, ownership: async () => 0 },
    search: [(actor, q, limit) => customersFound(platform, actor, q, limit)],
  };
}

async function customersFound(platform: Platform, actor: Actor, q: string, limit: number): Promise<Found[]> {
  if (!actor.permissions.has('customer:read')) return [];
  const { items } = await searchCustomers(platform, { q, limit });
  return items.map((one) => ({
    kind: 'customer',
    id: one.id,
    title: one.name ?? one.email ?? one.id,
    ...(one.email ? { subtitle: one.email } : {}),
    href: `/customers/${one.id}`,
  }));
}
