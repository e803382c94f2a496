import { type Runner, sql } from '../../platform/database.ts';
import type { ComplaintLine, ComplaintQuery } from './complaint.ts';
import type { Stage } from './names.ts';

export interface Narrowing extends Omit<ComplaintQuery, 'from' | 'to' | 'after' | 'limit'> {
  /** From this instant on, before that one. */
  from?: Date | undefined;
  until?: Date | undefined;
  now: Date;
  /** Whose days are counted. */
  timezone: string;
}

export interface LineRow extends Omit<ComplaintLine, 'customer' | 'regime' | 'owner'> {
  anonymous: boolean;
  customerId: string;
  customerName: string | null;
  regimeKey: string;
  regimeName: string;
  ownerId: string;
}

const from = sql`from complaints c join complaint_regimes r on r.regime_id = c.regime_id`;

/** Local days from the receipt to the final response. */
const bandOf = (timezone: string) => {
  const day = (column: ReturnType<typeof sql>) => sql`(${column} at time zone ${timezone}::text)::date`;
  const days = sql`(${day(sql`c.answered_at`)} - ${day(sql`c.received_at`)})`;
  return sql`(case when c.answered_at is null then 'open' when ${days} <= 3 then 'within_3' when ${days} <= 15 then 'within_15'
    when ${days} <= 35 then 'within_35' when ${days} <= 56 then 'within_56' else 'longer' end)`;
};

const isEscalated = sql`exists (select 1 from complaint_escalations e where e.complaint_id = c.complaint_id)`;

/** The same words for the list and for every figure of the report, so that each figure opens as the list it counts. */
function where(q: Narrowing) {
  const on = [sql`true`];
  if (q.from) on.push(sql`c.received_at >= ${q.from}::timestamptz`);
  if (q.until) on.push(sql`c.received_at < ${q.until}::timestamptz`);
  if (q.regime) on.push(sql`r.key = ${q.regime}`);
  if (q.stage) on.push(sql`c.stage = ${q.stage}`);
  if (q.open === true) on.push(sql`c.stage <> 'closed'`);
  if (q.open === false) on.push(sql`c.stage = 'closed'`);
  if (q.overdue === true) on.push(sql`c.due_at < ${q.now}::timestamptz`);
  if (q.overdue === false) on.push(sql`(c.due_at is null or c.due_at >= ${q.now}::timestamptz)`);
  if (q.category) on.push(sql`c.category = ${q.category}`);
  if (q.cause) on.push(q.cause === 'none' ? sql`c.cause is null` : sql`c.cause = ${q.cause}`);
  if (q.outcome) on.push(q.outcome === 'none' ? sql`c.outcome is null` : sql`c.outcome = ${q.outcome}`);
  if (q.band) on.push(sql`${bandOf(q.timezone)} = ${q.band}`);
  if (q.escalated === true) on.push(isEscalated);
  if (q.escalated === false) on.push(sql`not ${isEscalated}`);
  if (q.q) {
    const like = `%${q.q.replace(/[\\%_]/g, '\\$&')}%`;
    on.push(sql`(c.reference ilike ${like} or c.summary ilike ${like})`);
  }
  return sql.join(on, sql` and `);
}

/** The newest first. */
export function selectComplaints(
  db: Runner,
  q: Narrowing,
  page: { after: [at: string, id: string] | undefined; limit: number },
): Promise<LineRow[]> {
  const [at, id] = page.after ?? [];
  const further = at ? sql`(c.received_at, c.complaint_id) < (${at}::timestamptz, ${id}::uuid)` : sql`true`;
  return db.all<LineRow>(sql`
    select c.complaint_id as id, c.case_id as "caseId", k.number as "caseNumber", c.reference, c.anonymous,
      coalesce(l.customer_id, k.customer_id) as "customerId", u.name as "customerName", c.summary, c.category, c.severity, c.outcome,
      c.cause, c."regimeKey", c."regimeName", k.owner_id as "ownerId", c.stage, c.received_at as "receivedAt", c.due_at as "dueAt",
      c.answered_at as "answeredAt", ${isEscalated} as escalated
    from (select c.*, r.key as "regimeKey", r.name as "regimeName" ${from} where ${where(q)} and ${further}
      order by c.received_at desc, c.complaint_id desc limit ${page.limit}) c
    join cases k on k.case_id = c.case_id left join links l on l.identity_id = k.identity_id
    left join customers u on u.customer_id = coalesce(l.customer_id, k.customer_id)
    order by c.received_at desc, c.complaint_id desc`);
}

interface Count {
  key: string;
  n: number;
}

function countBy(db: Runner, q: Narrowing, what: ReturnType<typeof sql>): Promise<Count[]> {
  return db.all<Count>(
    sql`select ${what} as key, count(*)::int as n ${from} where ${where(q)} group by 1 order by 2 desc, 1`,
  );
}

export const byCategory = (db: Runner, q: Narrowing) => countBy(db, q, sql`c.category`);
export const byCause = (db: Runner, q: Narrowing) => countBy(db, q, sql`coalesce(c.cause, 'none')`);
export const byOutcome = (db: Runner, q: Narrowing) => countBy(db, q, sql`coalesce(c.outcome, 'none')`);
export const byBand = (db: Runner, q: Narrowing) => countBy(db, q, bandOf(q.timezone));
export const byStage = (db: Runner, q: Narrowing) => countBy(db, q, sql`c.stage`);

export interface Totals {
  received: number;
  overdue: number;
  escalated: number;
  acknowledgedInTime: number;
  answeredInTime: number;
}

export function totals(db: Runner, q: Narrowing): Promise<Totals> {
  const inTime = (clock: 'acknowledge' | 'answer') => sql`exists (select 1 from complaint_clocks o
    where o.complaint_id = c.complaint_id and o.clock = ${clock} and o.met_at <= o.due_at)`;
  return db.one<Totals>(sql`
    select count(*)::int as received, (count(*) filter (where c.due_at < ${q.now}::timestamptz))::int as overdue,
      (count(*) filter (where ${isEscalated}))::int as escalated,
      (count(*) filter (where ${inTime('acknowledge')}))::int as "acknowledgedInTime",
      (count(*) filter (where c.answered_at is not null and ${inTime('answer')}))::int as "answeredInTime"
    ${from} where ${where(q)}`);
}

export function redressTotals(
  db: Runner,
  q: Narrowing,
): Promise<{ currency: string; n: number; total: number }[]> {
  return db.all(sql`select c.redress_currency as currency, count(*)::int as n, sum(c.redress_amount)::float8 as total
    ${from} where ${where(q)} and c.redress_amount is not null group by 1 order by 1`);
}

/** How many stand in each stage, and how many have missed a promise; one pass over what is not closed. */
export async function openNow(
  db: Runner,
  now: Date,
): Promise<{ stages: { stage: Stage; n: number; overdue: number }[] }> {
  const stages = await db.all<{ stage: Stage; n: number; overdue: number }>(sql`
    select stage, count(*)::int as n, (count(*) filter (where due_at < ${now}::timestamptz))::int as overdue
    from complaints where stage in ('received','acknowledged','assessed','investigated','answered') group by stage`);
  return { stages };
}
