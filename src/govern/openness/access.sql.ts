import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { AccessRequest } from './openness.ts';

export type StoredRequest = Omit<AccessRequest, 'state' | 'overdue' | 'mine'> & {
  itemId: string;
  withdrawnAt: Date | null;
};

type Json<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K];
};

/** The newest first; those that are open before the others. */
export async function requestRows(
  db: Runner,
  which: { id?: string; open?: boolean; dueBy?: Date; lock?: boolean } = {},
): Promise<StoredRequest[]> {
  const rows = await db.all<
    Omit<StoredRequest, 'asks' | 'answer'> & {
      asks: Json<StoredRequest['asks'][number]>[];
      answer: Json<NonNullable<StoredRequest['answer']>> | null;
    }
  >(sql`
    select q.request_id as id, q.item_id as "itemId", jsonb_build_object('key', i.key, 'name', i.name) as set,
      jsonb_build_object('id', d.department_id, 'name', d.name) as department, q.level, q.purpose, q.asked_at as "askedAt",
      jsonb_build_object('id', p.person_id, 'name', p.name) as "askedBy", q.due_at as "dueAt", q.withdrawn_at as "withdrawnAt",
      (select jsonb_agg(jsonb_build_object('rung', a.rung, 'person', jsonb_build_object('id', w.person_id, 'name', w.name),
          'at', a.asked_at, 'dueAt', a.due_at) order by a.asked_at, array_position(array['owner','head','sponsor'], a.rung))
        from access_asks a join people w using (person_id) where a.request_id = q.request_id) as asks,
      (select jsonb_build_object('granted', r.granted, 'level', r.level, 'reason', r.reason, 'at', r.answered_at,
          'by', jsonb_build_object('id', w.person_id, 'name', w.name))
        from access_answers r join people w on w.person_id = r.answered_by where r.request_id = q.request_id) as answer
    from access_requests q join catalogue_items i using (item_id) join departments d on d.department_id = q.department_id
      join people p on p.person_id = q.asked_by
    where (${which.id ?? null}::uuid is null or q.request_id = ${which.id ?? null}::uuid)
      and (not ${which.open ?? false} or (q.withdrawn_at is null and not exists (select 1 from access_answers r where r.request_id = q.request_id)))
      and (${which.dueBy ?? null}::timestamptz is null
        or (select max(coalesce(a.due_at, 'infinity')) from access_asks a where a.request_id = q.request_id) < ${which.dueBy ?? null}::timestamptz)
    order by q.withdrawn_at is not null or exists (select 1 from access_answers r where r.request_id = q.request_id), q.asked_at desc, q.request_id
    limit 500 ${which.lock ? sql`for update of q` : sql``}`);
  return rows.map((row) => ({
    ...row,
    asks: row.asks.map((ask) => ({
      ...ask,
      at: new Date(ask.at),
      dueAt: ask.dueAt ? new Date(ask.dueAt) : null,
    })),
    answer: row.answer ? { ...row.answer, at: new Date(row.answer.at) } : null,
  }));
}

export async function insertRequest(
  tx: Tx,
  row: {
    id: string;
    itemId: string;
    departmentId: string;
    level: string;
    purpose: string;
    at: Date;
    by: string;
    dueAt: Date;
  },
): Promise<void> {
  await tx.run(sql`insert into access_requests (request_id, item_id, department_id, level, purpose, asked_at, asked_by, due_at)
    values (${row.id}::uuid, ${row.itemId}::uuid, ${row.departmentId}::uuid, ${row.level}, ${row.purpose}, ${row.at}::timestamptz,
      ${row.by}::uuid, ${row.dueAt}::timestamptz)`);
}

export async function insertAsk(
  tx: Tx,
  ask: { id: string; requestId: string; rung: string; personId: string; at: Date; dueAt: Date | null },
): Promise<void> {
  await tx.run(sql`insert into access_asks (ask_id, request_id, rung, person_id, asked_at, due_at)
    values (${ask.id}::uuid, ${ask.requestId}::uuid, ${ask.rung}, ${ask.personId}::uuid, ${ask.at}::timestamptz, ${ask.dueAt}::timestamptz)
    on conflict (request_id, rung) do nothing`);
}

/** Who stands on each rung for a data set today: its owner, the head of its department, the sponsor. The one who asks on none. */
export function rungsFor(
  db: Runner,
  itemId: string,
  except: string,
  day: string,
): Promise<{ rung: 'owner' | 'head' | 'sponsor'; personId: string }[]> {
  return db.all(sql`
    select x.rung, p.person_id as "personId" from (
      select 'owner' as rung, i.owner_person_id as person_id, 0 as place from catalogue_items i where i.item_id = ${itemId}::uuid
      union all select 'head', d.head_person_id, 1 from catalogue_items i join departments d using (department_id) where i.item_id = ${itemId}::uuid
      union all (select 'sponsor', r.person_id, 2 from person_roles r join people q using (person_id)
        where r.role = 'sponsor' and r.revoked_at is null and (q.left_on is null or q.left_on > ${day}::date) and q.person_id <> ${except}::uuid
        order by r.granted_at limit 1)) x
      join people p on p.person_id = x.person_id and (p.left_on is null or p.left_on > ${day}::date) and p.person_id <> ${except}::uuid
    order by x.place`);
}
