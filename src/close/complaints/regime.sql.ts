import { type Runner, sql, type Tx } from '../../platform/database.ts';
import type { Regime, RegimeInput } from './regime.ts';

export function readRegimes(db: Runner): Promise<Regime[]> {
  return db.all<Regime>(sql`
    select r.regime_id as id, r.key, r.name, r.rule, r.jurisdiction,
      jsonb_build_object('n', acknowledge_n, 'unit', acknowledge_unit) as acknowledge,
      jsonb_build_object('n', answer_n, 'unit', answer_unit) as answer,
      case when extended_n is null then null else jsonb_build_object('n', extended_n, 'unit', extended_unit) end as extended,
      r.calendar_id as "calendarId", k.name as "calendarName", r.pausable, r.next_step as "nextStep", r.archived_at as "archivedAt",
      (select count(*)::int from complaints c where c.regime_id = r.regime_id) as complaints
    from complaint_regimes r left join calendars k using (calendar_id)
    order by r.archived_at is not null, r.key <> 'general', lower(r.name)`);
}

export async function writeRegime(
  tx: Tx,
  r: RegimeInput & { id: string; at: Date; by: string | null },
): Promise<void> {
  await tx.run(sql`insert into complaint_regimes (regime_id, key, name, rule, jurisdiction, acknowledge_n, acknowledge_unit, answer_n,
      answer_unit, extended_n, extended_unit, calendar_id, pausable, next_step, made_at, made_by)
    values (${r.id}::uuid, ${r.key}, ${r.name}, ${r.rule}, ${r.jurisdiction}, ${r.acknowledge.n}, ${r.acknowledge.unit}, ${r.answer.n},
      ${r.answer.unit}, ${r.extended?.n ?? null}, ${r.extended?.unit ?? null}, ${r.calendarId}::uuid, ${r.pausable},
      ${JSON.stringify(r.nextStep)}::jsonb, ${r.at}::timestamptz, ${r.by}::uuid)
    on conflict (regime_id) do update set name = excluded.name, rule = excluded.rule, jurisdiction = excluded.jurisdiction,
      acknowledge_n = excluded.acknowledge_n, acknowledge_unit = excluded.acknowledge_unit, answer_n = excluded.answer_n,
      answer_unit = excluded.answer_unit, extended_n = excluded.extended_n, extended_unit = excluded.extended_unit,
      calendar_id = excluded.calendar_id, pausable = excluded.pausable, next_step = excluded.next_step`);
}

export async function archiveRegime(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.run(
    sql`update complaint_regimes set archived_at = ${at}::timestamptz where regime_id = ${id}::uuid`,
  );
}
