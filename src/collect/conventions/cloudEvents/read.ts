import { hash } from 'node:crypto';
import { Refusal } from '../../../platform/errors.ts';
import { jsonOf } from '../body.ts';
import type { Mapped } from '../mapEvent.ts';

/** An event with its context attributes; `data` as JSON where it is JSON. */
export interface CloudEvent extends Record<string, unknown> {
  specversion: string;
  id: string;
  source: string;
  type: string;
}

export type ReadEvent = { event: CloudEvent; key: string } | { wrong: Mapped; raw: unknown; key: string };

/** CloudEvents 1.0 over HTTP: binary (attributes in ce- headers), structured, or a batch. */
export function eventsIn(type: string, headers: Headers, body: Buffer): ReadEvent[] {
  const mode = type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (mode === 'application/cloudevents-batch+json') {
    const list = jsonOf(body);
    if (!Array.isArray(list))
      throw new Refusal('not_a_batch', 'A batch of CloudEvents is a JSON list.', {}, 400);
    return list.map(read);
  }
  if (mode === 'application/cloudevents+json') return [read(jsonOf(body))];
  if (headers.has('ce-specversion')) return [read(binary(mode, headers, body))];
  throw new Refusal(
    'no_cloud_event',
    'Send CloudEvents as application/cloudevents+json, as application/cloudevents-batch+json, or with ce- headers.',
    {},
    415,
  );
}

function read(raw: unknown): ReadEvent {
  const event = raw as CloudEvent;
  const wrong = (reason: string, field: string | null): ReadEvent => ({
    wrong: { reason, field },
    raw,
    key: `hash-${hash('sha256', JSON.stringify(raw) ?? '', 'hex').slice(0, 40)}`,
  });
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw))
    return wrong('A CloudEvent is a JSON object.', null);
  for (const field of ['id', 'source', 'type'] as const)
    if (typeof event[field] !== 'string' || event[field] === '')
      return wrong(`A CloudEvent needs “${field}”.`, field);
  if (event.specversion !== '1.0')
    return wrong('Only version 1.0 of CloudEvents is read here.', 'specversion');
  if (event.time !== undefined && event.time !== null && Number.isNaN(Date.parse(String(event.time))))
    return wrong(`“${String(event.time).slice(0, 60)}” is not a time.`, 'time');
  return { event: decoded(event), key: keyOf(event) };
}

/** `source` and `id` together name an event; long ones by their hash, for a key holds 200 characters. */
function keyOf({ source, id }: CloudEvent): string {
  const key = `${source} ${id}`;
  return key.length <= 150 && key.isWellFormed() && !key.includes('\0')
    ? key
    : `ce-${hash('sha256', `${source}\x1f${id}`, 'hex').slice(0, 40)}`;
}

function decoded(event: CloudEvent): CloudEvent {
  if (typeof event.data_base64 !== 'string') return event;
  const { data_base64: bytes, ...rest } = event;
  const text = Buffer.from(bytes, 'base64').toString('utf8');
  return { ...(rest as CloudEvent), data: parsed(text) };
}

function binary(mode: string, headers: Headers, body: Buffer): Record<string, unknown> {
  const event: Record<string, unknown> = {};
  for (const [name, value] of headers)
    if (name.startsWith('ce-')) event[name.slice(3)] = percentDecoded(value);
  if (mode) event.datacontenttype = mode;
  if (body.length > 0) event.data = /[/+]json$/.test(mode) ? jsonOf(body) : parsed(body.toString('utf8'));
  return event;
}

/** Header values are percent-encoded where they are not plain ASCII. */
function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
