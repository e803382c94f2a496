import { sql, type Tx } from '../platform/database.ts';
import { readOrganisation } from '../platform/settings.ts';

export interface Moved {
  personId: string;
  /** The department before. */
  from: string | null;
}

/**
 * Where these people, whose rows say it already, belong from now on, or from the beginning of a day. Who moves for the
 * first time gets an entry for all time before, too.
 */
export async function noteMoves(
  tx: Tx,
  moved: readonly Moved[],
  { at, by, on }: { at: Date; by: string | null; on?: string },
): Promise<void> {
  if (moved.length === 0) return;
  const { timezone } = await readOrganisation(tx);
  const rows = sql`unnest(${moved.map((one) => one.personId)}::uuid[], ${moved.map((one) => one.from)}::uuid[]) m (person_id, before)`;
  const from = on ? sql`${on}::date::timestamp at time zone ${timezone}` : sql`${at}::timestamptz`;
  await tx.run(sql`insert into person_departments (person_id, department_id, from_at, made_at, made_by)
    select m.person_id, m.before, '-infinity', ${at}::timestamptz, ${by}::uuid from ${rows}
    where not exists (select 1 from person_departments e where e.person_id = m.person_id)`);
  await tx.run(sql`insert into person_departments (person_id, department_id, from_at, made_at, made_by)
    select p.person_id, p.department_id, ${from}, ${at}::timestamptz, ${by}::uuid from people p join ${rows} using (person_id)`);
}
