import type { Acting } from '../own/own.ts';
import { type Runner, sql } from '../platform/database.ts';
import type { CaseQuery } from './case.ts';
import type { Search, Words } from './search.sql.ts';

export interface ListRow {
  id: string;
  number: number;
  customerId: string;
  customerName: string | null;
  customerKind: 'person' | 'account';
  customerErased: boolean;
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
  tags: { id: number; name: string }[];
  closedAt: Date | null;
  /** Nobody said whether it was put right, and the time for it is over. */
  unanswered: boolean;
  /** The customer’s last word is yes, and it is about the closure that holds. */
  confirmed: boolean | null;
}

const columns = sql`c.case_id as id, c.number, coalesce(l.customer_id, c.customer_id) as "customerId",
  u.name as "customerName", coalesce(u.kind, 'person') as "customerKind", u.erased_at is not null as "customerErased", c.touchpoint_id as "touchpointId",
  t.key as "touchpointKey", t.name as "touchpointName", j.name as journey, f.name as phase, c.reason, c.quote, c.score,
  c.urgent, c.occurred_at as "occurredAt", c.opened_at as "openedAt", c.due_at as "dueAt", c.owner_id as "ownerId",
  o.to_person_id as "offeredId", op.name as "offeredName",
  (select count(*) - 1 from case_holders h where h.case_id = c.case_id and h.rung <> 'reopened') as handovers,
  (select count(*) from case_closures x where x.case_id = c.case_id and x.reopened_at is not null) as reopened,
  (select count(*) from case_facts x where x.case_id = c.case_id) as facts,
  exists (select 1 from case_messages m where m.case_id = c.case_id and not m.inbound and m.tells
    and not exists (select 1 from mails b where b.mail_id = m.mail_id and b.returned_as = 'hard') and m.at >= coalesce(
    (select max(x.reopened_at) from case_closures x where x.case_id = c.case_id), '-infinity')) as told,
  (select coalesce(jsonb_agg(jsonb_build_object('id', t.tag_id, 'name', t.name) order by t.name), '[]')
    from case_tags g join tags t using (tag_id) where g.case_id = c.case_id) as tags,
  z.at as "closedAt", coalesce(z.settled_as = 'unanswered', false) as unanswered,
  (select x.helped and (x.message_id = z.message_id or x.at >= z.at) from case_confirmations x
    where x.case_id = c.case_id order by x.at desc, x.confirmation_id desc limit 1) as confirmed`;

const joined = sql`left join links l on l.identity_id = c.identity_id
  left join customers u on u.customer_id = coalesce(l.customer_id, c.customer_id)
  left join touchpoints t on t.touchpoint_id = c.touchpoint_id
  left join phases f on f.phase_id = t.phase_id
  left join journeys j on j.journey_id = f.journey_id
  left join case_handovers o on o.case_id = c.case_id and o.answer is null
  left join people op on op.person_id = o.to_person_id
  left join case_closures z on z.closure_id = c.closure_id`;

export interface ListFilter
  extends Omit<CaseQuery, 'after' | 'format' | 'include' | 'touchpoint' | 'department'> {
  me: string | null;
  /** Whom I act for: their open cases are mine for that time. */
  acting: readonly Acting[];
  now: Date;
  after: [at: string, id: string] | undefined;
  touchpointId: number | undefined;
  /** Everybody of the department asked for. */
  owners: readonly string[] | undefined;
  /** Every record of the customer asked for. */
  identities: readonly string[] | undefined;
  tagId: number | undefined;
  search: Search | undefined;
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

/** Names are looked up before, so that the planner sees the values it has statistics of. */
function where(q: ListFilter) {
  const on = [sql`true`];
  if (q.open === true) on.push(sql`c.closure_id is null`);
  if (q.open === false) on.push(sql`c.closure_id is not null`);
  if (q.owner === 'me' && q.me) on.push(theirs(holds, q.me, q.acting));
  else if (q.owner) on.push(sql`c.owner_id = ${q.owner}::uuid`);
  if (q.offered && q.me) on.push(theirs(isOffered, q.me, q.acting));
  if (q.touchpointId !== undefined) on.push(sql`c.touchpoint_id = ${q.touchpointId}`);
  if (q.identities) {
    on.push(sql`(c.identity_id = any(${q.identities}::uuid[]) or c.customer_id = ${q.customer}::uuid
      and not exists (select 1 from links l where l.identity_id = c.identity_id))`);
  }
  if (q.urgent !== undefined) on.push(sql`c.urgent = ${q.urgent}`);
  if (q.overdue === true) on.push(sql`c.closure_id is null and c.due_at < ${q.now}::timestamptz`);
  if (q.overdue === false) on.push(sql`(c.closure_id is not null or c.due_at >= ${q.now}::timestamptz)`);
  if (q.owners) on.push(sql`c.owner_id = any(${q.owners}::uuid[])`);
  if (q.tagId !== undefined) {
    on.push(sql`exists (select 1 from case_tags g where g.case_id = c.case_id and g.tag_id = ${q.tagId})`);
  }
  if (q.after) {
    const [at, id] = q.after;
    on.push(
      q.sort === '-opened'
        ? sql`(c.opened_at, c.case_id) < (${at}::timestamptz, ${id}::uuid)`
        : sql`(${by[q.sort]}, c.case_id) > (${at}::timestamptz, ${id}::uuid)`,
    );
  }
  return sql.join(on, sql` and `);
}

const by = { due: sql`c.due_at`, opened: sql`c.opened_at`, '-opened': sql`c.opened_at` };

const order = (sort: CaseQuery['sort']) =>
  sort === '-opened' ? sql`order by c.opened_at desc, c.case_id desc` : sql`order by ${by[sort]}, c.case_id`;

const offers = (q: ListFilter) =>
  q.offered ? sql`join case_handovers o on o.case_id = c.case_id and o.answer is null` : sql``;

/**
 * Where a search can find: in what was said, or among what its customer is found by. A rare word names its cases. A common one
 * is asked of each case in the order of the list, because a page is full long before all that have it are sorted; as a
 * subquery, since the planner takes two common words for a rare thing and sorts them all.
 */
const inWords = (q: ListFilter, { said, cases }: Words) =>
  sql`from cases c ${offers(q)} where ${cases ? sql`c.case_id = any(${cases}::uuid[])` : sql`(select c.words @@ ${said}::tsquery)`} and `;
const inCustomers = (q: ListFilter, { who, customers }: Words) =>
  customers
    ? sql`from links l join cases c on c.identity_id = l.identity_id ${offers(q)} where l.customer_id = any(${customers}::uuid[]) and `
    : sql`from cases c ${offers(q)} where (select u.search @@ ${who}::tsquery and u.merged_into is null
        from links l join customers u using (customer_id) where l.identity_id = c.identity_id) and `;

/** The cases of one page, and nothing else about them. */
function found(q: ListFilter, limit: number | undefined) {
  const most = limit === undefined ? sql`` : sql`limit ${limit}::int`;
  const sorted = sql`${order(q.sort)} ${most}`;
  const { search } = q;
  const shape = sql`select c.case_id, c.due_at, c.opened_at`;
  if (search && 'said' in search) {
    return sql`select c.* from (
      (${shape} ${inWords(q, search)} ${where(q)} ${sorted}) union (${shape} ${inCustomers(q, search)} ${where(q)} ${sorted})
    ) c ${sorted}`;
  }
  return sql`${shape} from cases c
    ${offers(q)}
    where ${search ? sql`c.number = ${search.number} and` : sql``} ${where(q)} ${sorted}`;
}

/** First which, then what is shown of them: a page of 50 is looked up 50 times, whatever the filter went through. */
export function selectCases(q: ListFilter) {
  return sql`with page as materialized (${found(q, q.limit)})
    select ${columns} from page join cases c using (case_id) ${joined} ${order(q.sort)}`;
}

/** Without a limit, for a file. */
export function selectEveryCase(q: ListFilter) {
  return sql`with page as materialized (${found(q, undefined)})
    select ${columns} from page join cases c using (case_id) ${joined} ${order(q.sort)}`;
}

/** How many there are, counted up to `most` and no further. */
export async function countCases(db: Runner, q: ListFilter, most: number): Promise<number> {
  const all = { ...q, after: undefined };
  const { n } = await db.one<{ n: number }>(
    sql`select count(*) as n from (select 1 from (${unsorted(all, most)}) c limit ${most}::int) c`,
  );
  return n;
}

function unsorted(q: ListFilter, most: number) {
  const { search } = q;
  if (search && 'said' in search) {
    return sql`
      (select c.case_id from cases c ${offers(q)} where c.words @@ ${search.said}::tsquery and ${where(q)} limit ${most}::int)
      union (select c.case_id from customers u join links l using (customer_id) join cases c on c.identity_id = l.identity_id ${offers(q)}
        where u.search @@ ${search.who}::tsquery and u.merged_into is null and ${where(q)} limit ${most}::int)`;
  }
  return sql`select c.case_id from cases c
    ${offers(q)}
    where ${search ? sql`c.number = ${search.number} and` : sql``} ${where(q)} limit ${most}::int`;
}

/** Ids in the order of the list, for a deed on all that match. */
export async function idsOf(db: Runner, q: ListFilter, most: number): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    sql`select c.case_id as id from (${found({ ...q, after: undefined }, most)}) c`,
  );
  return rows.map((row) => row.id);
}

export function readOne(db: Runner, caseId: string): Promise<ListRow | undefined> {
  return db.maybe<ListRow>(
    sql`select ${columns} from cases c ${joined} where c.case_id = ${caseId}::uuid`,
    'case shown',
  );
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
