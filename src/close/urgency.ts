import type { Actor } from '../platform/access.ts';
import { conflict } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { insertClocks, moveDeadlines, readClocks, replaceClocks } from './clocks/clock.sql.ts';
import { hasten } from './clocks/hasten.ts';
import { restamp } from './clocks/restamp.ts';
import { termsFor } from './clocks/terms.verbs.ts';
import { mustBeOpen, workOn } from './life.ts';
import { promisedSince, setUrgency } from './urgency.sql.ts';

/**
 * Says that a case is urgent, and every deadline comes nearer; or that it is not, and what still runs has the time a case
 * has that never was: counted from when it was opened, not from now.
 */
export function setUrgent(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: { urgent: boolean },
): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, case: found, now }) => {
    await mustBeOpen(tx, found);
    if (found.urgent === input.urgent) {
      throw conflict(
        'is_so_already',
        input.urgent ? `Case ${found.number} is urgent already.` : `Case ${found.number} is not urgent.`,
        { urgent: found.urgent },
      );
    }
    await setUrgency(tx, caseId, input.urgent);
    const terms = await termsFor(tx, [found.ownerId]);
    if (input.urgent) await hasten(tx, terms, [found], now);
    else {
      const running = (await readClocks(tx, [caseId])).filter(({ metAt }) => metAt === null);
      const names = running.map(({ clock }) => clock);
      const clocks = terms.start({ ...found, urgent: false }, await promisedSince(tx, caseId), names);
      await replaceClocks(tx, [caseId], names, now);
      await insertClocks(tx, clocks);
      await moveDeadlines(tx, clocks);
      await restamp(tx, [caseId]);
    }
    return [{ verb: input.urgent ? 'made_urgent' : 'urgency_taken', detail: {} }];
  });
}
