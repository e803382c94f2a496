import { sql } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';

/** A clock that is off by less than this is left alone: mail, queues and retries take as long. */
const TOLERANCE = 5 * 60_000;

/**
 * When an event happened by our clock: what the sender wrote, moved by how far the sender's clock is off, which it shows
 * by when it says it sent. `firm`: the same whenever the event arrives; otherwise it hangs on this arrival.
 */
export function eventTime(of: { happened: number | undefined; sent: number | undefined; now: number }): {
  at: number;
  firm: boolean;
} {
  const { happened, sent, now } = of;
  const skew = sent === undefined ? 0 : now - sent;
  if (happened === undefined) return { at: now, firm: false };
  if (Math.abs(skew) <= TOLERANCE) return { at: happened, firm: true };
  return { at: happened + skew, firm: false };
}

/** Of times that hang on the arrival the first one stands, so that an event delivered again is the same event. */
export async function settledTimes(
  platform: Platform,
  sourceId: number,
  wanted: Map<string, number>,
): Promise<Map<string, number>> {
  if (wanted.size === 0) return wanted;
  const keys = [...wanted.keys()].sort();
  await platform.db.run(sql`
    insert into event_times (source_id, event_key, at)
    select ${sourceId}, k, t from unnest(${keys}::text[], ${keys.map((key) => new Date(wanted.get(key) as number))}::timestamptz[]) n(k, t)
    on conflict do nothing`);
  const rows = await platform.db.all<{ key: string; at: Date }>(sql`
    select event_key as key, at from event_times where source_id = ${sourceId} and event_key = any(${keys}::text[])`);
  return new Map(rows.map(({ key, at }) => [key, at.getTime()]));
}
