import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { type Runner, sql } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { type Limits, usualLimits } from './lint.ts';

export async function readLimits(on: Runner): Promise<Limits> {
  const row = await on.maybe<{ value: Partial<Limits> }>(
    sql`select value from settings where key = 'ownership_limits'`,
  );
  return { ...usualLimits, ...row?.value };
}

export async function saveLimits(platform: Platform, actor: Actor, limits: Limits): Promise<Limits> {
  require(actor, 'people:write');
  await platform.db.tx(async (tx) => {
    const before = await readLimits(tx);
    await tx.run(sql`insert into settings (key, value, changed_at, changed_by)
      values ('ownership_limits', ${JSON.stringify(limits)}::jsonb, ${platform.clock.now()}::timestamptz, ${actor.personId}::uuid)
      on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
    const subject = { kind: 'setting', id: 'ownership_limits' };
    await audit(tx, platform, actor, {
      verb: 'settings.changed',
      subject,
      detail: { before, after: limits },
    });
  });
  return limits;
}
