import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { screenAll } from '../known.ts';
import { sourceIdOf } from '../sources.ts';
import { eventsIn } from './cloudEvents/read.ts';
import {
  arrivals,
  type OpenConnection,
  openConnections,
  openDeadLetters,
  settleLetters,
} from './connection.sql.ts';
import type { Arrival, DeadLetter } from './connection.ts';
import { rowOf } from './connections.ts';
import { eventMapper } from './eventMapper.ts';
import type { EventMapping } from './eventMapping.ts';
import { webhookProvider } from './hooks/provider.ts';
import type { Mapped } from './mapEvent.ts';
import { mapMessages } from './segment/segment.ts';
import { type Event, takeEvents } from './takeEvents.ts';

const AT_ONCE = 200;

export async function listDeadLetters(
  platform: Platform,
  actor: Actor,
  id: string,
  from: { after: number; limit: number },
): Promise<{ items: DeadLetter[]; next: string | null }> {
  require(actor, 'source:read');
  await rowOf(platform, id);
  const items = await openDeadLetters(platform.db, id, from);
  return { items, next: items.length === from.limit ? String(items.at(-1)?.id) : null };
}

export async function listArrivals(platform: Platform, actor: Actor, id: string): Promise<Arrival[]> {
  require(actor, 'source:read');
  return arrivals(platform.db, await rowOf(platform, id), 20);
}

/** Kept events take the same road again, by today's mapping. What still cannot be taken in stays, with today's reason. */
export async function replay(
  platform: Platform,
  actor: Actor,
  id: string,
  ids?: number[],
): Promise<{ takenIn: number; left: number }> {
  require(actor, 'source:write');
  const { sourceKey } = await rowOf(platform, id);
  const connection = (await openConnections(platform.db)).find((one) => one.id === id);
  if (!connection) throw notFound('connection in use', id);
  let [takenIn, left, after] = [0, 0, 0];
  for (;;) {
    const letters = await openDeadLetters(platform.db, id, { after, limit: AT_ONCE, ids });
    if (letters.length === 0) break;
    after = letters.at(-1)?.id as number;
    const events = letters.map(({ eventKey, event }) => ({
      key: eventKey,
      raw: JSON.parse(event) as unknown,
    }));
    const { rejected } = await takeEvents(
      platform,
      connection,
      events,
      await mapped(platform, connection, events),
    );
    const still = new Set(rejected.map(({ index }) => index));
    const done = letters.filter((_, i) => !still.has(i)).map((letter) => letter.id);
    if (done.length > 0)
      await settleLetters(platform.db, done, {
        connectionId: id,
        by: actor.personId,
        now: platform.clock.now(),
      });
    takenIn += done.length;
    left += still.size;
  }
  await platform.db.tx((tx) =>
    audit(tx, platform, actor, {
      verb: 'source.replayed',
      subject: { kind: 'source', id: sourceKey },
      detail: { connection: id, takenIn, left },
    }),
  );
  return { takenIn, left };
}

/** A person decides that these are none of our business. They stay on record with the reason. */
export async function setAside(
  platform: Platform,
  actor: Actor,
  id: string,
  given: { ids: number[]; reason: string },
): Promise<{ setAside: number }> {
  require(actor, 'source:write');
  const { sourceKey } = await rowOf(platform, id);
  return platform.db.tx(async (tx) => {
    const count = await settleLetters(tx, given.ids, {
      connectionId: id,
      by: actor.personId,
      now: platform.clock.now(),
      reason: given.reason,
    });
    await audit(tx, platform, actor, {
      verb: 'source.letters_set_aside',
      subject: { kind: 'source', id: sourceKey },
      detail: { connection: id, ids: given.ids, reason: given.reason, count },
    });
    return { setAside: count };
  });
}

/** What a payload would become, by this connection's mapping or another one; nothing is stored. */
export async function tryMapping(
  platform: Platform,
  actor: Actor,
  id: string,
  given: { event: unknown; mapping?: EventMapping | undefined },
): Promise<Mapped> {
  require(actor, 'source:write');
  const row = await rowOf(platform, id);
  const sourceId = await sourceIdOf(platform, row.sourceKey);
  const connection = { ...row, sourceId, mapping: given.mapping ?? row.mapping };
  const raw = given.event;
  // The time an event settles on must not come from a trial, so a trial's key is nobody's.
  const key = `trial-${platform.clock.now().getTime()}`;
  const [first] =
    row.convention === 'segment'
      ? (await mapMessages(platform, connection, { messages: [raw], trial: true })).mapped
      : await (await eventMapper(platform, connection, { trial: true }))([
          { key, raw, ...beside(connection, raw) },
        ]);
  if (!first || 'reason' in first) return first ?? { facts: [] };
  const objection = (await screenAll(platform, first.facts)).find(Boolean);
  return objection ? { reason: objection.reason, field: objection.field } : first;
}

async function mapped(platform: Platform, connection: OpenConnection, events: Event[]): Promise<Mapped[]> {
  if (connection.convention === 'segment') {
    const messages = events.map(({ raw }) => raw);
    return (await mapMessages(platform, connection, { messages })).mapped;
  }
  const map = await eventMapper(platform, connection);
  if (connection.convention === 'webhook') {
    return map(
      events.map(({ key, raw }) => {
        const { event, header } = raw as { event: unknown; header: Record<string, string> };
        return { key, raw: event, header, ...beside(connection, event) };
      }),
    );
  }
  return Promise.all(
    events.map(async ({ key, raw }) => {
      const [read] = eventsIn(
        'application/cloudevents+json',
        new Headers(),
        Buffer.from(JSON.stringify(raw)),
      );
      if (!read || 'wrong' in read) return read?.wrong ?? { facts: [] };
      return (await map([{ key, raw, happened: read.event.time as string }]))[0] as Mapped;
    }),
  );
}

function beside(
  { convention, provider }: Pick<OpenConnection, 'convention' | 'provider'>,
  event: unknown,
): { happened?: string | number | undefined } {
  if (convention === 'webhook') return { happened: webhookProvider(provider)?.happened?.(event) };
  return { happened: (event as { time?: string } | null)?.time };
}
