import type { Fact, IdentityFact, InteractionFact } from '../../facts.ts';
import { flatten } from '../flatten.ts';
import type { Message } from './message.ts';

/** Keys of the three kinds of records, so that a visitor, a user and a group of the same id are three. */
export const anonymousKey = (id: string): string => `anonymous:${id}`;
export const groupKey = (id: string): string => `group:${id}`;
export const whoIs = (message: Message): string =>
  message.userId ?? anonymousKey(message.anonymousId as string);

/** Traits that have a field of their own. */
const OWN = new Set(['name', 'firstName', 'lastName', 'email', 'phone']);

/**
 * What a message says, beside what the connection's own rules make of it.
 * @param stitched the anonymous visitor of the message is this user, and nobody else was before
 */
export function factsOf(
  message: Message,
  given: { at: string; source: string; stitched: boolean },
): { people: Fact[]; event: InteractionFact | undefined } {
  const { at } = given;
  const exact = exactKeys(given.source);
  switch (message.kind) {
    case 'identify':
      return { people: identified(message, at, exact, given.stitched), event: undefined };
    case 'alias':
      return { people: aliased(message, at, exact, given.stitched), event: undefined };
    case 'group':
      return {
        people: [
          person(groupKey(message.groupId as string), at, { kind: 'account', ...traits(message.traits) }),
          person(whoIs(message), at, { account: groupKey(message.groupId as string) }),
        ],
        event: undefined,
      };
    default:
      return { people: [], event: event(message, at) };
  }
}

/** Ids are one company's: the source stands before them, so that user 42 of the shop is not user 42 of the help desk. */
function exactKeys(source: string) {
  return {
    user: (...ids: string[]) => ({ user_id: ids.map((id) => `${source}/${id}`) }),
    anonymous: (id: string) => ({ anonymous_id: [`${source}/${id}`] }),
  };
}
type Exact = ReturnType<typeof exactKeys>;

function identified(message: Message, at: string, exact: Exact, stitched: boolean): IdentityFact[] {
  const { userId, anonymousId } = message;
  const told = traits(message.traits);
  if (!userId) {
    const id = anonymousId as string;
    return [person(anonymousKey(id), at, { ...told, keys: exact.anonymous(id) })];
  }
  const own = exact.user(userId);
  if (!anonymousId || !stitched) return [person(userId, at, { ...told, keys: own })];
  return [
    person(userId, at, { ...told, keys: { ...own, ...exact.anonymous(anonymousId) } }),
    person(anonymousKey(anonymousId), at, { keys: exact.anonymous(anonymousId) }),
  ];
}

/**
 * `previousId` was a user's or a visitor's: the message does not say which. As a visitor it is linked where nobody else had
 * it, as a user always, for that is what an alias says.
 */
function aliased(message: Message, at: string, exact: Exact, stitched: boolean): IdentityFact[] {
  const [now, before] = [message.userId ?? (message.anonymousId as string), message.previousId as string];
  const visitor = stitched ? exact.anonymous(before) : {};
  return [
    person(now, at, { keys: { ...exact.user(now, before), ...visitor } }),
    person(before, at, { keys: exact.user(before) }),
    ...(stitched ? [person(anonymousKey(before), at, { keys: visitor })] : []),
  ];
}

function person(key: string, at: string, rest: Partial<IdentityFact>): IdentityFact {
  return { type: 'identity', key, at, partial: true, ...rest };
}

function traits(told: Record<string, unknown>): Partial<IdentityFact> {
  const fact: Partial<IdentityFact> = {};
  const whole = [told.firstName, told.lastName].filter((part) => typeof part === 'string').join(' ');
  for (const [field, value] of [
    ['name', told.name ?? (whole || undefined)],
    ['email', told.email],
    ['phone', told.phone],
  ] as const)
    if (value === null || typeof value === 'string' || typeof value === 'number')
      fact[field] = value === null ? null : String(value);
  const attributes = flatten(told, OWN);
  if (Object.keys(attributes).length > 0) fact.attributes = attributes;
  return fact;
}

function event(message: Message, at: string): InteractionFact {
  const { kind, properties } = message;
  const fact: InteractionFact = {
    type: 'interaction',
    key: message.key,
    who: whoIs(message),
    kind: kind === 'track' ? kindOf(message.event as string) : `${kind}.viewed`,
    at,
  };
  if (kind !== 'track') {
    const title = [message.category, message.name].filter(Boolean).join(' · ');
    const seen = title || properties.title || properties.path || properties.url;
    if (typeof seen === 'string' && seen !== '') fact.summary = seen.slice(0, 2000);
  }
  const value = amount(properties.revenue) ?? amount(properties.value);
  if (value !== undefined) fact.value = value;
  const attributes = flatten(properties);
  if (Object.keys(attributes).length > 0) fact.attributes = attributes;
  return fact;
}

/** “Order Completed” is the kind `order_completed`. */
export function kindOf(event: string): string {
  const plain = event
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return (plain || event).slice(0, 100);
}

function amount(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
