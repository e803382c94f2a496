import { type Runner, sql } from '../../platform/database.ts';
import { PlanSettings, type SurveyPlan } from './plan.ts';

export interface PlanRow {
  planId: string;
  surveyId: string;
  touchpoint: string | null;
  settings: PlanSettings;
  startsAt: Date;
  readTo: Date | null;
  readLateAt: Date | null;
  rounds: number;
}

/** Stored as it was when it was made: what was added to the shape since takes its usual value. */
const parsed = <T extends { settings: unknown }>(row: T) => ({
  ...row,
  settings: PlanSettings.parse(row.settings),
});

/** Plans that ask new people now. */
export async function runningPlans(db: Runner, now: Date): Promise<PlanRow[]> {
  const rows = await db.all<PlanRow>(sql`
    select p.plan_id as "planId", p.survey_id as "surveyId", t.key as touchpoint, p.settings, p.starts_at as "startsAt",
      p.read_to as "readTo", p.read_late_at as "readLateAt", p.rounds
    from survey_plans p join surveys s using (survey_id) left join touchpoints t using (touchpoint_id)
    where p.stopped_at is null and p.starts_at <= ${now}::timestamptz and s.archived_at is null
      and exists (select 1 from survey_versions v where v.survey_id = p.survey_id and v.published_at is not null)
    order by p.plan_id`);
  return rows.map(parsed);
}

/** One gathers at a time; whoever comes second finds it done. */
export function lockPlan(
  db: Runner,
  planId: string,
): Promise<Pick<PlanRow, 'readTo' | 'readLateAt' | 'rounds'> | undefined> {
  return db.maybe(sql`select read_to as "readTo", read_late_at as "readLateAt", rounds from survey_plans
    where plan_id = ${planId}::uuid and stopped_at is null for update`);
}

export async function noteRead(db: Runner, planId: string, to: Date, late: boolean): Promise<void> {
  await db.run(sql`update survey_plans set read_to = ${to}::timestamptz,
    read_late_at = case when ${late} then ${to}::timestamptz else read_late_at end where plan_id = ${planId}::uuid`);
}

export async function noteRound(db: Runner, planId: string, rounds: number): Promise<void> {
  await db.run(sql`update survey_plans set rounds = ${rounds}::int where plan_id = ${planId}::uuid`);
}

export async function plansOf(
  db: Runner,
  surveyId: string,
  planId: string | null = null,
): Promise<SurveyPlan[]> {
  const rows = await db.all<SurveyPlan>(sql`
    select p.plan_id as id, p.survey_id as "surveyId", p.name, p.settings, p.starts_at as "startsAt", p.made_at as "madeAt",
      h.name as "madeBy", p.stopped_at as "stoppedAt",
      (select count(*)::int from survey_plan_people l where l.plan_id = p.plan_id) as listed,
      coalesce(n.waiting, 0) as waiting, coalesce(n.sent, 0) as sent, coalesce(n.answered, 0) as answered,
      coalesce(n.skipped, 0) as skipped
    from survey_plans p left join people h on h.person_id = p.made_by
    left join (
      select plan_id, (count(*) filter (where sent_at is null and skipped_at is null and withdrawn_at is null))::int as waiting,
        (count(sent_at))::int as sent, (count(answered_at))::int as answered, (count(skipped_at))::int as skipped
      from survey_invitations where survey_id = ${surveyId}::uuid group by plan_id) n on n.plan_id = p.plan_id
    where p.survey_id = ${surveyId}::uuid and (${planId}::uuid is null or p.plan_id = ${planId}::uuid)
    order by p.made_at desc, p.plan_id`);
  return rows.map(parsed);
}
