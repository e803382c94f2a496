import { hash } from 'node:crypto';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Fact } from '../facts.ts';
import { keep } from '../intake/intake.ts';
import { screenAll } from '../known.ts';
import { watchEvents } from '../quality/watchEvents.ts';
import { countReceived, noteError } from '../source.sql.ts';
import {
  countOpenLetters,
  type Dead,
  noteUse,
  type OpenConnection,
  writeDeadLetters,
} from './connection.sql.ts';
import type { Mapped } from './mapEvent.ts';

/** An event with the key by which it is recognised when it comes again. */
export interface Event {
  key: string;
  raw: unknown;
}

export interface Taken {
  /** Events taken in. */
  accepted: number;
  /** Events kept as dead letters, with where they stood in the request. */
  rejected: { index: number; key: string; reason: string; field: string | null }[];
}

/**
 * Behind every door of a convention. What became facts is kept by the same intake as everything else; an event that did
 * not, whole, as a dead letter. Both are durable before this answers, and both are the same rows when it comes again.
 * @throws Refusal `backlog_full` 429, `too_many_kept` 429
 */
export async function takeEvents(
  platform: Platform,
  connection: OpenConnection,
  events: Event[],
  mapped: Mapped[],
): Promise<Taken> {
  const facts = mapped.flatMap((one) => ('facts' in one ? one.facts : []));
  const objections = await screenAll(platform, facts);
  const good: Fact[] = [];
  const dead: Dead[] = [];
  const rejected: Taken['rejected'] = [];
  let at = 0;
  mapped.forEach((one, index) => {
    const { key, raw } = events[index] as Event;
    let reason = 'reason' in one ? { reason: one.reason, field: one.field } : undefined;
    if ('facts' in one) {
      const end = at + one.facts.length;
      for (let i = at; i < end; i++) reason ??= objections[i];
      at = end;
      if (!reason) good.push(...one.facts);
    }
    if (!reason) return;
    dead.push({ key, event: raw, ...reason });
    rejected.push({ index, key, ...reason });
  });
  const now = platform.clock.now();
  if (dead.length > 0) await mustHaveRoom(platform, connection);
  if (good.length > 0) {
    const items = JSON.stringify(good);
    // By content: a request repeated after the mapping was changed is no contradiction, its facts meet their own keys.
    const bodyHash = hash('sha256', items);
    const { sourceId } = connection;
    const key = `${connection.id}:${bodyHash}`;
    const { fresh } = await keep(platform, { sourceId, key, bodyHash, items, results: String(good.length) });
    if (!fresh) await countReceived(platform.db, { sourceId, at: now, repeated: 1 });
  }
  // After the good ones: where those are refused because too much waits, nothing at all is stored.
  if (dead.length > 0) await bury(platform, connection, dead, now);
  await watchEvents(platform, connection, events);
  if (!connection.lastReceivedAt || now.getTime() - connection.lastReceivedAt.getTime() > 5000) {
    connection.lastReceivedAt = now;
    await noteUse(platform.db, connection.id, now);
  }
  return { accepted: events.length - dead.length, rejected };
}

/** A sender gone wild must not fill the disk with what nobody looks at. */
const MOST_KEPT = 100_000;
const counted = new WeakMap<OpenConnection, { at: number; kept: number }>();

/** @throws Refusal `too_many_kept` 429; counts at most every 5 s */
async function mustHaveRoom(platform: Platform, connection: OpenConnection): Promise<void> {
  let known = counted.get(connection);
  if (!known || performance.now() - known.at > 5000) {
    known = { at: performance.now(), kept: await countOpenLetters(platform.db, connection.id, MOST_KEPT) };
    counted.set(connection, known);
  }
  if (known.kept < MOST_KEPT) return;
  throw new Refusal(
    'too_many_kept',
    `${MOST_KEPT.toLocaleString('en')} events of this connection could not be taken in and wait to be looked at. Nothing of this request was stored; it can be sent again once they are replayed or set aside.`,
    { retryAfterSeconds: 300 },
    429,
  );
}

async function bury(platform: Platform, connection: OpenConnection, dead: Dead[], now: Date): Promise<void> {
  const fresh = await writeDeadLetters(platform.db, connection.id, dead, now);
  const { sourceId } = connection;
  await countReceived(platform.db, { sourceId, rejected: fresh, at: now });
  const why = `${dead.length === 1 ? 'An event' : `${dead.length} events`} could not be taken in and waits: ${dead[0]?.reason}`;
  await noteError(platform.db, sourceId, why.replaceAll('\0', '�').toWellFormed(), now);
}
