import type { Platform } from '../../platform/platform.ts';
import { gatherAudience, gatherEvents } from './gather.sql.ts';
import { lockPlan, noteRead, noteRound, type PlanRow, runningPlans } from './plan.sql.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Sources deliver some minutes after the fact: each reading begins this long before the end of the last. */
const OVERLAP = 60 * MINUTE;
/** What arrives later is looked for once an hour, as far back as this. After that the moment has passed. */
const LATE = 3 * DAY;

/**
 * Writes down whom the running plans want to ask. The loop knows nothing of it: events are read by place and time, each
 * minute the last stretch, so that taking them in costs the same with and without surveys. Anything may be read again.
 */
export async function gather(platform: Platform): Promise<number> {
  let made = 0;
  for (const plan of await runningPlans(platform.db, platform.clock.now()))
    made += await gatherOne(platform, plan);
  return made;
}

function gatherOne(platform: Platform, plan: PlanRow): Promise<number> {
  const { trigger } = plan.settings;
  return platform.db.tx(async (tx) => {
    const at = await lockPlan(tx, plan.planId);
    const now = platform.clock.now();
    if (!at) return 0;
    if (trigger.kind === 'event') {
      const late = !at.readLateAt || now.getTime() - at.readLateAt.getTime() >= 60 * MINUTE;
      const back = late ? now.getTime() - LATE : (at.readTo ?? now).getTime() - OVERLAP;
      const from = new Date(Math.max(plan.startsAt.getTime(), back));
      const made = await gatherEvents(tx, plan, trigger, { from, until: now });
      await noteRead(tx, plan.planId, now, late);
      return made;
    }
    const round = roundDue(plan, now);
    if (round <= at.rounds) return 0;
    // Rounds that were missed while nothing ran are not caught up: one is asked for, not several at once.
    const made = await gatherAudience(tx, plan, trigger.audience, { round, now });
    await noteRound(tx, plan.planId, round);
    return made;
  });
}

/** The number of the round that has begun; 0: none yet. */
export function roundDue(
  { settings: { trigger }, startsAt }: Pick<PlanRow, 'settings' | 'startsAt'>,
  now: Date,
): number {
  if (trigger.kind === 'once') return (trigger.at ?? startsAt) <= now ? 1 : 0;
  if (trigger.kind !== 'recurring' || startsAt > now) return 0;
  return 1 + Math.floor((now.getTime() - startsAt.getTime()) / (trigger.everyDays * DAY));
}
