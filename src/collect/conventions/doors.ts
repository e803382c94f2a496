import type { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { cloudEventsDoor } from './cloudEvents/door.ts';
import { webhookDoor } from './hooks/door.ts';
import { segmentDoor } from './segment/door.ts';

/** The doors that speak conventions of others stand where those others look for them, outside of /api. */
export function conventionDoors(app: Hono<Env>, platform: Platform): void {
  app.route('/v1', segmentDoor(platform));
  app.route('/cloudevents', cloudEventsDoor(platform));
  app.route('/hooks', webhookDoor(platform));
}
