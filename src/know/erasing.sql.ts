import { idList } from '../platform/bulk.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';
import { ERASED, type Forgotten } from '../platform/forgotten.ts';
import { noteChanged } from './remembered.ts';

/** The customer and everybody merged into them, through every merge; the one that stands first. */
export async function circleOf(db: Runner, customerId: string): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    with recursive circle as (
      select customer_id from customers where customer_id = ${customerId}::uuid
      union select c.customer_id from circle join customers c on c.merged_into = circle.customer_id)
    select customer_id as id from circle order by customer_id <> ${customerId}::uuid, customer_id`);
  return rows.map(({ id }) => id);
}

export interface Record {
  id: string;
  sourceId: number;
  source: string;
  key: string;
  name: string | null;
  email: string | null;
  phone: string | null;
}

/** Their records, held until the transaction ends: nobody is merged with them meanwhile. */
export async function recordsHeld(tx: Tx, customerId: string): Promise<Record[]> {
  await tx.run(
    sql`select 1 from links where customer_id = ${customerId}::uuid order by identity_id for update`,
  );
  return tx.all<Record>(sql`
    select i.identity_id as id, i.source_id as "sourceId", s.key as source, i.external_key as key, i.name, i.email, i.phone
    from links l join identities i using (identity_id) join sources s using (source_id)
    where l.customer_id = ${customerId}::uuid order by i.identity_id`);
}

/** By what these records are known to be one with others, and whether somebody who stays has it too. */
export function keysHeld(
  db: Runner,
  identityIds: string[],
): Promise<{ kind: string; value: string; shared: boolean }[]> {
  return db.all(sql`
    select distinct k.kind, k.value, exists (select 1 from identity_keys o where o.kind = k.kind and o.value = k.value
      and o.identity_id <> all(${identityIds}::uuid[])) as shared
    from identity_keys k where k.identity_id = any(${identityIds}::uuid[])`);
}

/** Of these addresses (lower case), the ones that somebody who stays has too. */
export async function alsoOfOthers(
  db: Runner,
  emails: string[],
  identityIds: string[],
): Promise<Set<string>> {
  const rows = await db.all<{ value: string }>(sql`
    select distinct value from identity_keys where kind = any('{email,account:email}') and value = any(${emails}::text[])
      and identity_id <> all(${identityIds}::uuid[])`);
  return new Set(rows.map(({ value }) => value));
}

export async function insertErasedKeys(tx: Tx, erasureId: string, hashes: string[]): Promise<void> {
  await tx.run(sql`insert into erased_keys (hash, erasure_id) select h, ${erasureId}::uuid from unnest(${hashes}::text[]) h
    on conflict do nothing`);
}

export async function anyErasedKey(db: Runner): Promise<boolean> {
  return (await db.maybe(sql`select 1 from erased_keys limit 1`)) !== undefined;
}

/** Which of these are remembered, and from which erasure. */
export async function erasedKeysAmong(db: Runner, hashes: string[]): Promise<Map<string, string>> {
  const rows = await db.all<{ hash: string; erasure: string }>(sql`
    select hash, erasure_id as erasure from erased_keys where hash = any(${hashes}::text[])`);
  return new Map(rows.map(({ hash, erasure }) => [hash, erasure]));
}

/** What is known of these records: `erased`, a mere `stub`, or a content of their own. */
export async function contentsOf(db: Runner, ids: string[]): Promise<Map<string, string>> {
  const rows = await db.all<{ id: string; content: string }>(sql`
    select identity_id as id, content_hash as content from identities where identity_id = any(${idList(ids)}::uuid[])`);
  return new Map(rows.map(({ id, content }) => [id, content]));
}

/** Records, keys, merges and the summary lose whatever says who it was; ids and links stay, for the figures hang on them. */
export async function eraseRecords(
  tx: Tx,
  { customerIds, identityIds }: Forgotten,
  now: Date,
): Promise<void> {
  const ours = sql`identity_id = any(${identityIds}::uuid[])`;
  await noteChanged(tx, identityIds);
  await tx.run(sql`update identities set external_key = ${ERASED}, name = null, email = null, phone = null,
      account_identity_id = null, attributes = '{}', content_hash = 'erased', changed_at = ${now}::timestamptz where ${ours}`);
  for (const table of ['identity_keys', 'partial_records'])
    await tx.run(sql`delete from ${sql.table(table)} where ${ours}`);
  // Of others that were one with them for a time, why they were.
  await tx.run(sql`update links set evidence = '{}', reason = case when reason = 'person' then reason else 'own' end
    where ${ours} or (evidence ->> 'with' = any(${identityIds}::text[]) and identity_id in (
      select identity_id from separations where other_identity_id = any(${identityIds}::uuid[])
      union select other_identity_id from separations where ${ours}))`);
  await tx.run(sql`delete from separations where ${ours} or other_identity_id = any(${identityIds}::uuid[])`);
  await tx.run(sql`update merges set reason = ${ERASED}, evidence = '{}',
      undone_reason = case when undone_at is not null then ${ERASED} end
    where from_customer_id = any(${customerIds}::uuid[]) or into_customer_id = any(${customerIds}::uuid[])`);
  await tx.run(sql`update customers set name = null, email = null, phone = null, attributes = '{}', search = ''::tsvector,
      erased_at = ${now}::timestamptz where customer_id = any(${customerIds}::uuid[])`);
}

/** Facts keep when, where and how much; words and attributes go. The content they are told apart by goes with them. */
export async function eraseWordsOfFacts(tx: Tx, identityIds: string[], factIds: string[]): Promise<void> {
  await tx.run(sql`update interactions set summary = null, attributes = null, content_hash = 0
    where identity_id = any(${identityIds}::uuid[]) or interaction_id = any(${factIds}::uuid[])`);
  await tx.run(sql`update responses set comment = null, attributes = null, content_hash = 0
    where identity_id = any(${identityIds}::uuid[]) or response_id = any(${factIds}::uuid[])`);
}

export function countFacts(
  db: Runner,
  identityIds: string[],
): Promise<{ comments: number; responses: number; interactions: number }> {
  return db.one(sql`
    select (select count(*)::int from interactions where identity_id = any(${identityIds}::uuid[])) as interactions,
      count(*)::int as responses, (count(*) filter (where comment is not null))::int as comments
    from responses where identity_id = any(${identityIds}::uuid[])`);
}

export interface ErasureRow {
  id: string;
  customerId: string;
  at: Date;
  by: string;
  reason: string;
  went: { [what: string]: number };
}

export function erasureOf(db: Runner, customerId: string): Promise<ErasureRow | undefined> {
  return db.maybe<ErasureRow>(sql`select erasure_id as id, customer_id as "customerId", at, by_name as by, reason, went
    from erasures where customer_id = ${customerId}::uuid`);
}

export async function insertErasure(tx: Tx, row: ErasureRow & { byPersonId: string | null }): Promise<void> {
  await tx.run(sql`insert into erasures (erasure_id, customer_id, at, by_person_id, by_name, reason, went)
    values (${row.id}::uuid, ${row.customerId}::uuid, ${row.at}::timestamptz, ${row.byPersonId}::uuid, ${row.by}, ${row.reason},
      ${JSON.stringify(row.went)}::jsonb)`);
}

export async function isErased(db: Runner, customerId: string): Promise<boolean> {
  return (
    (await db.maybe(
      sql`select 1 from customers where customer_id = ${customerId}::uuid and erased_at is not null`,
      'erased customer',
    )) !== undefined
  );
}
