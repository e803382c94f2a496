import { type Runner, sql } from '../../platform/database.ts';

export interface Which {
  surveyId: string;
  versionId?: string | undefined;
  from?: Date | undefined;
  until?: Date | undefined;
}

function counting({ surveyId, versionId, from, until }: Which) {
  return sql`a.survey_id = ${surveyId}::uuid
    ${versionId ? sql`and a.version_id = ${versionId}::uuid` : sql``}
    ${from ? sql`and a.changed_at >= ${from}::timestamptz` : sql``}
    ${until ? sql`and a.changed_at < ${until}::timestamptz` : sql``}`;
}

export function countAnswers(db: Runner, which: Which) {
  return db.all<{ channel: string; complete: number; partial: number; setAside: number }>(sql`
    select a.channel, count(*) filter (where completed_at is not null and set_aside is null)::int as complete,
      count(*) filter (where completed_at is null and set_aside is null)::int as partial,
      count(set_aside)::int as "setAside"
    from survey_answers a where ${counting(which)} group by a.channel order by a.channel`);
}

export async function medianSeconds(db: Runner, which: Which): Promise<number | null> {
  const { median } = await db.one<{ median: number | null }>(sql`
    select percentile_cont(0.5) within group (order by a.seconds)::float8 as median
    from survey_answers a where ${counting(which)} and a.completed_at is not null and a.set_aside is null`);
  return median;
}

/** How often each value of each of these questions was given, places of a ranking and cells of a matrix apart. */
export function countValues(db: Runner, which: Which, questions: string[]) {
  return db.all<{ question: string; value: string; place: number | null; n: number }>(sql`
    select e.key as question, v.value, v.place, count(*)::int as n
    from survey_answers a, jsonb_each(a.answers) e,
      lateral (
        select case jsonb_typeof(e.value) when 'number' then e.value #>> '{}' when 'string' then e.value #>> '{}' else 'true' end as value,
          null::int as place where jsonb_typeof(e.value) in ('number', 'string', 'boolean')
        union all
        select t.value, t.place::int from jsonb_array_elements_text(case jsonb_typeof(e.value) when 'array' then e.value else '[]' end)
          with ordinality t (value, place)
        union all
        select case when o.key = 'other' then '~other' else o.key || '.' || o.value end, null
        from jsonb_each_text(case jsonb_typeof(e.value) when 'object' then e.value else '{}' end) o
      ) v
    where ${counting(which)} and a.completed_at is not null and a.set_aside is null and e.key = any(${questions}::text[])
    group by e.key, v.value, v.place`);
}

export function countAnswered(db: Runner, which: Which) {
  return db.all<{ question: string; n: number }>(sql`
    select e.key as question, count(*)::int as n from survey_answers a, jsonb_object_keys(a.answers) e (key)
    where ${counting(which)} and a.completed_at is not null and a.set_aside is null group by e.key`);
}

export function newestWords(db: Runner, which: Which, question: string) {
  return db.all<{ at: Date; text: string; answerId: string }>(sql`
    select a.completed_at as at, a.answer_id as "answerId",
      case jsonb_typeof(a.answers -> ${question}) when 'object' then a.answers -> ${question} ->> 'other'
        else a.answers ->> ${question} end as text
    from survey_answers a
    where ${counting(which)} and a.completed_at is not null and a.set_aside is null
      and jsonb_typeof(a.answers -> ${question}) in ('string', 'object')
      and (jsonb_typeof(a.answers -> ${question}) = 'string' or a.answers -> ${question} ? 'other')
    order by a.completed_at desc limit 20`);
}

/** Answers of a survey, the last touched first. */
export function readAnswerPage(
  db: Runner,
  surveyId: string,
  { after, limit, flagged }: { after: { at: Date; id: string } | undefined; limit: number; flagged: boolean },
) {
  return db.all<{
    answerId: string;
    version: number;
    channel: string;
    language: string;
    startedAt: Date;
    changedAt: Date;
    completedAt: Date | null;
    seconds: number | null;
    answers: Record<string, unknown>;
    customerId: string | null;
    setAside: string | null;
    refused: string | null;
    signs: string[];
    decidedAt: Date | null;
    decidedBy: string | null;
    reason: string | null;
  }>(sql`
    select a.answer_id as "answerId", v.number as version, a.channel, a.language, a.started_at as "startedAt",
      a.changed_at as "changedAt", a.completed_at as "completedAt", a.seconds::float8 as seconds, a.answers,
      l.customer_id as "customerId", a.set_aside as "setAside", a.refused,
      a.signs, a.decided_at as "decidedAt", p.name as "decidedBy", a.decision_reason as reason
    from survey_answers a join survey_versions v using (version_id)
    left join links l on l.identity_id = a.identity_id
    left join people p on p.person_id = a.decided_by
    where a.survey_id = ${surveyId}::uuid
      ${flagged ? sql`and a.signs <> '{}'` : sql``}
      ${after ? sql`and (a.changed_at, a.answer_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by a.changed_at desc, a.answer_id desc limit ${limit}`);
}
