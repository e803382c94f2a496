import type { Acting } from '../own/own.ts';
import { type Runner, sql } from '../platform/database.ts';
import type { CaseQuery } from './case.ts';

export interface ListRow {
  id: string;
  number: number;
  customerId: string;
  customerName: string | null;
  customerKind: 'person' | 'account';
  touchpointId: number;
  touchpointKey: string | null;
  touchpointName: string | null;
  journey: string | null;
  phase: string | null;
  reason: string;
  quote: string | null;
  score: number | null;
  urgent: boolean;
  occurredAt: Date;
  openedAt: Date;
  dueAt: Date;
  ownerId: string;
  offeredId: string | null;
  offeredName: string | null;
  handovers: number;
  reopened: number;
  facts: number;
  told: boolean;
  closedAt: Date | null;
  /** Nobody said whether it was put right, and the time for it is over. */
  unanswered: boolean;
  /** The customer’s last word is yes, and it is about the closure that holds. */
  confirmed: boolean | null;
}

const columns = sql`c.case_id as id, c.number, coalesce(l.customer_id, c.customer_id) as "customerId",
  u.name as "customerName", coalesce(u.kind, 'person') as "customerKind", c.touchpoint_id as "touchpointId",
  t.key as "touchpointKey", t.name as "touchpointName", j.name as journey, f.name as phase, c.reason, c.quote, c.score,
  c.urgent, c.occurred_at as "occurredAt", c.opened_at as "openedAt", c.due_at as "dueAt", c.owner_id as "ownerId",
  o.to_person_id as "offeredId", op.name as "offeredName",
  (select count(*) - 1 from case_holders h where h.case_id = c.case_id and h.rung <> 'reopened') as handovers,
  (select count(*) from case_closures x where x.case_id = c.case_id and x.reopened_at is not null) as reopened,
  (select count(*) from case_facts x where x.case_id = c.case_id) as facts,
  exists (select 1 from case_messages m where m.case_id = c.case_id and not m.inbound and m.tells
    and not exists (select 1 from mails b where b.mail_id = m.mail_id and b.returned_as = 'hard') and m.at >= coalesce(
    (select max(x.reopened_at) from case_closures x where x.case_id = c.case_id), '-infinity')) as told,
  z.at as "closedAt", coalesce(z.settled_as = 'unanswered', false) as unanswered,
  (select x.helped and (x.message_id = z.message_id or x.at >= z.at) from case_confirmations x
    where x.case_id = c.case_id order by x.at desc, x.confirmation_id desc limit 1) as confirmed`;

const from = sql`from cases c
  left join links l on l.identity_id = c.identity_id
  left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id)
  left join touchpoints t on t.touchpoint_id = c.touchpoint_id
  left join phases f on f.phase_id = t.phase_id
  left join journeys j on j.journey_id = f.journey_id
  left join case_handovers o on o.case_id = c.case_id and o.answer is null
  left join people op on op.person_id = o.to_person_id
  left join case_closures z on z.closure_id = c.closure_id`;

export interface ListFilter extends Omit<CaseQuery, 'after' | 'format' | 'include'> {
  me: string | null;
  /** Whom I act for: their open cases are mine for that time. */
  acting: readonly Acting[];
  now: Date;
  after: [at: string, id: string] | undefined;
}

const holds = sql`c.owner_id`;
const isOffered = sql`o.to_person_id`;

/** Cases of this person (who holds it, or to whom it is offered), and the open ones of whom they act for. */
function theirs(who: typeof holds, me: string, acting: readonly Acting[]) {
  const parts = acting.map(
    (one) => sql`(c.closure_id is null and ${who} = ${one.forPersonId}::uuid and (
      c.touchpoint_id = any(${one.touchpoints}::int[])
      or (${one.elsewhere} and not c.touchpoint_id = any(${one.except}::int[]))))`,
  );
  return sql`(${sql.join([sql`${who} = ${me}::uuid`, ...parts], sql` or `)})`;
}

function where(q: ListFilter) {
  const on = [sql`true`];
  if (q.open === true) on.push(sql`c.closure_id is null`);
  if (q.open === false) on.push(sql`c.closure_id is not null`);
  if (q.owner === 'me' && q.me) on.push(theirs(holds, q.me, q.acting));
  else if (q.owner) on.push(sql`c.owner_id = ${q.owner}::uuid`);
  if (q.offered && q.me) on.push(theirs(isOffered, q.me, q.acting));
  if (q.touchpoint) on.push(sql`t.key = ${q.touchpoint}`);
  if (q.customer) on.push(sql`coalesce(l.customer_id, c.customer_id) = ${q.customer}::uuid`);
  if (q.urgent !== undefined) on.push(sql`c.urgent = ${q.urgent}`);
  if (q.overdue !== undefined)
    on.push(sql`(c.closure_id is null and c.due_at < ${q.now}::timestamptz) = ${q.overdue}`);
  if (q.department) {
    on.push(sql`exists (select 1 from people p join departments d using (department_id)
      where p.person_id = c.owner_id and d.key = ${q.department})`);
  }
  const number = /^#?(\d{1,15})$/.exec(q.q ?? '');
  if (number) on.push(sql`c.number = ${Number(number[1])}`);
  else if (q.q) {
    const like = `%${q.q.replace(/[\\%_]/g, '\\$&')}%`;
    on.push(
      sql`(u.name ilike ${like} or u.email ilike ${like} or c.reason ilike ${like} or c.quote ilike ${like})`,
    );
  }
  if (q.after) {
    const [at, id] = q.after;
    on.push(
      q.sort === 'due'
        ? sql`(c.due_at, c.case_id) > (${at}::timestamptz, ${id}::uuid)`
        : sql`(c.opened_at, c.case_id) < (${at}::timestamptz, ${id}::uuid)`,
    );
  }
  return sql.join(on, sql` and `);
}

const order = (sort: CaseQuery['sort']) =>
  sort === 'due' ? sql`order by c.due_at, c.case_id` : sql`order by c.opened_at desc, c.case_id desc`;

export function selectCases(q: ListFilter) {
  return sql`select ${columns} ${from} where ${where(q)} ${order(q.sort)} limit ${q.limit}`;
}

/** Without a limit, for a file. */
export function selectEveryCase(q: ListFilter) {
  return sql`select ${columns} ${from} where ${where(q)} ${order(q.sort)}`;
}

export function readOne(db: Runner, caseId: string): Promise<ListRow | undefined> {
  return db.maybe<ListRow>(sql`select ${columns} ${from} where c.case_id = ${caseId}::uuid`);
}

export interface CaseCounts {
  /** Open cases that are mine, or of somebody I act for. */
  mine: number;
  overdue: number;
  urgent: number;
  /** Hand-overs that wait for my answer. */
  offered: number;
}

export function countsFor(
  db: Runner,
  personId: string,
  { now, acting }: { now: Date; acting: readonly Acting[] },
): Promise<CaseCounts> {
  return db.one<CaseCounts>(sql`
    select count(*) as mine, count(*) filter (where due_at < ${now}::timestamptz) as overdue,
      count(*) filter (where urgent) as urgent,
      (select count(*) from case_handovers o join cases c using (case_id)
        where ${theirs(isOffered, personId, acting)} and answer is null) as offered
    from cases c where ${theirs(holds, personId, acting)} and closure_id is null`);
}
