import type { Platform } from '../../platform/platform.ts';
import { calmDown, readIncidentTerms } from './incident.sql.ts';
import { incidentsToTell, takeHeldBack } from './incidentDigest.sql.ts';
import { tellHeldBack } from './notice.ts';

const minute = 60_000;
/** The first list comes when the first rush is over; then one an hour, while it goes on. */
const first = 10 * minute;
const next = 60 * minute;

/** Every five minutes: incidents that have gone quiet, and the lists of what was held back. Bears being run twice. */
export async function tendIncidents(platform: Platform): Promise<{ lists: number }> {
  const now = platform.clock.now();
  const terms = await readIncidentTerms(platform.db);
  await calmDown(platform.db, { before: new Date(now.getTime() - terms.calmMinutes * minute), at: now });
  const waiting = await incidentsToTell(platform.db, {
    begunBefore: new Date(now.getTime() - first),
    toldBefore: new Date(now.getTime() - next),
  });
  for (const incident of waiting) {
    await platform.db.tx(async (tx) => {
      await tellHeldBack(tx, platform, incident, await takeHeldBack(tx, incident.id, now));
    });
  }
  return { lists: waiting.length };
}
