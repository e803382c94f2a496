import { type Runner, sql } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';

const from = {
  touchpoint: (key: string | number) =>
    sql`touchpoints x join phases p using (phase_id) where x.key = ${key} and x.archived_at is null`,
  note: (id: string | number) =>
    sql`lane_notes x join phases p using (phase_id) where x.note_id = ${id}::uuid`,
  rule: (id: string | number) =>
    sql`placement_rules x join touchpoints t using (touchpoint_id) join phases p on p.phase_id = t.phase_id where x.rule_id = ${id}::int`,
};

/** The key of the journey that something is part of. @throws Refusal `not_found`. */
export async function whereIs(on: Runner, what: keyof typeof from, id: string | number): Promise<string> {
  const row = await on.maybe<{ key: string }>(
    sql`select j.key from journeys j where j.archived_at is null and j.journey_id in (select p.journey_id from ${from[what](id)})`,
  );
  if (!row) throw notFound(what === 'rule' ? 'placement rule' : what, id);
  return row.key;
}
