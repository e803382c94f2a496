import { type Runner, sql } from '../platform/database.ts';
import type { Span } from './period.ts';
import type { PromiseAnswer } from './promise.ts';

export type StoredPromise = Omit<PromiseAnswer, 'n' | 'broken' | 'customers' | 'keptShare'> & {
  touchpointId: number | null;
  atTouchpointId: number | null;
};

const terms = sql`promises r join lateral (select * from promise_terms t where t.promise_id = r.promise_id
    order by t.term_id desc limit 1) t on true
  left join departments d on d.department_id = t.department_id left join people w on w.person_id = t.person_id
  left join touchpoints g on g.touchpoint_id = t.touchpoint_id left join phases gp on gp.phase_id = g.phase_id
  left join journeys gj on gj.journey_id = gp.journey_id
  left join touchpoints o on o.touchpoint_id = t.at_touchpoint_id`;

/** As they stand now: with `key` also one that was withdrawn. `today`: who left before is marked. */
export function readPromises(on: Runner, today: string, key?: string): Promise<StoredPromise[]> {
  return on.all(sql`
    select r.promise_id as id, r.key, r.name, t.words, t.to_whom as "toWhom",
      case when d.key is not null then jsonb_build_object('key', d.key, 'name', d.name) end as department,
      case when w.person_id is not null then jsonb_build_object('id', w.person_id, 'name', w.name,
        'left', coalesce(w.left_on <= ${today}::date, false)) end as person,
      case when g.key is not null then jsonb_build_object('key', g.key, 'name', g.name, 'journey', gj.key) end as touchpoint,
      t.measured_by as "measuredBy", t.measured_key as "measuredKey",
      case when o.key is not null then jsonb_build_object('key', o.key, 'name', o.name) end as at,
      t.broken_when as "brokenWhen", t.limit_value as "limit", t.unit, t.made_at as "changedAt", t.made_by_name as "changedBy",
      r.archived_at as "archivedAt", t.touchpoint_id as "touchpointId", t.at_touchpoint_id as "atTouchpointId"
    from ${terms} where ${key === undefined ? sql`r.archived_at is null` : sql`r.key = ${key}`} order by r.name, r.promise_id`);
}

export interface Kept {
  n: number;
  broken: number;
  customers: number;
  /** When it was broken last. */
  brokenAt: Date | null;
}

/** The facts that keep or break it, as parts of a statement; undefined where nothing shows it. */
function shownBy(promise: StoredPromise, span: Span) {
  const { measuredBy, measuredKey, brokenWhen, limit, atTouchpointId } = promise;
  if (!measuredBy) return undefined;
  const interactions = measuredBy === 'interaction';
  const which = interactions
    ? sql`f.kind_id = (select kind_id from kinds where key = ${measuredKey})`
    : sql`f.metric_id = (select metric_id from metrics where key = ${measuredKey})`;
  const broken = {
    failed: sql`coalesce(f.failed, false)`,
    over: sql`f.value > ${limit}::numeric`,
    under: sql`f.value < ${limit}::numeric`,
  }[brokenWhen];
  const where = sql`${which} and f.occurred_at >= ${span.start}::timestamptz and f.occurred_at < ${span.until}::timestamptz
    ${brokenWhen === 'failed' ? sql`` : sql`and f.value is not null`}
    ${atTouchpointId ? sql`and f.touchpoint_id = ${atTouchpointId}` : sql``}`;
  return { interactions, from: sql.raw(interactions ? 'interactions' : 'responses'), where, broken };
}

/** How often it was kept and broken, counted from the facts of the span. */
export async function countKept(on: Runner, promise: StoredPromise, span: Span): Promise<Kept> {
  const facts = shownBy(promise, span);
  if (!facts) return { n: 0, broken: 0, customers: 0, brokenAt: null };
  return on.one<Kept>(sql`
    select count(*) as n, count(*) filter (where ${facts.broken}) as broken,
      count(distinct l.customer_id) filter (where ${facts.broken}) as customers,
      max(f.occurred_at) filter (where ${facts.broken}) as "brokenAt"
    from ${facts.from} f left join links l using (identity_id) where ${facts.where}`);
}

/** How often it was broken for one customer, and when last. */
export async function brokenFor(
  on: Runner,
  promise: StoredPromise,
  span: Span,
  customerId: string,
): Promise<{ n: number; broken: number; brokenAt: Date | null }> {
  const facts = shownBy(promise, span);
  if (!facts) return { n: 0, broken: 0, brokenAt: null };
  return on.one(sql`
    select count(*)::int as n, count(*) filter (where ${facts.broken})::int as broken,
      max(f.occurred_at) filter (where ${facts.broken}) as "brokenAt"
    from ${facts.from} f where f.identity_id in (select identity_id from links where customer_id = ${customerId}::uuid)
      and ${facts.where}`);
}

export interface BrokenFact {
  id: string;
  at: Date;
  text: string | null;
  value: number | null;
  customer: { id: string; name: string | null } | null;
}

/** To whom it was broken and when, the newest first. */
export async function factsBroken(on: Runner, promise: StoredPromise, span: Span): Promise<BrokenFact[]> {
  const facts = shownBy(promise, span);
  if (!facts) return [];
  return on.all<BrokenFact>(sql`
    select ${sql.raw(facts.interactions ? 'f.interaction_id' : 'f.response_id')} as id, f.occurred_at as at,
      ${sql.raw(facts.interactions ? 'f.summary' : 'f.comment')} as text, f.value,
      case when c.customer_id is not null then jsonb_build_object('id', c.customer_id, 'name', c.name) end as customer
    from ${facts.from} f left join links l using (identity_id) left join customers c on c.customer_id = l.customer_id
    where ${facts.where} and ${facts.broken} order by f.occurred_at desc, id limit 200`);
}

export function readTerms(on: Runner, key: string) {
  return on.all<{
    words: string;
    toWhom: string;
    measuredKey: string | null;
    brokenWhen: string;
    limit: number | null;
    at: Date;
    by: string;
  }>(sql`select t.words, t.to_whom as "toWhom", t.measured_key as "measuredKey", t.broken_when as "brokenWhen",
      t.limit_value as "limit", t.made_at as at, t.made_by_name as by
    from promise_terms t join promises r using (promise_id) where r.key = ${key} order by t.term_id desc`);
}
