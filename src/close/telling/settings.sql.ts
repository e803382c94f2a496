import { type Runner, sql, type Tx } from '../../platform/database.ts';
import { TellingSettings } from './settings.ts';

export async function readTelling(db: Runner): Promise<TellingSettings> {
  const row = await db.maybe<{ value: unknown }>(
    sql`select value from settings where key = ${'telling'}`,
    'setting',
  );
  return TellingSettings.parse(row?.value ?? {});
}

export async function writeTelling(
  tx: Tx,
  settings: TellingSettings,
  at: Date,
  by: string | null,
): Promise<void> {
  await tx.run(sql`insert into settings (key, value, changed_at, changed_by)
    values ('telling', ${JSON.stringify(settings)}::jsonb, ${at}::timestamptz, ${by}::uuid)
    on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
}
