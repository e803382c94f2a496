import { type Runner, sql } from '../platform/database.ts';
import type { Walked } from './discover.ts';
import type { Span } from './period.ts';

/** Longer ways are cut: what a customer does after sixty changes of place says nothing about an order. */
const LONGEST = 60;

/**
 * Every customer of the span as a way over touchpoints, in one pass over the facts: of at most `sample` customers, chosen
 * by the hash of their id, so that the same question has the same answer. Answers to surveys come late and would tell
 * another order; they count only on the `silent` touchpoints, where nothing but answers comes in.
 */
export async function waysOf(
  on: Runner,
  asked: { span: Span; own: number[]; silent: number[]; sample: number },
): Promise<{ walked: Walked[]; customers: number }> {
  const { span, own, silent, sample } = asked;
  const within = sql`occurred_at >= ${span.start}::timestamptz and occurred_at < ${span.until}::timestamptz`;
  const events = sql`
    facts as materialized (
      select identity_id, touchpoint_id, occurred_at as at, interaction_id as id from interactions
      where ${within} and touchpoint_id <> 0
      union all
      select identity_id, touchpoint_id, occurred_at, response_id from responses
      where ${within} and touchpoint_id = any(${silent}::int[])),
    events as materialized (
      select l.customer_id, f.touchpoint_id, f.at, f.id from facts f join links l using (identity_id)),
    walkers as materialized (
      select customer_id, min(at) as first, max(at) as last from events
      where touchpoint_id = any(${own}::int[]) group by customer_id)`;
  const rows = await on.all<Walked & { customers: number }>(sql`
    with ${events},
    chosen as (select * from walkers order by md5(customer_id::text) limit ${sample}),
    steps as (
      select e.customer_id, e.touchpoint_id, e.at, e.id, lag(e.touchpoint_id) over w as before
      from events e join chosen c on c.customer_id = e.customer_id and e.at between c.first and c.last
      window w as (partition by e.customer_id order by e.at, e.id)),
    ways as (
      select customer_id, (array_agg(touchpoint_id order by at, id))[1:${sql.lit(LONGEST)}] as path
      from steps where before is distinct from touchpoint_id group by customer_id)
    select path, count(*) as n, (array_agg(customer_id::text order by md5(customer_id::text)))[1:20] as examples,
      (select count(*) from walkers) as customers
    from ways group by path order by n desc, path`);
  return { walked: rows, customers: rows[0]?.customers ?? 0 };
}

/** Of these customers the one who said most in words where these touchpoints are: a story needs a voice. */
export async function mostTalkative(
  on: Runner,
  asked: { customers: string[]; own: number[]; span: Span },
): Promise<string | undefined> {
  const row = await on.maybe<{ id: string }>(sql`
    select c.id from unnest(${asked.customers}::uuid[]) with ordinality as c(id, position)
    left join links l on l.customer_id = c.id
    left join responses r on r.identity_id = l.identity_id and r.comment is not null and r.touchpoint_id = any(${asked.own}::int[])
      and r.occurred_at >= ${asked.span.start}::timestamptz and r.occurred_at < ${asked.span.until}::timestamptz
    group by c.id, c.position order by count(r.response_id) desc, c.position limit 1`);
  return row?.id;
}

export interface Moment {
  id: string;
  at: Date;
  kind: 'interaction' | 'response';
  /** Name of the kind or metric. */
  title: string;
  metric: string | null;
  text: string | null;
  value: number | null;
  failed: boolean | null;
  touchpointId: number;
}

/** What happened to one customer and what they said, oldest first. */
export function momentsOf(
  on: Runner,
  asked: { customerId: string; span: Span; limit: number },
): Promise<Moment[]> {
  const { span } = asked;
  const mine = sql`f.identity_id in (select identity_id from links where customer_id = ${asked.customerId}::uuid)
    and f.occurred_at >= ${span.start}::timestamptz and f.occurred_at < ${span.until}::timestamptz and f.touchpoint_id <> 0`;
  return on.all(sql`
    select * from (
      select f.interaction_id as id, f.occurred_at as at, 'interaction' as kind, k.name as title, null as metric,
        f.summary as text, f.value, f.failed, f.touchpoint_id as "touchpointId"
      from interactions f join kinds k using (kind_id) where ${mine}
      union all
      select f.response_id, f.occurred_at, 'response', m.name, m.key, f.comment, f.value, null, f.touchpoint_id
      from responses f join metrics m using (metric_id) where ${mine}) f
    order by at, id limit ${asked.limit}`);
}
