import type { IdentityFact } from '../collect/facts.ts';
import { idList } from '../platform/bulk.ts';
import { sql, type Tx } from '../platform/database.ts';
import { ground, type Parts } from './parts.ts';

/**
 * What is known so far of each. Locked until the batch is done, in the order of their ids: two batches about one person
 * follow each other. A record that came whole is the ground on which the first part is laid.
 */
export async function partialRecords(
  tx: Tx,
  ids: string[],
): Promise<{ parts: Map<string, Parts>; there: Set<string> }> {
  const kept = await tx.all<{ id: string; parts: Parts }>(sql`
    select identity_id as id, parts from partial_records where identity_id = any(${idList(ids)}::uuid[])
    order by identity_id for update`);
  const parts = new Map(kept.map(({ id, parts }) => [id, parts]));
  const there = new Set(parts.keys());
  const others = ids.filter((id) => !there.has(id));
  if (others.length > 0) for (const [id, ground] of await wholeRecords(tx, others)) parts.set(id, ground);
  return { parts, there };
}

async function wholeRecords(tx: Tx, ids: string[]): Promise<[string, Parts][]> {
  const rows = await tx.all<{ id: string; fact: IdentityFact }>(sql`
    select i.identity_id as id, jsonb_build_object('type', 'identity', 'key', i.external_key, 'kind', i.kind, 'name', i.name,
      'email', i.email, 'phone', i.phone, 'account', a.external_key, 'attributes', i.attributes, 'keys',
      (select jsonb_object_agg(kind, value) from (
        select regexp_replace(k.kind, '^account:', '') as kind, jsonb_agg(k.value order by k.value) as value from identity_keys k
        where k.identity_id = i.identity_id and k.kind !~ '^(account:)?(email|phone and name)$' group by 1) s)) as fact
    from identities i left join identities a on a.identity_id = i.account_identity_id
    where i.identity_id = any(${idList(ids)}::uuid[]) and i.content_hash <> 'stub'`);
  return rows.map(({ id, fact }) => [id, ground(fact)]);
}

/** Most sources send whole records only: one look spares them the ids of a batch. */
export async function anyParts(tx: Tx): Promise<boolean> {
  return (await tx.maybe(sql`select 1 from partial_records limit 1`)) !== undefined;
}

/** They came whole: what earlier parts said is overtaken. */
export async function forgetParts(tx: Tx, ids: string[]): Promise<void> {
  await tx.run(sql`delete from partial_records where identity_id = any(${idList(ids)}::uuid[])`);
}

/**
 * New ones are inserted plainly: where another batch was faster, the unique violation has this batch repeated (see
 * `isWorthRepeating`), which then finds the other's parts.
 */
export async function writePartialRecords(
  tx: Tx,
  records: [string, Parts][],
  known: Set<string>,
): Promise<void> {
  const lists = (rows: [string, Parts][]) =>
    sql`unnest(${rows.map(([id]) => id)}::uuid[], ${rows.map(([, parts]) => JSON.stringify(parts))}::jsonb[]) g(id, parts)`;
  const [there, fresh] = [records.filter(([id]) => known.has(id)), records.filter(([id]) => !known.has(id))];
  if (there.length > 0)
    await tx.run(
      sql`update partial_records r set parts = g.parts from ${lists(there)} where r.identity_id = g.id`,
    );
  if (fresh.length > 0)
    await tx.run(sql`insert into partial_records (identity_id, parts) select id, parts from ${lists(fresh)}`);
}
