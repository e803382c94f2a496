import { z } from 'zod';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { type Runner, sql } from '../../platform/database.ts';
import { afterWorking, WorkingHours } from '../../platform/hours/hours.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';

export const OpennessTerms = z
  .object({ workingDays: z.int().min(1).max(60) })
  .meta({ id: 'OpennessTerms', description: 'Working days in which somebody who is asked has to answer.' });
export type OpennessTerms = z.infer<typeof OpennessTerms>;

export async function readOpennessTerms(on: Runner): Promise<OpennessTerms> {
  const row = await on.maybe<{ value: Partial<OpennessTerms> }>(
    sql`select value from settings where key = 'openness_terms'`,
  );
  return { workingDays: 10, ...row?.value };
}

export async function saveOpennessTerms(
  platform: Platform,
  actor: Actor,
  terms: OpennessTerms,
): Promise<OpennessTerms> {
  require(actor, 'source:write');
  await platform.db.tx(async (tx) => {
    const before = await readOpennessTerms(tx);
    await tx.run(sql`insert into settings (key, value, changed_at, changed_by)
      values ('openness_terms', ${JSON.stringify(terms)}::jsonb, ${platform.clock.now()}::timestamptz, ${actor.personId}::uuid)
      on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
    const subject = { kind: 'setting', id: 'openness_terms' };
    await audit(tx, platform, actor, { verb: 'settings.changed', subject, detail: { before, after: terms } });
  });
  return terms;
}

/** Monday to Friday where the organisation is, without the holidays of the calendar that cases go by. */
export async function dueAfter(on: Runner, start: Date): Promise<Date> {
  const { workingDays } = await readOpennessTerms(on);
  const { timezone } = await readOrganisation(on);
  const calendar = await on.maybe<{ holidays: string[] | null }>(sql`
    select c.hours -> 'holidays' as holidays from case_terms t join calendars c using (calendar_id)
    where t.until_at is null and t.department_id is null`);
  const day: [string, string][] = [['00:00', '24:00']];
  const hours = WorkingHours.parse({
    timezone,
    week: [day, day, day, day, day, [], []],
    holidays: calendar?.holidays ?? [],
  });
  const due = afterWorking(hours, start, workingDays * 1440);
  // Only a calendar of nothing but holidays has none.
  return due ?? new Date(start.getTime() + workingDays * 86_400_000);
}
