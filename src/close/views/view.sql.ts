import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { View, ViewQuery } from './view.ts';

export interface ViewRow {
  id: string;
  name: string;
  personId: string;
  by: string;
  departmentId: string | null;
  team: string | null;
  query: ViewQuery;
  shows: View['shows'];
}

const columns = sql`v.view_id as id, v.name, v.person_id as "personId", p.name as by, v.department_id as "departmentId", d.name as team,
  v.query, v.shows`;
const from = sql`from case_views v join people p on p.person_id = v.person_id left join departments d on d.department_id = v.department_id`;

/** Their own and their team’s, in the order they gave them; what they never placed comes last, the oldest first. */
export function viewsFor(db: Runner, personId: string): Promise<ViewRow[]> {
  return db.all<ViewRow>(sql`
    select ${columns} ${from} left join case_view_orders o on o.person_id = ${personId}::uuid
    where v.archived_at is null and (v.person_id = ${personId}::uuid
      or v.department_id = (select department_id from people where person_id = ${personId}::uuid))
    order by array_position(o.view_ids, v.view_id) nulls last, v.made_at, v.view_id limit 100`);
}

export function readView(db: Runner, viewId: string): Promise<ViewRow | undefined> {
  return db.maybe<ViewRow>(
    sql`select ${columns} ${from} where v.view_id = ${viewId}::uuid and v.archived_at is null`,
  );
}

export async function firstOf(db: Runner, personId: string): Promise<string | null> {
  const row = await db.maybe<{ first: string | null }>(
    sql`select first_view as first from case_view_orders where person_id = ${personId}::uuid`,
  );
  return row?.first ?? null;
}

export async function departmentOf(db: Runner, personId: string): Promise<string | null> {
  const row = await db.maybe<{ id: string | null }>(
    sql`select department_id as id from people where person_id = ${personId}::uuid`,
  );
  return row?.id ?? null;
}

export async function ownViews(db: Runner, personId: string): Promise<number> {
  const { n } = await db.one<{ n: number }>(
    sql`select count(*) as n from case_views where person_id = ${personId}::uuid and archived_at is null`,
  );
  return n;
}

export async function writeView(tx: Tx, view: Omit<ViewRow, 'by' | 'team'> & { at: Date }): Promise<void> {
  await tx.run(sql`insert into case_views (view_id, name, person_id, department_id, query, shows, made_at, changed_at)
    values (${view.id}::uuid, ${view.name}, ${view.personId}::uuid, ${view.departmentId}::uuid, ${JSON.stringify(view.query)}::jsonb,
      ${view.shows}::text[], ${view.at}::timestamptz, ${view.at}::timestamptz)
    on conflict (view_id) do update set name = excluded.name, department_id = excluded.department_id, query = excluded.query,
      shows = excluded.shows, changed_at = excluded.changed_at`);
}

export async function archiveView(tx: Tx, viewId: string, at: Date): Promise<void> {
  await tx.run(sql`update case_views set archived_at = ${at}::timestamptz where view_id = ${viewId}::uuid`);
}

export async function writeOrder(
  tx: Tx,
  order: { personId: string; ids: string[]; first: string | null; at: Date },
): Promise<void> {
  await tx.run(sql`insert into case_view_orders (person_id, view_ids, first_view, changed_at)
    values (${order.personId}::uuid, ${order.ids}::uuid[], ${order.first}, ${order.at}::timestamptz)
    on conflict (person_id) do update set view_ids = excluded.view_ids, first_view = excluded.first_view, changed_at = excluded.changed_at`);
}
