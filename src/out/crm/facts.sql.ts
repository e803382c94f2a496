import { type Runner, sql } from '../../platform/database.ts';
import { type CrmValues, crmFields } from './template.ts';

/** The keys under which a source knows a customer; several where its own records are one customer. */
export async function keysOf(db: Runner, customerId: string, source: string): Promise<string[]> {
  const rows = await db.all<{ key: string }>(sql`
    select i.external_key as key from links l join identities i using (identity_id) join sources s using (source_id)
    where l.customer_id = ${customerId}::uuid and s.key = ${source} and i.content_hash <> 'erased' order by i.external_key limit 50`);
  return rows.map(({ key }) => key);
}

interface LastCase {
  id: string;
  number: number;
  reason: string | null;
  openedAt: Date;
  closedAt: Date | null;
}

/** What is true of a customer now. A try that comes late writes what holds then, so nothing old comes back. */
export async function crmValues(db: Runner, customerId: string, baseUrl: string): Promise<CrmValues> {
  const mine = sql`coalesce(l.customer_id, c.customer_id) = ${customerId}::uuid
    and (c.customer_id = ${customerId}::uuid or c.identity_id in (select identity_id from links where customer_id = ${customerId}::uuid))`;
  const counts = await db.one<{ open: number; urgent: number }>(sql`
    select count(*)::int as open, (count(*) filter (where c.urgent))::int as urgent
    from cases c left join links l using (identity_id) where ${mine} and c.closure_id is null`);
  const last = await db.maybe<LastCase>(sql`
    select c.case_id as id, c.number, case when c.rule_id is not null then c.reason end as reason, c.opened_at as "openedAt",
      z.at as "closedAt"
    from cases c left join links l using (identity_id) left join case_closures z on z.closure_id = c.closure_id
    where ${mine} order by c.opened_at desc, c.number desc limit 1`);
  const scores = await db.all<{ metric: string; value: number; at: Date }>(sql`
    select distinct on (m.key) m.key as metric, r.value, r.occurred_at as at
    from links l join responses r using (identity_id) join metrics m using (metric_id)
    where l.customer_id = ${customerId}::uuid and r.value is not null
    order by m.key, r.occurred_at desc, r.response_id`);
  const newest = scores.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
  return {
    ...Object.fromEntries(scores.map(({ metric, value }) => [`last_${metric}`, Number(value)])),
    customer_id: customerId,
    customer_url: `${baseUrl}/customers/${customerId}`,
    open_cases: counts.open,
    urgent_cases: counts.urgent,
    last_case_number: last?.number ?? null,
    last_case_state: last ? (last.closedAt ? 'closed' : 'open') : null,
    last_case_reason: last?.reason ?? null,
    last_case_opened_at: last?.openedAt.toISOString() ?? null,
    last_case_closed_at: last?.closedAt?.toISOString() ?? null,
    last_case_url: last ? `${baseUrl}/inbox/${last.id}` : null,
    last_score: newest ? Number(newest.value) : null,
    last_score_metric: newest?.metric ?? null,
    last_score_at: newest?.at.toISOString() ?? null,
  };
}

/** Every field a template may name. */
export async function crmFieldNames(db: Runner): Promise<string[]> {
  const metrics = await db.all<{ key: string }>(
    sql`select key from metrics where taken_from = 'response' and archived_at is null order by key`,
  );
  return [...crmFields, ...metrics.map(({ key }) => `last_${key}`)];
}
