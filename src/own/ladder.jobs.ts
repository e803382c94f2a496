import { touchpointIndex } from '../map/map.ts';
import { systemActor } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { readEscalations } from './escalation.sql.ts';
import { emptySeats } from './evidenceSources.ts';
import { departmentsAt } from './greyArea.sql.ts';
import { climb, raise, settle } from './ladder.ts';

/** Every quarter of an hour: what was not answered in time climbs. */
export function jobs(platform: Platform): void {
  platform.queue.work('own.ladder', () => tendLadder(platform), { batchSize: 1, unique: true });
  platform.queue.schedule('own.ladder', '*/15 * * * *', 'own.ladder');
}

/** An empty seat nobody was appointed for goes on the ladder by itself, and off it when somebody sits there; then all that waits too long climbs. */
export async function tendLadder(
  platform: Platform,
): Promise<{ raised: number; settled: number; climbed: number }> {
  const now = platform.clock.now();
  const found = await emptySeats.find(platform, { since: now, now, decidedAt: new Map() });
  const empty = new Set(found.map((one) => one.subject));
  const open = (await readEscalations(platform.db, { open: true })).filter((row) => row.kind === 'grey_area');
  const standing = new Set(open.map((row) => row.subject));
  const filled = open.filter(
    (row) =>
      !empty.has(row.subject) && row.steps.every((step) => !['owner', 'appointed'].includes(step.rung)),
  );
  const { byKey } = await touchpointIndex(platform.db);
  const day = await dayOf(platform.db, now);
  let raised = 0;
  for (const subject of empty) {
    const place = byKey.get(subject.slice('touchpoint:'.length));
    if (!place || standing.has(subject)) continue;
    await platform.db.tx(async (tx) => {
      const id = await raise(tx, platform, systemActor, {
        kind: 'grey_area',
        subject,
        title: place.name,
        touchpointId: place.id,
        departmentIds: await departmentsAt(tx, place.id, day),
      });
      if (id) raised++;
    });
  }
  for (const { subject } of filled) {
    await platform.db.tx((tx) =>
      settle(tx, platform, systemActor, { kind: 'grey_area', subject, how: 'seat_filled' }),
    );
  }
  return { raised, settled: filled.length, climbed: await climb(platform) };
}
