import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { lockCounting } from '../platform/locks.ts';
import type { Platform } from '../platform/platform.ts';
import {
  accountOf,
  cardsOf,
  contactsOf,
  customerRow,
  findCustomers,
  identitiesOf,
  mergesInto,
  timelineOf,
} from './customerPage.sql.ts';
import { refreshCustomers, writeLinks } from './customers.sql.ts';
import type { CustomerCard, CustomerPage, CustomerQuery, TimelineItem, TimelineQuery } from './customers.ts';
import { mustNotBeErased } from './erasing.ts';
import { carryOut, currentCustomer, undo } from './merging.ts';
import { noteChanged } from './remembered.ts';

export { prefixQuery } from './customerPage.sql.ts';
export type { CustomerCard, CustomerPage, TimelineItem } from './customers.ts';
export {
  countFacts,
  type ErasureRow,
  eraseRecords,
  eraseWordsOfFacts,
  erasureOf,
  insertErasure,
  isErased,
  type Record as CustomerRecord,
} from './erasing.sql.ts';
export {
  ERASED_REASON,
  erasedAmong,
  everythingOf,
  mustNotBeErased,
  rememberErased,
  withAddresses,
} from './erasing.ts';
export { currentCustomer } from './merging.ts';
export { type Recognised, recognise, type Who } from './recognise.ts';
export { type Dims, declareDimension, internSlices, readDimensions, sliceKey } from './slices.ts';

/** Customers by id, for other rooms' lists. Order is not kept. */
export async function customersByIds(db: Runner, ids: string[]): Promise<Map<string, CustomerCard>> {
  return new Map((ids.length === 0 ? [] : await cardsOf(db, ids)).map((card) => [card.id, card]));
}

/** A page of customers, newest first; with `q` those whose name, e-mail, phone or key has words beginning so. */
export async function searchCustomers(
  platform: Platform,
  query: CustomerQuery,
): Promise<{ items: CustomerCard[]; next: string | null }> {
  const rows = await findCustomers(platform.db, query, cursor(query.after));
  const last = rows.length === query.limit ? rows[rows.length - 1] : undefined;
  const items = rows.map(({ made_at: _, ...card }) => card);
  return { items, next: last ? `${last.made_at.toISOString()}~${last.id}` : null };
}

/** Everything on the customer page but the timeline. An id that was merged away answers with the customer it became. */
export async function customerPage(platform: Platform, customerId: string): Promise<CustomerPage> {
  const id = await currentCustomer(platform.db, customerId);
  const customer = await customerRow(platform.db, id);
  if (!customer) throw notFound('customer', customerId);
  const [identities, merges, contacts, account] = await Promise.all([
    identitiesOf(platform.db, id),
    mergesInto(platform.db, id),
    contactsOf(platform.db, id),
    accountOf(platform.db, id),
  ]);
  return { customer, identities, merges, contacts, account: account ?? null };
}

export async function customerTimeline(
  platform: Platform,
  customerId: string,
  query: TimelineQuery,
): Promise<{ items: TimelineItem[]; next: string | null }> {
  const kinds = query.kinds?.split(',') ?? ['interaction', 'response'];
  const items = await timelineOf(platform.db, {
    customerId: await currentCustomer(platform.db, customerId),
    interactions: kinds.includes('interaction'),
    responses: kinds.includes('response'),
    limit: query.limit,
    before: cursor(query.before),
  });
  const last = items.length === query.limit ? items[items.length - 1] : undefined;
  return { items, next: last ? `${last.at.toISOString()}~${last.id}` : null };
}

function cursor(text: string | undefined): [string, string] | undefined {
  if (text === undefined) return undefined;
  const [at = '', id = ''] = text.split('~');
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw new Refusal(
      'bad_cursor',
      'The “after” of this page is not one that a page before it gave out. Start from the first page.',
    );
  }
  return [at, id];
}

/** An erasure holds this lock alone: who belongs to whom changes before it or after it. */
const besideErasures = (tx: Tx) => lockCounting(tx, 'shared');

/** A person says that two customers are one. Everything of `other` moves here; `undoMerge` moves it back. */
export async function mergeCustomers(
  platform: Platform,
  actor: Actor,
  into: string,
  other: { with: string; reason: string },
): Promise<CustomerPage> {
  require(actor, 'customer:write');
  const id = await platform.db.tx(async (tx) => {
    await besideErasures(tx);
    const [target, from] = [await currentCustomer(tx, into), await currentCustomer(tx, other.with)];
    for (const one of [target, from]) await mustNotBeErased(tx, one);
    if (target === from)
      throw new Refusal('same_customer', 'These two are one customer already.', { into, with: other.with });
    const kinds = await tx.all<{ kind: string }>(
      sql`select distinct kind from customers where customer_id in (${target}::uuid, ${from}::uuid)`,
    );
    if (kinds.length > 1)
      throw new Refusal(
        'kinds_differ',
        'A person and an account cannot be one customer. Make the person a contact of the account instead.',
      );
    const now = platform.clock.now();
    const moved = await carryOut(
      tx,
      { from, into: target, reason: other.reason, evidence: { by: actor.name } },
      now,
      actor.personId ?? actor.id,
    );
    await tx.run(sql`
      delete from separations s using links a, links b
      where a.identity_id = s.identity_id and b.identity_id = s.other_identity_id and a.customer_id = ${target}::uuid and b.customer_id = ${target}::uuid`);
    await refreshCustomers(tx, [target], now);
    await audit(tx, platform, actor, {
      verb: 'customer.merged',
      subject: { kind: 'customer', id: target },
      detail: { from, identities: moved, reason: other.reason },
    });
    await recordEvent(tx, platform, {
      name: 'customer.merged',
      subject: { kind: 'customer', id: target },
      data: { from },
    });
    return target;
  });
  return customerPage(platform, id);
}

/** Undoes a merge with nothing lost; the two stay apart whatever keys they share. */
export async function undoMerge(
  platform: Platform,
  actor: Actor,
  mergeId: string,
  reason: string,
): Promise<CustomerPage> {
  require(actor, 'customer:write');
  const id = await platform.db.tx(async (tx) => {
    await besideErasures(tx);
    const { from, into } = await undo(tx, mergeId, reason, platform.clock.now(), actor.personId);
    await audit(tx, platform, actor, {
      verb: 'customer.unmerged',
      subject: { kind: 'customer', id: into },
      detail: { from, mergeId, reason },
    });
    await recordEvent(tx, platform, {
      name: 'customer.unmerged',
      subject: { kind: 'customer', id: into },
      data: { from },
    });
    return into;
  });
  return customerPage(platform, id);
}

/** A person says that one record is somebody else: it becomes a customer of its own and stays apart. */
export async function separateIdentity(
  platform: Platform,
  actor: Actor,
  customerId: string,
  input: { identityId: string; reason: string },
): Promise<CustomerPage> {
  require(actor, 'customer:write');
  const now = platform.clock.now();
  const id = await platform.db.tx(async (tx) => {
    await besideErasures(tx);
    const current = await currentCustomer(tx, customerId);
    await mustNotBeErased(tx, current);
    const others = (
      await tx.all<{ identity_id: string }>(
        sql`select identity_id from links where customer_id = ${current}::uuid order by 1 for update`,
      )
    ).map((row) => row.identity_id);
    if (!others.includes(input.identityId)) throw notFound('record of this customer', input.identityId);
    const rest = others.filter((other) => other !== input.identityId);
    if (rest.length === 0)
      throw new Refusal(
        'only_record',
        'This is the customer’s only record, so there is nothing to separate it from.',
      );
    // The first record's id is usually the customer's own; then the rest moves instead, so that no id means two customers.
    const alone = input.identityId === current;
    const moving = alone ? rest : [input.identityId];
    const target = alone ? (rest[0] as string) : input.identityId;
    await tx.run(sql`
      insert into separations (identity_id, other_identity_id, reason, decided_at, decided_by)
      select ${input.identityId}::uuid, o, ${input.reason}, ${now}::timestamptz, ${actor.personId}::uuid from unnest(${rest}::uuid[]) o on conflict do nothing`);
    await noteChanged(tx, moving);
    await writeLinks(
      tx,
      moving.map((identityId) => ({
        identityId,
        customerId: target,
        reason: 'person',
        evidence: { why: input.reason, by: actor.name },
      })),
      now,
      actor.personId,
    );
    await refreshCustomers(tx, [current, target], now);
    await audit(tx, platform, actor, {
      verb: 'customer.separated',
      subject: { kind: 'customer', id: current },
      detail: { ...input, target },
    });
    await recordEvent(tx, platform, {
      name: 'customer.separated',
      subject: { kind: 'customer', id: current },
      data: { target },
    });
    return alone ? current : current;
  });
  return customerPage(platform, id);
}
