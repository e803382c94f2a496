import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { readOrganisation } from '../../platform/settings.ts';
import type { Limit } from './decide.ts';
import { Contacting, type ContactRule, contactingOf } from './rules.ts';

/** What holds for everybody; read again by a sender at each round. */
export async function readContacting(db: Runner): Promise<Contacting> {
  const usual = contactingOf((await readOrganisation(db)).timezone);
  const row = await db.maybe<{ value: object }>(
    sql`select value from settings where key = ${'contacting'}`,
    'setting',
  );
  return row ? Contacting.parse({ ...usual, ...row.value }) : usual;
}

export async function writeContacting(
  tx: Tx,
  contacting: Contacting,
  now: Date,
  by: string | null,
): Promise<void> {
  await tx.run(sql`insert into settings (key, value, changed_at, changed_by)
    values ('contacting', ${JSON.stringify(contacting)}::jsonb, ${now}::timestamptz, ${by}::uuid)
    on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
}

/** Rules in force, those for all surveys first. */
export function limitsInForce(db: Runner): Promise<Limit[]> {
  return db.all(sql`select rule_id as id, survey_id as "surveyId", dims, most, days, gap_days as "gapDays" from contact_rules
    where ended_at is null order by survey_id nulls first, made_at, rule_id`);
}

export function rulesShown(db: Runner, since: Date): Promise<ContactRule[]> {
  return db.all(sql`
    select r.rule_id as id, r.dims, r.most, r.days, r.gap_days as "gapDays", r.made_at as "madeAt", p.name as "madeBy",
      case when s.survey_id is null then null else jsonb_build_object('id', s.survey_id, 'key', s.key, 'name', s.name) end as survey,
      (select count(*)::int from survey_invitations i where i.skipped_at >= ${since}::timestamptz and i.skip_detail->>'rule' = r.rule_id::text)
        + (select count(*)::int from survey_reminder_skips k where k.at >= ${since}::timestamptz and k.detail->>'rule' = r.rule_id::text) as held
    from contact_rules r left join surveys s using (survey_id) left join people p on p.person_id = r.made_by
    where r.ended_at is null order by r.survey_id nulls first, r.made_at, r.rule_id`);
}

export async function writeRule(
  tx: Tx,
  rule: {
    surveyId: string | null;
    dims: Record<string, string>;
    most: number | null;
    days: number | null;
    gapDays: number | null;
  },
  now: Date,
  by: string | null,
): Promise<string> {
  const id = newId();
  await tx.run(sql`insert into contact_rules (rule_id, survey_id, dims, most, days, gap_days, made_at, made_by)
    values (${id}::uuid, ${rule.surveyId}::uuid, ${JSON.stringify(rule.dims)}::jsonb, ${rule.most}::int, ${rule.days}::int,
      ${rule.gapDays}::int, ${now}::timestamptz, ${by}::uuid)`);
  return id;
}

export function endRule(tx: Tx, id: string, now: Date, by: string | null): Promise<number> {
  return tx.run(sql`update contact_rules set ended_at = ${now}::timestamptz, ended_by = ${by}::uuid
    where rule_id = ${id}::uuid and ended_at is null`);
}
