import { type Runner, sql, type Tx } from '../../platform/database.ts';

/** The customer said yes: from now on this case can be learned from. What it is compared by is written down once. */
export async function noteWorked(tx: Tx, caseId: string, at: Date): Promise<void> {
  await tx.run(sql`
    insert into worked_cases (case_id, touchpoint_id, rule_id, confirmed_at, words)
    select case_id, touchpoint_id, rule_id, ${at}::timestamptz, to_tsvector('simple', coalesce(quote, '') || ' ' || reason)
    from cases where case_id = ${caseId}::uuid
    on conflict (case_id) do update set confirmed_at = excluded.confirmed_at`);
}

export async function forgetWorked(tx: Tx, caseId: string): Promise<void> {
  await tx.run(sql`delete from worked_cases where case_id = ${caseId}::uuid`);
}

export interface WorkedRow {
  id: string;
  number: number;
  reason: string;
  quote: string | null;
  touchpoint: string | null;
  sameTouchpoint: boolean;
  sameRule: boolean;
  words: string[];
  confirmedAt: Date;
  comment: string | null;
  actions: string[];
}

/** So many candidates of each kind are compared, however many cases there are. */
const CANDIDATES = 400;

/**
 * Confirmed cases most like this one: by its place, by what opened it, by its words. Candidates come from three indexes, each up to
 * a fixed number, and only they are ranked: 36 ms at the median among a million confirmed
 * cases on PostgreSQL, 67 ms at most, on a machine busy with other work. Inside a transaction, because the bound on the
 * words' index (a common word is in half of them) is set for it alone.
 */
export async function similarWorked(
  tx: Tx,
  asked: { caseId: string; touchpointId: number; ruleId: number | null; words: string[]; limit: number },
): Promise<WorkedRow[]> {
  const { words } = asked;
  const any = words.map((word) => `'${word}'`).join(' | ');
  await tx.run(sql`select set_config('gin_fuzzy_search_limit', '2000', true)`);
  return tx.all<WorkedRow>(sql`
    with near as (
      (select case_id from worked_cases where touchpoint_id = ${asked.touchpointId} and ${asked.touchpointId} <> 0
        order by confirmed_at desc limit ${CANDIDATES})
      union
      (select case_id from worked_cases where rule_id = ${asked.ruleId}::int order by confirmed_at desc limit ${CANDIDATES})
      ${any ? sql`union (select case_id from worked_cases where words @@ ${any}::tsquery limit ${CANDIDATES})` : sql``}
    ), ranked as (
      select w.*, (case when w.touchpoint_id = ${asked.touchpointId} and w.touchpoint_id <> 0 then 0.3 else 0 end)
        + (case when w.rule_id = ${asked.ruleId}::int then 0.05 else 0 end)
        + ${any ? sql`2 * ts_rank(w.words, ${any}::tsquery)` : sql`0`} as score
      from near join worked_cases w using (case_id)
      where w.case_id <> ${asked.caseId}::uuid and exists (select 1 from case_actions a where a.case_id = w.case_id)
        and ((w.touchpoint_id = ${asked.touchpointId} and w.touchpoint_id <> 0) ${any ? sql`or w.words @@ ${any}::tsquery` : sql``})
      order by score desc, w.confirmed_at desc limit ${asked.limit})
    select c.case_id as id, c.number, c.reason, c.quote, t.name as touchpoint, r.confirmed_at as "confirmedAt",
      (r.touchpoint_id = ${asked.touchpointId} and r.touchpoint_id <> 0) as "sameTouchpoint",
      coalesce(r.rule_id = ${asked.ruleId}::int, false) as "sameRule",
      array(select one from unnest(${words}::text[]) one where r.words @@ ('''' || one || '''')::tsquery) as words,
      (select f.comment from case_confirmations f where f.case_id = c.case_id order by f.at desc limit 1) as comment,
      array(select a.text from case_actions a where a.case_id = c.case_id order by a.at, a.action_id limit 5) as actions
    from ranked r join cases c using (case_id) left join touchpoints t on t.touchpoint_id = c.touchpoint_id
    order by r.score desc, r.confirmed_at desc`);
}

export function placeOfCase(
  db: Runner,
  caseId: string,
): Promise<
  { touchpointId: number; ruleId: number | null; reason: string; quote: string | null } | undefined
> {
  return db.maybe(sql`select touchpoint_id as "touchpointId", rule_id as "ruleId", reason, quote from cases
    where case_id = ${caseId}::uuid`);
}
