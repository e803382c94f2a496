import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import type { OpenConnection } from './connection.sql.ts';
import { eventTime, settledTimes } from './eventTimes.ts';
import { compileEvents, type Mapped } from './mapEvent.ts';

export interface Incoming {
  key: string;
  raw: unknown;
  header?: Record<string, string>;
  /** As the sender writes it: ISO text, or seconds since 1970. Absent: when it came first. */
  happened?: string | number | undefined;
}

/** The mapping of a connection, ready to use. An event that no rule applies to says so instead of vanishing. */
export async function eventMapper(
  platform: Platform,
  connection: Pick<OpenConnection, 'sourceId' | 'mapping'>,
  { trial = false } = {},
): Promise<(events: Incoming[]) => Promise<Mapped[]>> {
  const map = compileEvents(connection.mapping, (await readOrganisation(platform.db)).timezone);
  return async (events) => {
    const now = platform.clock.now().getTime();
    const times = events.map(({ happened }) => eventTime({ happened: read(happened), sent: undefined, now }));
    const unsettled = new Map(
      events.flatMap(({ key }, i) => (times[i]?.firm ? [] : [[key, times[i]?.at as number] as const])),
    );
    const settled = trial ? unsettled : await settledTimes(platform, connection.sourceId, unsettled);
    return events.map(({ raw, key, header }, i) => {
      const at = new Date(settled.get(key) ?? (times[i]?.at as number)).toISOString();
      const mapped = map(raw, { onus: { key, at }, header: header ?? {} });
      if ('facts' in mapped && mapped.facts.length === 0)
        return { reason: 'No rule of the mapping applies to this event.', field: null };
      return mapped;
    });
  };
}

function read(happened: string | number | undefined): number | undefined {
  const at = typeof happened === 'number' ? happened * 1000 : Date.parse(happened ?? '');
  return Number.isFinite(at) && Math.abs(at) < 253_402_300_800_000 ? at : undefined;
}
