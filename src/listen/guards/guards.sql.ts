import { type Runner, sql } from '../../platform/database.ts';
import { MEDIAN_OF } from './signs.ts';

/** The newest answers whose median is what is usual. */
const NEWEST = 1000;
/** A median of that many does not move within so long. Milliseconds. */
const STANDS = 10_000;
const medians = new WeakMap<Runner, Map<string, { median: number; until: number }>>();

/** How long answering usually takes, in seconds; null while too few have. */
export async function usualSeconds(db: Runner, surveyId: string): Promise<number | null> {
  const kept = medians.get(db.origin) ?? new Map<string, { median: number; until: number }>();
  medians.set(db.origin, kept);
  const known = kept.get(surveyId);
  if (known && known.until > performance.now()) return known.median;
  const { n, median } = await db.one<{ n: number; median: number | null }>(sql`
    select count(*) as n,
      case when count(*) >= ${MEDIAN_OF} then percentile_cont(0.5) within group (order by seconds)::float8 end as median
    from (select seconds from survey_answers where survey_id = ${surveyId}::uuid and completed_at is not null
      and seconds is not null and set_aside is null order by completed_at desc limit ${NEWEST}) s`);
  if (n === NEWEST && median !== null) kept.set(surveyId, { median, until: performance.now() + STANDS });
  return median;
}

/** Which of these answers came by an open link from a device that has answered the same survey within a day before. */
export async function fromSameDevice(db: Runner, answerIds: string[]): Promise<Set<string>> {
  const rows = await db.all<{ id: string }>(sql`
    select a.answer_id as id from survey_answers a
    where a.answer_id = any(${answerIds}::uuid[]) and a.ip_hash is not null and a.invitation_id is null
      and a.channel in ('link', 'qr', 'embed') and exists (
        select from survey_answers b
        where b.survey_id = a.survey_id and b.ip_hash = a.ip_hash and b.device_hash = a.device_hash
          and b.answer_id <> a.answer_id
          and (b.completed_at, b.answer_id) < (a.completed_at, a.answer_id)
          and b.completed_at > a.completed_at - interval '1 day')`);
  return new Set(rows.map(({ id }) => id));
}

/** False: no such complete answer of this survey. */
export async function decide(
  db: Runner,
  row: { surveyId: string; answerId: string; counts: boolean; reason: string; at: Date; by: string | null },
): Promise<boolean> {
  const touched = await db.run(sql`
    update survey_answers set decided_at = ${row.at}::timestamptz, decided_by = ${row.by}::uuid, decision_reason = ${row.reason},
      set_aside = ${row.counts ? null : row.reason}, changed_at = ${row.at}::timestamptz,
      waiting = true, revision = revision + 1, claimed_until = null
    where answer_id = ${row.answerId}::uuid and survey_id = ${row.surveyId}::uuid and completed_at is not null
      and full_quota is null`);
  return touched === 1;
}
