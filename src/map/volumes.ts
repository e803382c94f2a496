import { type Actor, require } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { volumes } from './atlas.sql.ts';
import { type PeriodQuery, spanOf } from './period.ts';
import { touchpointIndex } from './touchpoints.ts';

/** How often something happened on each touchpoint of a journey, or of all, in a period. */
export async function journeyVolumes(
  platform: Platform,
  actor: Actor,
  { journey, ...period }: PeriodQuery & { journey?: string | undefined },
) {
  require(actor, 'journey:read');
  const span = await spanOf(platform, period);
  const { inOrder, byId } = await touchpointIndex(platform.db);
  const own = inOrder.filter((one) => one.journeyKey === journey).map(({ id }) => id);
  const rows = await volumes(platform.db, {
    from: span.start,
    until: span.until,
    touchpointIds: journey === undefined ? undefined : own,
  });
  const items = rows.flatMap(({ touchpointId, n, failed }) => {
    const place = byId.get(touchpointId);
    return place ? [{ key: place.key, journey: place.journeyKey, n, failed }] : [];
  });
  return { from: span.from, to: span.to, items };
}
