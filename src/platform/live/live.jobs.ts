import { followEvents } from '../events.ts';
import type { Platform } from '../platform.ts';
import { recheck, wakeLive } from './live.ts';
import { insertLive, pruneLive } from './log.sql.ts';
import { idsOf, needed } from './visible.ts';

const DAY = 86_400_000;
/** Whoever was away for longer reads everything afresh anyway. */
const KEPT_DAYS = 2;

export function jobs(platform: Platform): void {
  followEvents(platform, 'live', async (tx, platform, events) => {
    const shown = events.filter(({ subject }) => subject.kind in needed);
    if (shown.length > 0) {
      const entries = shown.map(({ eventId, name, subject, data }) => ({
        eventId,
        name,
        kind: subject.kind,
        id: subject.id,
        about: idsOf(data),
        toPerson: null,
      }));
      await insertLive(tx, entries, platform.clock.now());
      wakeLive(tx);
    }
    for (const { name, subject } of events)
      if (name === 'person.changed' || name === 'person.left') await recheck(tx, subject.id);
  });
  const sweep = () => pruneLive(platform.db, new Date(platform.clock.now().getTime() - KEPT_DAYS * DAY));
  platform.queue.work('live.sweep', sweep, { batchSize: 1, unique: true });
  platform.queue.schedule('live.sweep', '13 * * * *', 'live.sweep');
}
