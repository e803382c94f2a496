import type { Actor } from '../platform/access.ts';
import { require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { recordEvent } from '../platform/events.ts';
import { lockCounting } from '../platform/locks.ts';
import type { Platform } from '../platform/platform.ts';
import { type FactTable, moveFacts, nextFacts } from './facts.sql.ts';
import { compilePlacer, type Placer } from './placement.ts';
import { openSets, settleSets } from './placementSets.sql.ts';
import { touchpointIndex } from './touchpoints.ts';

const zero = '00000000-0000-0000-0000-000000000000';
/** Short enough (about 30 ms) that requests get their turn on the embedded engine's one connection. */
const BATCH = 2000;

export interface Placed {
  looked: number;
  moved: number;
}

/**
 * Puts facts that came earlier where the rules in force now put them. A fact whose touchpoint its source named itself
 * stays: no rule set since the last time explains where it lies. Measures are recounted afterwards by whoever follows
 * `placement.changed`. May be repeated at any point; nothing happens twice.
 */
export async function placeAgain(platform: Platform, actor: Actor): Promise<Placed> {
  require(actor, 'journey:write');
  const { settled, open } = await openSets(platform.db);
  const newest = open.at(-1);
  if (!newest) return { looked: 0, moved: 0 };
  const earlier = [settled, ...open.map((set) => set.rules)].map(compilePlacer);
  const now = compilePlacer(newest.rules);
  const placed: Placed = { looked: 0, moved: 0 };
  for (const table of ['interactions', 'responses'] as const)
    await placeTable(platform, table, { earlier, now, placed });
  await platform.db.tx(async (tx) => {
    await settleSets(
      tx,
      open.map((set) => set.id),
      platform.clock.now(),
    );
    const subject = { kind: 'placement', id: newest.id };
    await recordEvent(tx, platform, { name: 'placement.changed', subject, data: { ...placed } });
    await audit(tx, platform, actor, { verb: 'placement.changed', subject, detail: { ...placed } });
  });
  return placed;
}

async function placeTable(
  platform: Platform,
  table: FactTable,
  { earlier, now, placed }: { earlier: Placer[]; now: Placer; placed: Placed },
): Promise<void> {
  const applies = table === 'interactions' ? 'interaction' : 'response';
  const { byId } = await touchpointIndex(platform.db);
  let after = { identityId: zero, id: zero };
  for (;;) {
    const facts = await nextFacts(platform.db, table, after, BATCH);
    const last = facts.at(-1);
    if (!last) return;
    after = last;
    const moves = facts.flatMap((fact) => {
      const placeable = { ...fact, applies } as const;
      const to = now(placeable);
      if (to === fact.touchpointId) return [];
      // An archived touchpoint has no rules any more, yet what happened there happened there.
      if (to === 0 && byId.get(fact.touchpointId)?.archived) return [];
      return earlier.some((placer) => placer(placeable) === fact.touchpointId) ? [{ fact, to }] : [];
    });
    placed.looked += facts.length;
    placed.moved += await platform.db.tx(async (tx) => {
      // A correction under way takes its fact out of the cell of the touchpoint it read: it must not move meanwhile.
      await lockCounting(tx, 'exclusive');
      return moveFacts(tx, table, moves);
    });
  }
}
