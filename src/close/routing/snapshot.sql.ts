import { type Runner, sql } from '../../platform/database.ts';
import type { Unrouted } from './route.ts';

/** A case as it was when it opened, and where it went then. */
export interface PastCase extends Unrouted {
  caseId: string;
  number: number;
  reason: string;
  openedAt: Date;
  ruleKey: string | null;
  firstPersonId: string;
}

const columns = sql`c.case_id as "caseId", c.number, c.reason, c.opened_at as "openedAt", c.touchpoint_id as "touchpointId",
    c.fact_kind as kind, coalesce(f.urgent, c.urgent) as urgent, c.score::float8 as score, coalesce(c.quote, case when c.fact_kind = 'person' then c.reason end) as words,
    coalesce(l.customer_id, c.customer_id) as "customerId", r.key as "ruleKey", h.person_id as "firstPersonId",
    m.key as "metricKey", k.key as "kindKey", s.key as "sourceKey", coalesce(a.slice_id, i.slice_id) as "sliceId"
  from cases c
    left join links l on l.identity_id = c.identity_id
    left join case_facts f on f.fact_id = c.fact_id
    left join case_rules r on r.rule_id = c.rule_id
    left join responses a on c.fact_kind = 'response' and a.response_id = c.fact_id and a.identity_id = c.identity_id
    left join interactions i on c.fact_kind = 'interaction' and i.interaction_id = c.fact_id and i.identity_id = c.identity_id
    left join metrics m on m.metric_id = a.metric_id
    left join kinds k on k.kind_id = i.kind_id
    left join sources s on s.source_id = coalesce(a.source_id, i.source_id)
    join lateral (select person_id from case_holders h where h.case_id = c.case_id order by h.from_at, h.holder_id limit 1) h on true`;

/** Cases opened since then, in the order they were opened, after the one named. */
export function casesOpened(
  on: Runner,
  { since, after, limit }: { since: Date; after: { at: Date; id: string } | undefined; limit: number },
): Promise<PastCase[]> {
  const from = after
    ? sql`(c.opened_at, c.case_id) > (${after.at}::timestamptz, ${after.id}::uuid)`
    : sql`c.opened_at >= ${since}::timestamptz`;
  return on.all<PastCase>(
    sql`select ${columns} where ${from} order by c.opened_at, c.case_id limit ${limit}`,
  );
}

export function casesAsOpened(on: Runner, caseIds: readonly string[]): Promise<PastCase[]> {
  return on.all<PastCase>(
    sql`select ${columns} where c.case_id = any(${caseIds}::uuid[]) order by c.opened_at, c.case_id`,
  );
}

/** How many opened since then, at most `most`; and from when on the newest `most` were opened. */
export async function countOpened(
  on: Runner,
  since: Date,
  most: number,
): Promise<{ total: number; since: Date }> {
  const row = await on.one<{ total: number; since: Date | null }>(sql`
    select count(*) as total, min(opened_at) as since from (
      select opened_at from cases where opened_at >= ${since}::timestamptz order by opened_at desc, case_id desc limit ${most}) c`);
  return { total: row.total, since: row.since ?? since };
}
