import { z } from 'zod';
import { type Runner, sql } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';

export const PeriodQuery = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() });
export type PeriodQuery = z.infer<typeof PeriodQuery>;

export interface Span {
  /** Days of the organisation, both included. */
  from: string;
  to: string;
  /** Instants: from included, until not. */
  start: Date;
  until: Date;
}

/** The days asked for; the last 90 up to today without. */
export async function spanOf(
  platform: Pick<Platform, 'db' | 'clock'>,
  { from, to }: PeriodQuery,
): Promise<Span> {
  const { timezone } = await readOrganisation(platform.db);
  return read(platform.db, { timezone, now: platform.clock.now(), from: from ?? null, to: to ?? null });
}

function read(
  on: Runner,
  given: { timezone: string; now: Date; from: string | null; to: string | null },
): Promise<Span> {
  const { timezone } = given;
  return on.one<Span>(sql`
    select d.start_on::text as "from", d.end_on::text as "to", d.start_on::timestamp at time zone ${timezone}::text as start,
      (d.end_on + 1)::timestamp at time zone ${timezone}::text as until
    from (select coalesce(${given.from}::date, t.end_on - 89) as start_on, t.end_on
      from (select coalesce(${given.to}::date, (${given.now}::timestamptz at time zone ${timezone}::text)::date) as end_on) t) d`);
}
