import type { Fact } from '../collect/facts.ts';
import type { Runner, Tx } from '../platform/database.ts';
import { conflict } from '../platform/errors.ts';
import type { Forgotten } from '../platform/forgotten.ts';
import { derivedId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { sign } from '../platform/secrets.ts';
import {
  alsoOfOthers,
  anyErasedKey,
  circleOf,
  contentsOf,
  erasedKeysAmong,
  insertErasedKeys,
  isErased,
  keysHeld,
  type Record,
  recordsHeld,
} from './erasing.sql.ts';
import { exactKeys } from './identity.ts';
import { currentCustomer } from './merging.ts';
import { referred } from './recognise.ts';

/** Why a row about somebody who was erased is not taken in: what a report says, and a program can look for. */
export const ERASED_REASON = 'erased: it is about a customer who was erased, and none of it is kept.';

type Place = Pick<Platform, 'config'>;

/** What somebody would be known again by, as it is remembered: nothing can be read out of it (migration 0042). */
function hashed({ config }: Place, kind: string, value: string): string {
  return sign(config, 'erased customer', `${kind}\x1f${value}`).subarray(0, 16).toString('base64url');
}

const recordHash = (place: Place, source: string, key: string) =>
  hashed(place, 'record', `${source}\x1f${key}`);

/** Everything a customer is known by. Held: nobody merges them with somebody else until the transaction ends. */
export async function everythingOf(
  tx: Tx,
  customerId: string,
): Promise<{ who: Forgotten; records: Record[] }> {
  const id = await currentCustomer(tx, customerId);
  const records = await recordsHeld(tx, id);
  const identityIds = records.map((one) => one.id);
  const emails = distinct(records.map(({ email }) => email?.trim().toLowerCase()));
  const others = await alsoOfOthers(tx, emails, identityIds);
  const who: Forgotten = {
    customerIds: await circleOf(tx, id),
    identityIds,
    records: records.map(({ sourceId, key }) => ({ sourceId, key })),
    emails: emails.filter((one) => !others.has(one)),
    names: distinct(records.map(({ name }) => name?.trim().toLowerCase())),
    phones: distinct(records.flatMap(({ phone }) => [phone?.trim(), phone?.replace(/[^\d+]/g, '')])),
  };
  return { who, records };
}

/** Addresses they were written to besides the ones their records have now; nobody else's. */
export async function withAddresses(db: Runner, who: Forgotten, more: string[]): Promise<Forgotten> {
  const low = distinct(more.map((one) => one.trim().toLowerCase()));
  const others = await alsoOfOthers(db, low, who.identityIds);
  return { ...who, emails: distinct([...who.emails, ...low.filter((one) => !others.has(one))]) };
}

const distinct = (texts: (string | null | undefined)[]) =>
  [...new Set(texts.filter((one) => !!one))] as string[];

/** Remembers by what they would be known again. What somebody who stays shares with them is not among it. */
export async function rememberErased(
  tx: Tx,
  platform: Platform,
  of: { erasureId: string; who: Forgotten; records: Record[] },
): Promise<void> {
  const keys = (await keysHeld(tx, of.who.identityIds)).filter(({ shared }) => !shared);
  await insertErasedKeys(tx, of.erasureId, [
    ...of.records.map(({ source, key }) => recordHash(platform, source, key)),
    ...keys.map(({ kind, value }) => hashed(platform, kind, value)),
    ...of.who.emails.map((email) => hashed(platform, 'email', email)),
  ]);
}

/** Once somebody was erased, somebody was: the question is not asked again in this process. */
const anyone = new WeakSet<Runner>();

/**
 * Which facts of a batch are about somebody who was erased, by place. A record is known again by its source and key, or by
 * what it shares (an address, a number, phone and name together); what names such a record goes with it, now and later. A
 * record that was there all the time and stands for somebody else passes, whatever it shares. Costs one look at an empty
 * table where nobody was ever erased. Call it where the batch counts already, so that an erasure comes before or after.
 */
export async function erasedAmong(
  tx: Tx,
  platform: Platform,
  from: { source: { key: string }; facts: readonly Fact[]; objections: readonly unknown[] },
): Promise<Set<number>> {
  const gone = new Set<number>();
  if (!anyone.has(tx.origin)) {
    if (!(await anyErasedKey(tx))) return gone;
    anyone.add(tx.origin);
  }
  const source = from.source.key;
  const facts = from.facts.flatMap((fact, index) => {
    const key = fact.type === 'identity' ? fact.key : fact.who;
    if (!key || from.objections[index]) return [];
    const shares =
      fact.type === 'identity'
        ? exactKeys(fact, undefined).map((one) => hashed(platform, one.kind, one.value))
        : [];
    return [
      {
        index,
        key,
        id: referred(key) ?? derivedId(source, key),
        record: recordHash(platform, source, key),
        shares,
      },
    ];
  });
  const known = await erasedKeysAmong(tx, [...new Set(facts.flatMap((one) => [one.record, ...one.shares]))]);
  const contents = await contentsOf(tx, [...new Set(facts.map(({ id }) => id))]);
  const records = new Set<string>();
  for (const one of facts) {
    const erasure = one.shares.map((hash) => known.get(hash)).find((found) => found !== undefined);
    const content = contents.get(one.id);
    const stays = content !== undefined && content !== 'stub' && content !== 'erased';
    if (content === 'erased' || known.has(one.record)) records.add(one.key);
    else if (erasure && !stays) {
      records.add(one.key);
      await insertErasedKeys(tx, erasure, [one.record]);
    }
  }
  for (const { index, key } of facts) if (records.has(key)) gone.add(index);
  return gone;
}

/** @throws Refusal `customer_erased` (409), `not_found` */
export async function mustNotBeErased(db: Runner, customerId: string): Promise<void> {
  if (await isErased(db, customerId))
    throw conflict(
      'customer_erased',
      'This customer was erased. There is nobody left to do this for; only the figures remain.',
      { customerId },
    );
}
