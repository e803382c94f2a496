import { hash } from 'node:crypto';

export const kinds = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;
export type Kind = (typeof kinds)[number];

/** A message as SDKs send it, as far as it is read here. Ids may come as numbers. */
export interface Message {
  kind: Kind;
  key: string;
  userId: string | undefined;
  anonymousId: string | undefined;
  previousId: string | undefined;
  groupId: string | undefined;
  event: string | undefined;
  name: string | undefined;
  category: string | undefined;
  properties: Record<string, unknown>;
  traits: Record<string, unknown>;
  happened: number | undefined;
  sent: number | undefined;
}

export interface Unreadable {
  reason: string;
  field: string | null;
}

const IDS = ['userId', 'anonymousId', 'previousId', 'groupId', 'messageId'] as const;

/** A key of ours holds 200 characters, and some stand before the sender's. */
const LONGEST_ID = 120;
/** Bytes of one message, as the convention limits it. */
export const MOST_BYTES = 32 * 1024;

/** @param kind what the address says; in a batch each message says it itself */
export function readMessage(raw: unknown, given: { kind?: Kind; sent?: unknown }): Message | Unreadable {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw))
    return unreadable('A message is a JSON object.', null);
  const from = raw as Record<string, unknown>;
  const kind = given.kind ?? from.type ?? from.action;
  if (!kinds.includes(kind as Kind))
    return unreadable(
      `“${String(kind ?? '').slice(0, 60)}” is no type of message; known are ${kinds.join(', ')}.`,
      'type',
    );
  for (const field of IDS)
    if ((text(from[field])?.length ?? 0) > LONGEST_ID)
      return unreadable(`“${field}” is longer than ${LONGEST_ID} characters.`, field);
  // A CDP that passes messages on has corrected the time itself and says when it received them.
  const corrected = from.receivedAt !== undefined && from.timestamp !== undefined;
  const happened = corrected ? from.timestamp : (from.originalTimestamp ?? from.timestamp);
  if (happened !== undefined && happened !== null && time(happened) === undefined)
    return unreadable(
      `“${String(happened).slice(0, 60)}” is not a date.`,
      from.originalTimestamp === undefined ? 'timestamp' : 'originalTimestamp',
    );
  const message: Message = {
    kind: kind as Kind,
    key: keyOf(from),
    userId: text(from.userId),
    anonymousId: text(from.anonymousId),
    previousId: text(from.previousId),
    groupId: text(from.groupId),
    event: text(from.event),
    name: text(from.name),
    category: text(from.category),
    properties: bag(from.properties),
    traits: bag(from.traits),
    happened: time(happened),
    sent: corrected ? undefined : time(from.sentAt ?? given.sent),
  };
  if (!message.userId && !message.anonymousId)
    return unreadable('A message says whom it is about: userId, anonymousId, or both.', 'userId');
  const needed = { track: 'event', group: 'groupId', alias: 'previousId' } as const;
  const field = needed[message.kind as keyof typeof needed];
  if (field && !message[field])
    return unreadable(`A message of type ${message.kind} needs “${field}”.`, field);
  return message;
}

/** `messageId`; without one what the message says, apart from when it was sent. */
export function keyOf(raw: unknown): string {
  const from = (raw ?? {}) as Record<string, unknown>;
  const own = typeof raw === 'object' ? text(from.messageId) : undefined;
  if (own && own.length <= LONGEST_ID) return own;
  if (typeof raw !== 'object') return `hash-${hash('sha256', JSON.stringify(raw) ?? '', 'hex').slice(0, 40)}`;
  const { sentAt: _, ...said } = from;
  return `hash-${hash('sha256', JSON.stringify(said), 'hex').slice(0, 40)}`;
}

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function time(value: unknown): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const at = typeof value === 'number' ? value : Date.parse(value);
  // Years of more than four digits are no dates to the database either.
  return Number.isFinite(at) && Math.abs(at) < 253_402_300_800_000 ? at : undefined;
}

function bag(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function unreadable(reason: string, field: string | null): Unreadable {
  return { reason, field };
}
