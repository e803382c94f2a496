import type { Runner, Tx } from '../platform/database.ts';
import type { EventJob } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { bodyOf, typeOfEvent } from './catalogue/catalogue.ts';
import type { CaseFacts } from './catalogue/eventType.ts';
import {
  type CaseRow,
  casesById,
  insertDeliveries,
  insertMessages,
  keepWanted,
  type NewMessage,
  takeWaiting,
  type WaitingEvent,
} from './outbox.sql.ts';

export const sendQueue = 'out.send';
/** Events made into messages in one transaction. */
const BATCH = 200;
/** A tenth of a second is soon enough for other systems, and a job for each event would cost more than the event. */
const GATHER_MS = 100;

/**
 * In the transaction of the events: those that somebody wants wait for their messages. One statement however many
 * events, and nothing but that one question where nobody listens.
 */
export async function keepForOut(tx: Tx, platform: Platform, events: EventJob[]): Promise<void> {
  const known = events.flatMap(({ eventId, name }) => {
    const type = typeOfEvent(name)?.type;
    return type ? { eventId, type } : [];
  });
  if (known.length === 0) return;
  if ((await keepWanted(tx, known)) > 0) tx.onCommit(() => wakeSender(platform));
}

const waking = new WeakSet<Runner>();

/** There is something to send. A burst wakes once; where nobody can be woken the look of each minute finds it. */
export function wakeSender(platform: Platform): void {
  const { origin } = platform.db;
  if (waking.has(origin)) return;
  waking.add(origin);
  setTimeout(() => {
    waking.delete(origin);
    platform.queue.send(platform.db, sendQueue, {}, { key: sendQueue }).catch(() => undefined);
  }, GATHER_MS).unref();
}

/**
 * Makes messages and deliveries of what waits, all that is waiting. The line is shortened in the transaction that
 * writes them: whatever breaks in between, each event gives each endpoint one delivery, never two and never none.
 */
export async function passOn(platform: Platform): Promise<number> {
  for (let all = 0; ; ) {
    const taken = await platform.db.tx((tx) => passOnSome(tx, platform));
    all += taken;
    if (taken < BATCH) return all;
  }
}

async function passOnSome(tx: Tx, platform: Platform): Promise<number> {
  const events = await takeWaiting(tx, BATCH);
  if (events.length === 0) return 0;
  const messages = await messagesOf(tx, platform, events);
  const now = platform.clock.now();
  await insertMessages(tx, messages, now);
  await insertDeliveries(
    tx,
    messages.map(({ id }) => id),
    now,
  );
  return events.length;
}

async function messagesOf(tx: Tx, platform: Platform, events: WaitingEvent[]): Promise<NewMessage[]> {
  const ids = events.filter(({ kind }) => kind === 'case').map(({ subject }) => subject);
  const cases = await casesById(tx, [...new Set(ids)]);
  return events.flatMap((event) => {
    const row = event.kind === 'case' ? cases.get(event.subject) : undefined;
    const body = told(platform, event, row);
    if (!body) return [];
    return {
      id: event.id,
      at: event.at,
      ...body,
      caseId: row?.id ?? null,
      customerId: row?.customerId ?? customerOf(event),
      departmentId: row?.departmentId ?? null,
    };
  });
}

/** An event of which nothing can be told (its case is gone) must not keep the others from leaving. */
function told(platform: Platform, event: WaitingEvent, row: CaseRow | undefined) {
  const type = typeOfEvent(event.name);
  if (!type || (event.kind === 'case' && !row)) return undefined;
  const data = type.tell({
    name: event.name,
    at: event.at,
    subject: { kind: event.kind, id: event.subject },
    data: event.data,
    ...(row ? { case: factsOf(row, platform.config.baseUrl) } : {}),
  });
  return { type: type.type, body: bodyOf(type.type, event.at, data) };
}

function factsOf(row: CaseRow, baseUrl: string): CaseFacts {
  const { departmentId: _, openedAt, dueAt, closedAt, ...rest } = row;
  return {
    ...rest,
    openedAt: openedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    href: `${baseUrl}/inbox/${row.id}`,
  };
}

function customerOf(event: WaitingEvent): string | null {
  if (event.kind === 'customer') return event.subject;
  return typeof event.data.customerId === 'string' ? event.data.customerId : null;
}
