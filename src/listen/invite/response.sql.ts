import { type Runner, sql } from '../../platform/database.ts';

export interface Asked {
  surveyId: string;
  from: Date;
  to: Date;
}

interface Tally {
  n: number;
  answered: number;
}

/** Complete in the answers themselves: they are the truth, the invitation only remembers it. */
const answered = sql`(i.answered_at is not null or exists
  (select 1 from survey_answers a where a.invitation_id = i.invitation_id and a.completed_at is not null))`;
const sentIn = ({ surveyId, from, to }: Asked) =>
  sql`i.survey_id = ${surveyId}::uuid and i.sent_at >= ${from}::timestamptz and i.sent_at < ${to}::timestamptz`;

export function totals(
  db: Runner,
  asked: Asked,
  now: Date,
): Promise<
  Tally & { opened: number; begun: number; returned: number; stillOpen: number; reminders: number }
> {
  return db.one(sql`
    select count(*)::int as n, (count(*) filter (where ${answered}))::int as answered, count(i.opened_at)::int as opened,
      count(i.begun_at)::int as begun, count(i.returned_at)::int as returned,
      (count(*) filter (where not ${answered} and i.withdrawn_at is null and i.returned_at is null and i.expires_at > ${now}::timestamptz))::int as "stillOpen",
      (select count(*)::int from survey_contacts c where c.number > 0 and c.survey_id = ${asked.surveyId}::uuid
        and c.at >= ${asked.from}::timestamptz and c.at < ${asked.to}::timestamptz) as reminders
    from survey_invitations i where ${sentIn(asked)}`);
}

export function byChannel(db: Runner, asked: Asked): Promise<(Tally & { key: string })[]> {
  return db.all(sql`select i.channel as key, count(*)::int as n, (count(*) filter (where ${answered}))::int as answered
    from survey_invitations i where ${sentIn(asked)} group by 1 order by 2 desc, 1`);
}

export function byPlan(db: Runner, asked: Asked): Promise<(Tally & { key: string; name: string })[]> {
  return db.all(sql`select coalesce(p.plan_id::text, '') as key, coalesce(p.name, '') as name, count(*)::int as n,
      (count(*) filter (where ${answered}))::int as answered
    from survey_invitations i left join survey_plans p on p.plan_id = i.plan_id where ${sentIn(asked)} group by 1, 2 order by 3 desc, 2`);
}

export interface Split {
  key: string;
  name: string;
  value: string;
  yes: number;
  no: number;
}

/** Answered and not, by each value of each reporting dimension, as it was when they were invited. */
export function bySegment(db: Runner, asked: Asked): Promise<Split[]> {
  return db.all(sql`
    select d.key, d.name, i.dims->>d.key as value, (count(*) filter (where ${answered}))::int as yes,
      (count(*) filter (where not ${answered}))::int as no
    from survey_invitations i join dimensions d on coalesce(i.dims->>d.key, '') <> ''
    where ${sentIn(asked)} group by d.key, d.name, d.position, 3 order by d.position, d.key, count(*) desc, 3`);
}

/**
 * People who were at the survey's touchpoint, or for whom an invitation was made: who of them was invited, and who was not,
 * whatever the reason. A person counts once a value, as it was with what happened to them.
 */
export function coverage(db: Runner, { surveyId, from, to }: Asked): Promise<Split[]> {
  return db.all(sql`
    with eligible as (
      select l.customer_id, coalesce(s.dims, '{}'::jsonb) as dims
      from surveys v join interactions x on x.touchpoint_id = v.touchpoint_id join links l on l.identity_id = x.identity_id
      left join slices s on s.slice_id = x.slice_id
      where v.survey_id = ${surveyId}::uuid and x.occurred_at >= ${from}::timestamptz and x.occurred_at < ${to}::timestamptz
        and x.kind_id is distinct from (select kind_id from kinds where key = 'survey.answered')
      union
      select l.customer_id, i.dims from survey_invitations i join links l on l.identity_id = i.identity_id
      where i.survey_id = ${surveyId}::uuid and i.made_at >= ${from}::timestamptz and i.made_at < ${to}::timestamptz),
    invited as (
      select distinct l.customer_id from survey_invitations i join links l on l.identity_id = i.identity_id
      where i.survey_id = ${surveyId}::uuid and i.sent_at >= ${from}::timestamptz),
    people as (
      select '' as key, '' as name, -1 as position, '' as value, e.customer_id from eligible e
      union select d.key, d.name, d.position, e.dims->>d.key, e.customer_id from eligible e
        join dimensions d on coalesce(e.dims->>d.key, '') <> '')
    select p.key, p.name, p.value, count(i.customer_id)::int as yes, (count(*) - count(i.customer_id))::int as no
    from people p left join invited i on i.customer_id = p.customer_id
    group by p.key, p.name, p.position, p.value order by p.position, p.key, count(*) desc, p.value`);
}
