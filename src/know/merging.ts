import { type Runner, sql, type Tx } from '../platform/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { refreshCustomers } from './customers.sql.ts';
import { noteChanged } from './remembered.ts';

export interface Merge {
  from: string;
  into: string;
  reason: string;
  evidence: object;
}

/**
 * Moves every identity of one customer to another and records it. Facts are not touched. Does nothing, and answers with
 * no identity, where a person has decided that some two of them are different people.
 */
export async function carryOut(tx: Tx, merge: Merge, now: Date, by: string | null): Promise<string[]> {
  const apart = await tx.maybe(sql`
    select 1 from separations s
    join links a on a.identity_id = s.identity_id join links b on b.identity_id = s.other_identity_id
    where (a.customer_id = ${merge.from}::uuid and b.customer_id = ${merge.into}::uuid)
       or (a.customer_id = ${merge.into}::uuid and b.customer_id = ${merge.from}::uuid) limit 1`);
  if (apart && by === null) return [];
  const moved = (
    await tx.all<{ identity_id: string }>(sql`
      update links set customer_id = ${merge.into}::uuid where customer_id = ${merge.from}::uuid returning identity_id`)
  ).map((row) => row.identity_id);
  if (moved.length === 0) return [];
  await noteChanged(tx, moved);
  await tx.run(sql`
    insert into merges (merge_id, from_customer_id, into_customer_id, identity_ids, reason, evidence, merged_at, merged_by)
    values (${newId()}, ${merge.from}, ${merge.into}, ${moved}::uuid[], ${merge.reason}, ${JSON.stringify(merge.evidence)}::jsonb,
      ${now}::timestamptz, ${by}::uuid)`);
  await tx.run(
    sql`update customers set merged_into = ${merge.into}::uuid where customer_id = ${merge.from}::uuid`,
  );
  return moved;
}

/**
 * Moves back what a merge moved, as far as it still lies where the merge and later ones put it, and remembers that
 * these are different people. Merges may be undone in any order.
 */
export async function undo(
  tx: Tx,
  mergeId: string,
  reason: string,
  now: Date,
  by: string | null,
): Promise<{ from: string; into: string }> {
  const merge = await tx.maybe<{ from: string; into: string; ids: string[]; undone_at: Date | null }>(sql`
    select from_customer_id as "from", into_customer_id as "into", identity_ids as ids, undone_at
    from merges where merge_id = ${mergeId}::uuid for update`);
  if (!merge) throw notFound('merge', mergeId);
  if (merge.undone_at) throw conflict('already_undone', 'This merge has been undone already.');
  const into = await currentCustomer(tx, merge.into);
  const erased = await tx.maybe(
    sql`select 1 from customers where customer_id in (${merge.from}::uuid, ${into}::uuid) and erased_at is not null`,
  );
  if (erased)
    throw conflict(
      'customer_erased',
      'This customer was erased, with everything that was merged into them. There is nothing to take apart any more.',
      { customerId: into },
    );
  const moved = (
    await tx.all<{ identity_id: string }>(sql`
      update links set customer_id = ${merge.from}::uuid, linked_at = ${now}::timestamptz, linked_by = ${by}::uuid
      where identity_id = any(${merge.ids}::uuid[]) and customer_id = ${into}::uuid returning identity_id`)
  ).map((row) => row.identity_id);
  await noteChanged(tx, moved);
  await tx.run(sql`
    insert into separations (identity_id, other_identity_id, reason, decided_at, decided_by)
    select m.id, o.identity_id, ${reason}, ${now}::timestamptz, ${by}::uuid
    from unnest(${moved}::uuid[]) m(id), links o where o.customer_id = ${into}::uuid
    on conflict do nothing`);
  await tx.run(sql`
    update merges set undone_at = ${now}::timestamptz, undone_by = ${by}::uuid, undone_reason = ${reason}
    where merge_id = ${mergeId}::uuid`);
  await refreshCustomers(tx, moved.length > 0 ? [merge.from, into] : [into], now);
  return { from: merge.from, into };
}

/** The customer an id stands for now, following merges. */
export async function currentCustomer(db: Runner, customerId: string): Promise<string> {
  const row = await db.maybe<{ customer_id: string }>(sql`
    with recursive chain as (
      select customer_id, merged_into, 1 as depth from customers where customer_id = ${customerId}::uuid
      union all
      select c.customer_id, c.merged_into, depth + 1 from chain join customers c on c.customer_id = chain.merged_into where depth < 50)
    select customer_id from chain where merged_into is null`);
  if (!row) throw notFound('customer', customerId);
  return row.customer_id;
}
