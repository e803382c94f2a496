import { z } from 'zod';
import { type Actor, require } from './access.ts';
import { audit } from './audit.ts';
import { type Runner, sql } from './database.ts';
import { recordEvent } from './events.ts';
import type { Platform } from './platform.ts';
import { isTimezone } from './timezone.ts';

export const Organisation = z
  .object({
    name: z.string().trim().min(1).max(200),
    language: z.enum(['en', 'de']),
    timezone: z.string().refine(isTimezone, 'is not a time zone such as Europe/Berlin'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'is three capital letters such as EUR'),
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof Organisation>;

const untouched: Organisation = {
  name: 'Our organisation',
  language: 'en',
  timezone: 'UTC',
  currency: 'EUR',
};

export async function readOrganisation(db: Runner): Promise<Organisation> {
  const row = await db.maybe<{ value: Partial<Organisation> }>(
    sql`select value from settings where key = ${'organisation'}`,
    'setting',
  );
  return { ...untouched, ...row?.value };
}

export async function saveOrganisation(
  platform: Platform,
  actor: Actor,
  organisation: Organisation,
): Promise<Organisation> {
  require(actor, 'settings:write');
  await platform.db.tx(async (tx) => {
    const before = await readOrganisation(tx);
    await tx.run(sql`insert into settings (key, value, changed_at, changed_by)
      values ('organisation', ${JSON.stringify(organisation)}::jsonb, ${platform.clock.now()}::timestamptz, ${actor.personId}::uuid)
      on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
    if (before.timezone !== organisation.timezone) {
      // What was counted by day now falls on other days.
      const subject = { kind: 'setting', id: 'organisation' };
      await recordEvent(tx, platform, {
        name: 'timezone.changed',
        subject,
        data: { timezone: organisation.timezone },
      });
    }
    await audit(tx, platform, actor, {
      verb: 'settings.changed',
      subject: { kind: 'setting', id: 'organisation' },
      detail: { before, after: organisation },
    });
  });
  return organisation;
}
