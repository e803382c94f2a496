import type { Actor, Permission } from '../access.ts';
import type { LiveEvent } from './log.sql.ts';

/** What is streamed at all, and who may hear that it happened. Whatever is not named here is not streamed. */
export const needed: Record<string, Permission> = {
  case: 'case:read',
  customer: 'customer:read',
  dispute: 'ownership:read',
  escalation: 'ownership:read',
  assignment: 'ownership:read',
  delegation: 'ownership:read',
  journey: 'journey:read',
  source: 'source:read',
  import: 'source:read',
};

/** Ids that may go along; everything else an event carries stays in the database. Never who did it (rule 10). */
const along = ['ownerId', 'customerId', 'touchpointId', 'from', 'to'];
const uuidOrNumber = /^[0-9a-f-]{36}$|^\d{1,15}$/;

export function idsOf(data: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of along) {
    const value = data[name];
    if (value != null && uuidOrNumber.test(String(value))) kept[name] = value;
  }
  if (data.urgent === true) kept.urgent = true;
  return kept;
}

/** Decided at the server for each event and each reader. */
export function maySee(actor: Actor, event: Pick<LiveEvent, 'kind' | 'toPerson'>): boolean {
  if (event.toPerson !== null) return actor.personId === event.toPerson;
  const permission = needed[event.kind];
  return permission !== undefined && actor.permissions.has(permission);
}
