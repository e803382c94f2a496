import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { Checklist } from './checklist.ts';

export function readChecklists(db: Runner, id?: string): Promise<Checklist[]> {
  return db.all<Checklist>(sql`
    select checklist_id as id, name, touchpoints, rules, kinds, revision, coalesce((
      select jsonb_agg(jsonb_build_object('id', step_id, 'text', text, 'beforeTelling', before_telling) order by position)
      from checklist_steps s where s.checklist_id = c.checklist_id and s.retired_at is null), '[]') as steps
    from checklists c where archived_at is null and ${id ? sql`checklist_id = ${id}::uuid` : sql`true`}
    order by lower(name), checklist_id`);
}

export async function insertChecklist(
  tx: Tx,
  list: {
    id: string;
    name: string;
    touchpoints: string[];
    rules: string[];
    kinds: string[];
    at: Date;
    by: string | null;
  },
): Promise<void> {
  await tx.run(sql`insert into checklists (checklist_id, name, touchpoints, rules, kinds, made_at, made_by)
    values (${list.id}::uuid, ${list.name}, ${list.touchpoints}::text[], ${list.rules}::text[], ${list.kinds}::text[],
      ${list.at}::timestamptz, ${list.by}::uuid)`);
}

/** False where somebody else changed it since. */
export async function updateChecklist(
  tx: Tx,
  list: {
    id: string;
    name: string;
    touchpoints: string[];
    rules: string[];
    kinds: string[];
    revision: number;
  },
): Promise<boolean> {
  const rows =
    await tx.run(sql`update checklists set name = ${list.name}, touchpoints = ${list.touchpoints}::text[],
      rules = ${list.rules}::text[], kinds = ${list.kinds}::text[], revision = revision + 1
    where checklist_id = ${list.id}::uuid and revision = ${list.revision} and archived_at is null`);
  return rows === 1;
}

export async function archiveList(tx: Tx, id: string, at: Date | null): Promise<boolean> {
  const rows = await tx.run(sql`update checklists set archived_at = ${at}::timestamptz
    where checklist_id = ${id}::uuid and (archived_at is null) = ${at !== null}`);
  return rows === 1;
}

export async function retireSteps(tx: Tx, listId: string, keep: string[], at: Date): Promise<void> {
  await tx.run(sql`update checklist_steps set retired_at = ${at}::timestamptz
    where checklist_id = ${listId}::uuid and retired_at is null and step_id <> all(${keep}::uuid[])`);
}

export async function writeStep(
  tx: Tx,
  step: { id: string; listId: string; position: number; text: string; beforeTelling: boolean },
): Promise<void> {
  await tx.run(sql`insert into checklist_steps (step_id, checklist_id, position, text, before_telling)
    values (${step.id}::uuid, ${step.listId}::uuid, ${step.position}, ${step.text}, ${step.beforeTelling})
    on conflict (step_id) do update set position = excluded.position, before_telling = excluded.before_telling`);
}

export interface StepRow {
  id: string;
  list: string;
  text: string;
  beforeTelling: boolean;
  at: Date | null;
  personId: string | null;
}

/** The steps of every list that fits this case; what was ticked stays, also where its list has changed since. */
export function stepsOf(db: Runner, caseId: string): Promise<StepRow[]> {
  return db.all<StepRow>(
    sql`
    select s.step_id as id, l.name as list, s.text, s.before_telling as "beforeTelling", d.at, d.person_id as "personId"
    from cases c
    left join touchpoints t on t.touchpoint_id = c.touchpoint_id
    left join case_rules r on r.rule_id = c.rule_id
    cross join checklists l
    join checklist_steps s on s.checklist_id = l.checklist_id
    left join case_steps d on d.case_id = c.case_id and d.step_id = s.step_id and d.undone_at is null
    where c.case_id = ${caseId}::uuid and (d.step_id is not null or (l.archived_at is null and s.retired_at is null
      and (l.touchpoints = '{}' or t.key = any(l.touchpoints)) and (l.rules = '{}' or r.key = any(l.rules))
      and (l.kinds = '{}' or c.fact_kind = any(l.kinds))))
    order by lower(l.name), l.checklist_id, s.position, s.step_id`,
    'steps of case',
  );
}

/** False where it is ticked already. */
export async function tick(
  tx: Tx,
  done: { id: string; caseId: string; stepId: string; at: Date; personId: string },
): Promise<boolean> {
  const rows = await tx.run(sql`insert into case_steps (tick_id, case_id, step_id, at, person_id)
    values (${done.id}::uuid, ${done.caseId}::uuid, ${done.stepId}::uuid, ${done.at}::timestamptz, ${done.personId}::uuid)
    on conflict (case_id, step_id) where undone_at is null do nothing`);
  return rows === 1;
}

export async function untick(
  tx: Tx,
  undone: { caseId: string; stepId: string; at: Date; personId: string },
): Promise<boolean> {
  const rows =
    await tx.run(sql`update case_steps set undone_at = ${undone.at}::timestamptz, undone_by = ${undone.personId}::uuid
    where case_id = ${undone.caseId}::uuid and step_id = ${undone.stepId}::uuid and undone_at is null`);
  return rows === 1;
}
