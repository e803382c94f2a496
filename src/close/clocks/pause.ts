import type { Actor } from '../../platform/access.ts';
import { conflict, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { mustBeOpen, workOn } from '../life.ts';
import { endPause, insertPause, readPauses } from './clock.sql.ts';
import { restamp } from './restamp.ts';
import { PauseInput } from './terms.ts';

/** The longest pause, days: whoever waits longer looks at the case again and says so. */
const LONGEST = 60;

/**
 * Stops the clocks until a day, because the case waits for somebody outside: they go on by themselves then. The customer
 * has a right to know, so a pause is no deed: it only says that the case was seen.
 */
export function pauseCase(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: PauseInput,
): Promise<void> {
  const asked = PauseInput.parse(input);
  return workOn(platform, actor, caseId, async ({ tx, case: found, personId, now }) => {
    await mustBeOpen(tx, found);
    const days = (asked.until.getTime() - now.getTime()) / 86_400_000;
    if (days <= 0 || days > LONGEST) {
      throw new Refusal(
        'pause_out_of_range',
        `A pause ends in the future, within ${LONGEST} days. When it is over, the case can be paused again.`,
        { field: 'until', until: asked.until, most: LONGEST },
      );
    }
    const running = (await readPauses(tx, [caseId])).find(
      ({ fromAt, untilAt }) => fromAt <= now && untilAt > now,
    );
    if (running) {
      throw conflict('is_paused', `Case ${found.number} is paused already. Go on with it first.`, {
        until: running.untilAt,
      });
    }
    await insertPause(tx, {
      pauseId: newId(),
      caseId,
      fromAt: now,
      untilAt: asked.until,
      plannedUntil: asked.until,
      waitsFor: asked.waitsFor,
      reason: asked.reason,
      madeBy: personId,
    });
    await restamp(tx, [caseId]);
    return [
      { verb: 'paused', detail: { until: asked.until, waitsFor: asked.waitsFor, reason: asked.reason } },
    ];
  });
}

/** Goes on before the pause was to end; the clocks run from now. */
export function resumeCase(platform: Platform, actor: Actor, caseId: string): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, case: found, personId, now }) => {
    await mustBeOpen(tx, found);
    if (!(await endPause(tx, caseId, now, personId))) {
      throw conflict('not_paused', `Case ${found.number} is not paused.`, {});
    }
    await restamp(tx, [caseId]);
    return [{ verb: 'resumed' }];
  });
}

/** “I have seen it”: stops the first clock and nothing else. */
export function acknowledgeCase(platform: Platform, actor: Actor, caseId: string): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, case: found }) => {
    await mustBeOpen(tx, found);
    return [{ verb: 'acknowledged' }];
  });
}
