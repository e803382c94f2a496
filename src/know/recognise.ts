import type { IdentityFact } from '../collect/facts.ts';
import type { Newcomer } from '../collect/following.ts';
import type { Tx } from '../platform/database.ts';
import { contentHash, derivedId } from '../platform/ids.ts';
import { makeCustomers, refreshCustomers, writeLinks } from './customers.sql.ts';
import {
  holdersOf,
  type IdentityRow,
  type IdentityWrite,
  knownIdentities,
  separationsOf,
  writeIdentities,
  writeKeys,
} from './identities.sql.ts';
import { exactKeys, identityContent } from './identity.ts';
import { decide } from './linking.ts';
import { carryOut } from './merging.ts';
import { madeWhole } from './partial.ts';
import { noteChanged, type Remembered, remembered } from './remembered.ts';
import { type Dims, readDimensions } from './slices.ts';

/** From so many on, people who were met before are not looked up again. */
const MANY = 150;

/** Somebody a fact is about, as the loop needs them. */
export interface Who {
  identityId: string;
  /** null: anonymous, nobody to answer. */
  customerId: string | null;
  /** Today's values of the reporting dimensions. */
  dims: Dims;
}

export interface Recognised {
  who(key: string | null | undefined): Who;
  /** What became of each identity fact, in order. */
  outcomes: ('accepted' | 'changed' | 'unchanged')[];
  /** Made of a mere mention. */
  newcomers: Newcomer[];
}

/**
 * Records of people and accounts become identities, identities become customers. Keys that are only mentioned (by an
 * interaction or a response) become stubs, filled in when their record arrives. Facts without a key belong to the
 * source's one anonymous identity, which is nobody's customer.
 */
export async function recognise(
  tx: Tx,
  from: {
    source: { id: number; key: string };
    facts: IdentityFact[];
    mentioned: Iterable<string>;
    anonymous: boolean;
    now: Date;
    country?: string;
    /** Whom another transaction has made and not committed yet, but will have before this one is. */
    beside?: readonly Newcomer[];
  },
): Promise<Recognised> {
  const { source, now } = from;
  const facts = await madeWhole(tx, source.key, from.facts, now);
  const idOf = new Map<string, string>();
  const id = (key: string): string => {
    const known = idOf.get(key) ?? referred(key) ?? derivedId(source.key, key);
    idOf.set(key, known);
    return known;
  };
  // The last record of a key in a batch is the one that stands.
  const latest = new Map<string, IdentityFact>();
  for (const fact of facts) {
    latest.set(fact.key, fact);
    idOf.set(fact.key, derivedId(source.key, fact.key));
  }
  const dimensions = await readDimensions(tx);
  const mentioned = [...from.mentioned];
  const cache = new Map<string, Who>();
  const memory =
    facts.length === 0 && mentioned.length >= MANY ? await remembered(tx, source.id, dimensions) : undefined;
  for (const key of mentioned) {
    const met = memory?.get(key);
    if (met) cache.set(key, met);
    else id(key);
  }
  for (const fact of latest.values()) {
    id(fact.key);
    if (fact.account) id(fact.account);
  }

  const before = new Map<string, IdentityRow>();
  for (const row of await knownIdentities(tx, [...idOf.values()])) before.set(row.identity_id, row);
  for (const one of from.beside ?? [])
    if (!before.has(one.identityId)) before.set(one.identityId, asStored(one));

  const writes: IdentityWrite[] = [];
  const hashes = new Map<string, string>();
  for (const [key, identityId] of idOf) {
    const fact = latest.get(key);
    const known = before.get(identityId);
    if (!fact) {
      if (!known) writes.push(stub(identityId, source.id, key, now));
      continue;
    }
    const hash = contentHash(identityContent(fact)).toString(36);
    hashes.set(key, hash);
    if (known?.content_hash === hash) continue;
    writes.push({
      identityId,
      sourceId: source.id,
      externalKey: key,
      kind: fact.kind ?? 'person',
      name: fact.name?.trim() || null,
      email: fact.email?.trim() || null,
      phone: fact.phone?.trim() || null,
      accountIdentityId: fact.account ? id(fact.account) : null,
      attributes: fact.attributes ?? {},
      contentHash: hash,
      seenAt: fact.at ? new Date(fact.at) : now,
    });
  }
  if (from.anonymous) {
    const identityId = derivedId(source.key, '');
    idOf.set('', identityId);
    const [known] = await knownIdentities(tx, [identityId]);
    if (known) before.set(identityId, known);
    else if (!before.has(identityId)) writes.push(stub(identityId, source.id, '', now));
  }

  const customers = await link(tx, writes, latest, before, now, from.country);
  const written = new Map(writes.map((w) => [w.identityId, w]));
  const who = (key: string | null | undefined): Who => {
    const plain = key ?? '';
    let answer = cache.get(plain);
    if (!answer) {
      const identityId = id(plain);
      const known = before.get(identityId);
      const attributes =
        (written.get(identityId)?.contentHash === 'stub' ? undefined : written.get(identityId)?.attributes) ??
        known?.attributes ??
        {};
      answer = {
        identityId,
        customerId: plain === '' ? null : (customers.get(identityId) ?? null),
        dims: dimsOf(attributes, dimensions),
      };
      cache.set(plain, answer);
    }
    return answer;
  };
  const outcomes = facts.map((fact) => {
    const overtaken = latest.get(fact.key) !== fact;
    // Overtaken within its own batch by one that says something else; a row that names its customer again says the same.
    if (overtaken && contentHash(identityContent(fact)).toString(36) !== hashes.get(fact.key))
      return 'changed' as const;
    const known = before.get(id(fact.key));
    if (known?.content_hash === hashes.get(fact.key)) return 'unchanged' as const;
    return known && known.content_hash !== 'stub' ? ('changed' as const) : ('accepted' as const);
  });
  if (memory)
    keepOnCommit(
      tx,
      memory,
      [...idOf.keys()].map((key) => [key, who(key)]),
    );
  const newcomers = writes
    .filter((one) => one.contentHash === 'stub')
    .map(({ identityId }) => ({ identityId, customerId: customers.get(identityId) ?? null }));
  return { who, outcomes, newcomers };
}

/** Who is named by an id of ours is not remembered: their record may be another source's. */
function keepOnCommit(tx: Tx, memory: Remembered, met: [key: string, who: Who][]): void {
  tx.onCommit(() => {
    for (const [key, who] of met) if (who.customerId !== null && !referred(key)) memory.keep(key, who);
  });
}

function asStored({ identityId, customerId }: Newcomer): IdentityRow {
  return { identity_id: identityId, customer_id: customerId, content_hash: 'stub', attributes: {} };
}

/** `@<identity id>` mentions a record of whatever source by its id, as Onus does with people it has asked something. */
export function referred(key: string): string | undefined {
  return /^@[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key) ? key.slice(1) : undefined;
}

function stub(identityId: string, sourceId: number, externalKey: string, now: Date): IdentityWrite {
  return {
    identityId,
    sourceId,
    externalKey,
    kind: 'person',
    name: null,
    email: null,
    phone: null,
    accountIdentityId: null,
    attributes: {},
    contentHash: 'stub',
    seenAt: now,
  };
}

function dimsOf(attributes: object, dimensions: string[]): Dims {
  const dims: Dims = {};
  for (const key of dimensions) {
    const value = (attributes as Record<string, unknown>)[key];
    if (value !== undefined && value !== null && value !== '') dims[key] = String(value);
  }
  return dims;
}

/** Writes the identities and their keys, decides which customer each belongs to, and carries that out. */
async function link(
  tx: Tx,
  writes: IdentityWrite[],
  facts: Map<string, IdentityFact>,
  before: Map<string, IdentityRow>,
  now: Date,
  country: string | undefined,
): Promise<Map<string, string>> {
  const customerOf = new Map<string, string>();
  for (const row of before.values()) if (row.customer_id) customerOf.set(row.identity_id, row.customer_id);
  if (writes.length === 0) return customerOf;
  await writeIdentities(tx, writes, now);
  await noteChanged(
    tx,
    writes.filter((one) => one.contentHash !== 'stub').map(({ identityId }) => identityId),
  );

  const candidates = writes
    .filter((w) => w.externalKey !== '')
    .map((w) => {
      const fact = facts.get(w.externalKey);
      return {
        identityId: w.identityId,
        customerId: customerOf.get(w.identityId),
        keys: fact ? exactKeys(fact, country) : [],
      };
    });
  const keys = candidates.flatMap((c) => c.keys);
  await writeKeys(
    tx,
    candidates.filter((c) => before.has(c.identityId)).map((c) => c.identityId),
    candidates.flatMap((c) => c.keys.map((k): [string, string, string] => [k.kind, k.value, c.identityId])),
  );
  const known = keys.length > 0 ? await holdersOf(tx, keys) : [];
  const apart = new Set<string>();
  if (known.length > 0) {
    for (const { a, b } of await separationsOf(
      tx,
      candidates.map((c) => c.identityId),
    )) {
      apart.add(`${a} ${b}`);
      apart.add(`${b} ${a}`);
    }
  }
  const decision = decide(candidates, known, (a, b) => apart.has(`${a} ${b}`));
  await writeLinks(tx, decision.links, now, null);
  for (const link of decision.links) customerOf.set(link.identityId, link.customerId);
  for (const merge of decision.merges) {
    const moved = await carryOut(tx, merge, now, null);
    for (const identityId of moved) customerOf.set(identityId, merge.into);
  }
  const records = new Map<string, number>();
  for (const { customerId } of decision.links) records.set(customerId, (records.get(customerId) ?? 0) + 1);
  const single = decision.made.filter((customerId) => records.get(customerId) === 1);
  await makeCustomers(tx, single, now);
  const touched = new Set(candidates.map((c) => customerOf.get(c.identityId)).filter((c) => c !== undefined));
  for (const customerId of single) touched.delete(customerId);
  await refreshCustomers(tx, [...touched], now);
  return customerOf;
}
