import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Level } from './silo.ts';

export interface SaidCell {
  itemId: string;
  departmentId: string;
  level: Level;
  reason: string | null;
  since: Date;
}

export function standingCells(db: Runner): Promise<SaidCell[]> {
  return db.all(sql`
    select item_id as "itemId", department_id as "departmentId", level, reason, made_at as since
    from openness where ended_at is null`);
}

/** What is said replaces what was said, in two statements however many pairs. @returns ids of the new rows, none for nobody has said */
export async function sayLevels(
  tx: Tx,
  pairs: readonly { itemId: string; departmentId: string }[],
  said: { level: Level | null; reason: string | null },
  made: { at: Date; by: string | null },
): Promise<string[]> {
  const [items, departments] = [pairs.map((one) => one.itemId), pairs.map((one) => one.departmentId)];
  // Two who speak about one data set speak one after the other.
  await tx.run(
    sql`select 1 from catalogue_items where item_id = any(${items}::uuid[]) order by item_id for update`,
  );
  await tx.run(sql`update openness o set ended_at = ${made.at}::timestamptz
    from unnest(${items}::uuid[], ${departments}::uuid[]) p(item_id, department_id)
    where o.item_id = p.item_id and o.department_id = p.department_id and o.ended_at is null`);
  if (said.level === null) return [];
  const ids = pairs.map(() => newId());
  await tx.run(sql`insert into openness (openness_id, item_id, department_id, level, reason, made_at, made_by)
    select p.*, ${said.level}, ${said.reason}, ${made.at}::timestamptz, ${made.by}::uuid
    from unnest(${ids}::uuid[], ${items}::uuid[], ${departments}::uuid[]) p`);
  return ids;
}

/** Data sets whose sources were counted at touchpoints since a month: one row a set and touchpoint. */
export function feeding(db: Runner, since: string): Promise<{ itemId: string; touchpointId: number }[]> {
  return db.all(sql`
    select distinct c.item_id as "itemId", f.touchpoint_id as "touchpointId" from catalogue_sources c join flows f using (source_id)
    where f.month >= date_trunc('month', ${since}::date) and f.n > 0 and f.touchpoint_id > 0`);
}

export function askedSince(db: Runner, since: Date): Promise<{ itemId: string; departmentId: string }[]> {
  return db.all(sql`
    select distinct item_id as "itemId", department_id as "departmentId" from access_requests
    where asked_at >= ${since}::timestamptz and withdrawn_at is null`);
}

export async function keepSiloDay(
  db: Runner,
  day: string,
  of: { silo: number | null; pairs: number; closed: number; undecided: number },
): Promise<void> {
  await db.run(sql`insert into silo_days (day, silo, pairs, closed, undecided)
    values (${day}::date, ${of.silo}::numeric, ${of.pairs}, ${of.closed}, ${of.undecided})
    on conflict (day) do update set silo = excluded.silo, pairs = excluded.pairs, closed = excluded.closed, undecided = excluded.undecided`);
}

export function siloCourse(db: Runner): Promise<{ day: string; silo: number | null }[]> {
  return db.all(sql`select day::text, silo::float8 as silo from silo_days order by day desc limit 400`);
}

/**
 * For each department: customers its sources know, and those no other department's source knows. One pass over the links, so it runs
 * at night; what a page shows is kept.
 */
export async function countReach(db: Runner, day: string): Promise<number> {
  return db.run(sql`
    insert into reach_days (day, department_id, customers, alone)
    with known as (
      select l.customer_id, array_agg(distinct s.department_id) as departments
      from links l join identities i using (identity_id) join sources s using (source_id)
      where s.department_id is not null group by l.customer_id)
    select ${day}::date, d.department_id, count(*), count(*) filter (where cardinality(k.departments) = 1)
    from known k cross join lateral unnest(k.departments) d(department_id) group by d.department_id
    on conflict (day, department_id) do update set customers = excluded.customers, alone = excluded.alone`);
}

export function lastReach(
  db: Runner,
): Promise<{ day: string; departmentId: string; name: string; customers: number; alone: number }[]> {
  return db.all(sql`
    select r.day::text, r.department_id as "departmentId", d.name, r.customers, r.alone from reach_days r join departments d using (department_id)
    where r.day = (select max(day) from reach_days) order by r.alone desc, d.name`);
}

/** Customers of whom only sources of one department know, a page of them. */
export function reachedAlone(
  db: Runner,
  departmentId: string,
  page: { after: string | null; limit: number },
): Promise<{ id: string }[]> {
  return db.all(sql`
    select c.customer_id as id from customers c
    where c.merged_into is null and (${page.after}::uuid is null or c.customer_id > ${page.after}::uuid)
      and exists (select 1 from links l join identities i using (identity_id) join sources s using (source_id)
        where l.customer_id = c.customer_id and s.department_id = ${departmentId}::uuid)
      and not exists (select 1 from links l join identities i using (identity_id) join sources s using (source_id)
        where l.customer_id = c.customer_id and s.department_id is not null and s.department_id <> ${departmentId}::uuid)
    order by c.customer_id limit ${page.limit}`);
}
