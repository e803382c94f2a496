import { Refusal } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/platform.ts';
import { readOrganisation } from '../../../platform/settings.ts';
import type { Fact } from '../../facts.ts';
import type { OpenConnection } from '../connection.sql.ts';
import type { EventMapping } from '../eventMapping.ts';
import { eventTime, settledTimes } from '../eventTimes.ts';
import { compileEvents, type MapEvent, type Mapped } from '../mapEvent.ts';
import type { Event } from '../takeEvents.ts';
import { factsOf, whoIs } from './facts.ts';
import { type Kind, keyOf, type Message, MOST_BYTES, readMessage, type Unreadable } from './message.ts';
import { pairOf, stitch } from './stitch.ts';

/** A survey's answers are responses, not mere events. More rules are made on the page of the connection. */
export const starter: EventMapping = {
  yields: (
    [
      ['nps', ['NPS Submitted', 'nps_submitted', 'NPS Survey Submitted']],
      ['csat', ['CSAT Submitted', 'csat_submitted']],
      ['ces', ['CES Submitted', 'ces_submitted']],
    ] as const
  ).map(([metric, names]) => ({
    type: 'response',
    when: { column: 'event', is: [...names] },
    who: 'onus.who',
    metric: `=${metric}`,
    value: 'properties.score',
    comment: 'properties.comment',
    at: 'onus.at',
  })),
};

export interface Said {
  messages: unknown[];
  kind?: Kind;
  /** When the batch says it was sent, for messages that do not say so themselves. */
  sent?: unknown;
  /** Only to see what they would become: no time settles on it, nobody is linked. */
  trial?: boolean;
  /** Bytes of the request they came in: none of them is larger than that. */
  bytes?: number;
}

/** The messages of a request: a batch, or one message at the address of its kind. @throws Refusal `not_a_batch` 400 */
export function messagesIn(body: unknown, kind: Kind | 'batch'): Said {
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw new Refusal('not_a_message', 'The body is one JSON object.', {}, 400);
  if (kind !== 'batch') return { messages: [body], kind };
  const { batch, sentAt } = body as { batch?: unknown; sentAt?: unknown };
  if (!Array.isArray(batch))
    throw new Refusal('not_a_batch', 'A batch has its messages in a list named “batch”.', {}, 400);
  return { messages: batch, sent: sentAt };
}

/** Each message by its key, and the facts it became. */
export async function mapMessages(
  platform: Platform,
  connection: Pick<OpenConnection, 'sourceId' | 'sourceKey' | 'mapping'>,
  { messages, kind, sent, trial = false, bytes = Number.POSITIVE_INFINITY }: Said,
): Promise<{ events: Event[]; mapped: Mapped[] }> {
  const now = platform.clock.now().getTime();
  const rules = await rulesOf(platform, connection.mapping);
  const given = { ...(kind ? { kind } : {}), sent };
  const small = bytes <= MOST_BYTES;
  const read = messages.map((raw) => (small ? undefined : sized(raw)) ?? readMessage(raw, given));
  const good = read.filter((one): one is Message => 'kind' in one);
  const times = await timesOf(good, now, async (wanted) =>
    trial ? wanted : settledTimes(platform, connection.sourceId, wanted),
  );
  const pairs = good.flatMap((one) => pairOf(one) ?? []);
  const firsts = trial
    ? new Map(pairs.map(({ visitor, user }) => [visitor, user]))
    : await stitch(platform, connection.sourceId, pairs);
  return {
    events: messages.map((raw) => ({ key: keyOf(raw), raw })),
    mapped: read.map((message, i) => {
      if (!('kind' in message)) return message;
      const at = times.get(message);
      const pair = pairOf(message);
      const { people, event } = factsOf(message, {
        at: new Date(at as number).toISOString(),
        source: connection.sourceKey,
        stitched: pair !== undefined && firsts.get(pair.visitor) === pair.user,
      });
      if (!event) return { facts: people };
      const own = byRules(rules, messages[i], message, event.at);
      return own ?? { facts: [...people, event] };
    }),
  };
}

/** Where a rule of the connection applies, what it says stands instead of the plain event. */
function byRules(
  rules: MapEvent | undefined,
  raw: unknown,
  message: Message,
  at: string,
): Mapped | undefined {
  if (!rules) return undefined;
  const made = rules(raw, { onus: { key: message.key, at, who: whoIs(message) } });
  if ('reason' in made) return made;
  return made.facts.length > 0 ? { facts: made.facts as Fact[] } : undefined;
}

const compiledRules = new WeakMap<EventMapping, MapEvent>();

async function rulesOf(platform: Platform, mapping: EventMapping): Promise<MapEvent | undefined> {
  if (mapping.yields.length === 0 && !mapping.items) return undefined;
  let rules = compiledRules.get(mapping);
  if (!rules) {
    rules = compileEvents(mapping, (await readOrganisation(platform.db)).timezone);
    compiledRules.set(mapping, rules);
  }
  return rules;
}

function sized(raw: unknown): Unreadable | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(raw) ?? '');
  if (bytes <= MOST_BYTES) return undefined;
  return {
    reason: `The message has ${bytes.toLocaleString('en')} bytes; ${MOST_BYTES.toLocaleString('en')} are the most.`,
    field: null,
  };
}

async function timesOf(
  messages: Message[],
  now: number,
  settle: (wanted: Map<string, number>) => Promise<Map<string, number>>,
): Promise<Map<Message, number>> {
  const times = new Map<Message, number>();
  const unsettled = new Map<string, number>();
  for (const message of messages) {
    const { at, firm } = eventTime({ ...message, now });
    times.set(message, at);
    if (!firm && !unsettled.has(message.key)) unsettled.set(message.key, at);
  }
  const settled = await settle(unsettled);
  for (const message of messages) {
    const at = settled.get(message.key);
    if (at !== undefined) times.set(message, at);
  }
  return times;
}
