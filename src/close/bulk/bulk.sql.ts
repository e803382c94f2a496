import type { Role } from '../../platform/access.ts';
import { copyLine, type Runner, sql, type Tx } from '../../platform/database.ts';
import type { BulkDeed, UndoDeed } from './deed.ts';

export interface BulkRow {
  id: string;
  deed: BulkDeed | UndoDeed;
  undoes: string | null;
  undoneBy: string | null;
  total: number;
  done: number;
  refused: number;
  madeAt: Date;
  endedAt: Date | null;
  stoppedAt: Date | null;
  personId: string;
}

const columns = sql`b.bulk_id as id, b.deed, b.undoes, b.total, b.made_at as "madeAt", b.ended_at as "endedAt", b.stopped_at as "stoppedAt",
  b.person_id as "personId", (select u.bulk_id from case_bulks u where u.undoes = b.bulk_id) as "undoneBy",
  (select count(*) from case_bulk_items i where i.bulk_id = b.bulk_id and i.outcome = 'done') as done,
  (select count(*) from case_bulk_items i where i.bulk_id = b.bulk_id and i.outcome = 'refused') as refused`;

export async function insertBulk(
  tx: Tx,
  bulk: { id: string; deed: BulkDeed | UndoDeed; undoes: string | null; at: Date; personId: string },
  caseIds: readonly string[],
): Promise<void> {
  await tx.run(sql`insert into case_bulks (bulk_id, deed, undoes, total, made_at, person_id) values (${bulk.id}::uuid,
    ${JSON.stringify(bulk.deed)}::jsonb, ${bulk.undoes}::uuid, ${caseIds.length}, ${bulk.at}::timestamptz, ${bulk.personId}::uuid)`);
  await tx.copyFrom(
    'case_bulk_items',
    ['bulk_id', 'place', 'case_id'],
    caseIds.map((id, i) => copyLine([bulk.id, i, id])),
  );
}

export function readBulk(db: Runner, id: string): Promise<BulkRow | undefined> {
  return db.maybe<BulkRow>(sql`select ${columns} from case_bulks b where b.bulk_id = ${id}::uuid`);
}

export function bulksOf(db: Runner, personId: string, most: number): Promise<BulkRow[]> {
  return db.all<BulkRow>(sql`select ${columns} from case_bulks b where b.person_id = ${personId}::uuid
    order by b.made_at desc, b.bulk_id desc limit ${most}::int`);
}

/** Nobody else ends or undoes it meanwhile. */
export async function lockBulk(tx: Tx, id: string): Promise<BulkRow | undefined> {
  const row = await tx.maybe(sql`select 1 from case_bulks where bulk_id = ${id}::uuid for update`);
  return row ? readBulk(tx, id) : undefined;
}

export interface Waiting {
  place: number;
  caseId: string;
}

export function waitingOf(db: Runner, bulkId: string, limit: number): Promise<Waiting[]> {
  return db.all<Waiting>(sql`select place, case_id as "caseId" from case_bulk_items
    where bulk_id = ${bulkId}::uuid and at is null order by place limit ${limit}::int`);
}

/** False where it had its outcome already: whoever was first has done it. */
export async function settleItem(
  db: Runner,
  item: {
    bulkId: string;
    place: number;
    at: Date;
    outcome: 'done' | 'refused';
    code?: string;
    detail?: string;
  },
): Promise<boolean> {
  const rows =
    await db.run(sql`update case_bulk_items set at = ${item.at}::timestamptz, outcome = ${item.outcome},
    code = ${item.code ?? null}, detail = ${item.detail ?? null}
    where bulk_id = ${item.bulkId}::uuid and place = ${item.place} and at is null`);
  return rows === 1;
}

/** What still waits is not done any more. */
export async function stopItems(tx: Tx, bulkId: string, at: Date, detail: string): Promise<void> {
  await tx.run(sql`update case_bulks set stopped_at = ${at}::timestamptz where bulk_id = ${bulkId}::uuid`);
  await tx.run(sql`update case_bulk_items set at = ${at}::timestamptz, outcome = 'refused', code = 'stopped', detail = ${detail}
    where bulk_id = ${bulkId}::uuid and at is null`);
}

export async function endBulk(tx: Tx, bulkId: string, at: Date): Promise<void> {
  await tx.run(
    sql`update case_bulks set ended_at = ${at}::timestamptz where bulk_id = ${bulkId}::uuid and ended_at is null`,
  );
}

export async function doneOf(db: Runner, bulkId: string): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`select case_id as id from case_bulk_items
    where bulk_id = ${bulkId}::uuid and outcome = 'done' order by place`);
  return rows.map((row) => row.id);
}

export interface RefusedItem {
  caseId: string;
  number: number;
  customer: string | null;
  code: string;
  detail: string;
}

export function refusedOf(db: Runner, bulkId: string, most: number): Promise<RefusedItem[]> {
  return db.all<RefusedItem>(sql`
    select i.case_id as "caseId", coalesce(c.number, 0) as number, u.name as customer, i.code, i.detail from (
      select * from case_bulk_items where bulk_id = ${bulkId}::uuid and outcome = 'refused' order by place limit ${most}::int) i
    left join cases c using (case_id) left join links l on l.identity_id = c.identity_id
    left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id) order by i.place`);
}

/** Whoever asked for it, with what they may do now. */
export function workerOf(
  db: Runner,
  personId: string,
  at: Date,
): Promise<{ name: string; roles: Role[] } | undefined> {
  return db.maybe(sql`select p.name, array(select role from person_roles r where r.person_id = p.person_id and r.revoked_at is null) as roles
    from people p where p.person_id = ${personId}::uuid and (p.left_on is null or p.left_on > (${at}::timestamptz)::date)`);
}

export function caseFor(
  db: Runner,
  caseId: string,
): Promise<{ name: string | null; number: number } | undefined> {
  return db.maybe(sql`select u.name, c.number from cases c left join links l on l.identity_id = c.identity_id
    left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id) where c.case_id = ${caseId}::uuid`);
}
