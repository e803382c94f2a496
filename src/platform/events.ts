import { v7 } from 'uuid';
import { type Runner, sql, type Tx } from './database.ts';
import type { Platform } from './platform.ts';

export interface DomainEvent {
  /** Past tense, noun first: `case.closed`. */
  name: string;
  subject: { kind: string; id: string | number };
  data?: Record<string, unknown>;
}

/** An event as it was written down; what a subscriber's job receives. */
export interface EventJob {
  eventId: string;
  name: string;
  subject: { kind: string; id: string };
  data: Record<string, unknown>;
}

/** Writes down what happened and, in the same transaction, a job for each room that asked to hear of it. */
export function recordEvent(tx: Tx, platform: Platform, event: DomainEvent): Promise<void> {
  return recordEvents(tx, platform, [event]);
}

export async function recordEvents(tx: Tx, platform: Platform, events: DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  const at = platform.clock.now();
  const rows: EventJob[] = events.map((event) => ({
    eventId: v7(),
    name: event.name,
    subject: { kind: event.subject.kind, id: String(event.subject.id) },
    data: event.data ?? {},
  }));
  await tx.run(
    sql`insert into events (event_id, name, at, subject_kind, subject_id, data)
    select (e->>'eventId')::uuid, e->>'name', ${at}::timestamptz, e->'subject'->>'kind', e->'subject'->>'id', e->'data'
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) e`,
    'events',
  );
  for (const follow of followers.get(platform.db.origin)?.values() ?? []) await follow(tx, platform, rows);
  for (const row of rows) {
    for (const queue of platform.queue.subscribers(row.name)) await platform.queue.send(tx, queue, row);
  }
}

/** Jobs in `queueName` for every later event of this name. Called from a room's `jobs(platform)`, before the start. */
export function onEvent(platform: Platform, name: string, queueName: string): void {
  platform.queue.subscribe(name, queueName);
}

/** Sees every event in the transaction that records it, so that what it writes stands or falls with the event. */
type Follower = (tx: Tx, platform: Platform, events: EventJob[]) => Promise<void>;
const followers = new WeakMap<Runner, Map<string, Follower>>();

/**
 * For what may miss no event and cannot afford a job for each. Called from a room's `jobs(platform)`; under one name it follows
 * a database once, however many platforms are made over it.
 */
export function followEvents(platform: Platform, name: string, follower: Follower): void {
  const { origin } = platform.db;
  followers.set(origin, (followers.get(origin) ?? new Map()).set(name, follower));
}
