import type { Hono } from 'hono';
import type { Env } from './platform/http/env.ts';
import type { RoomRoutes } from './platform/http/route.ts';
import { createServer } from './platform/http/server.ts';
import { jobs as mailJobs } from './platform/mail.jobs.ts';
import type { Platform } from './platform/platform.ts';

/** Everything that runs without being asked. Before the queue starts. */
export function registerJobs(platform: Platform): void {
  mailJobs(platform);
}

export function roomsOf(_platform: Platform): RoomRoutes[] {
  return [];
}

/** The only wiring: platform + rooms + pages. No socket yet. */
export function buildApp(platform: Platform): Hono<Env> {
  return createServer(platform, { rooms: roomsOf(platform), identify: async () => undefined });
}
