import { systemActor } from '../../platform/access.ts';
import type { Tx } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { above, laddersFor } from '../ladder.ts';
import { recordDeeds } from '../life.ts';
import { caseLines, tell } from '../notice.ts';
import { type Late, markMissed, missed, takeWarned } from './clock.sql.ts';

/** Told of in one transaction. */
const SOME = 200;

/** Owners hear of what runs out; owners and who stands above them of what has. Each promise once. */
export async function tellOfLate(platform: Platform): Promise<{ warned: number; missed: number }> {
  const done = { warned: 0, missed: 0 };
  for (;;) {
    const warned = await platform.db.tx(async (tx) => {
      const about = await takeWarned(tx, platform.clock.now(), SOME);
      await tellAbout(tx, platform, about, 'nearly', (one) => [one.ownerId]);
      return about.length;
    });
    done.warned += warned;
    if (warned < SOME) break;
  }
  for (;;) {
    const now = platform.clock.now();
    const about = await missed(platform.db, now, SOME);
    const ladders = await laddersFor(
      platform,
      about.map(({ touchpointId }) => touchpointId),
      now,
    );
    await platform.db.tx(async (tx) => {
      const fresh: Late[] = [];
      for (const one of about) if (await markMissed(tx, one, now)) fresh.push(one);
      await tellAbout(tx, platform, fresh, 'missed', (one) => [
        one.ownerId,
        above(ladders.get(one.touchpointId), one.ownerId).personId,
      ]);
      for (const { caseId, number, reference, clock, dueAt } of fresh) {
        await recordDeeds(tx, platform, {
          actor: systemActor,
          case: { caseId, number },
          deeds: [{ verb: 'complaint_late', detail: { reference, clock, dueAt } }],
        });
      }
      done.missed += fresh.length;
    });
    if (about.length < SOME) return done;
  }
}

async function tellAbout(
  tx: Tx,
  platform: Platform,
  about: Late[],
  what: 'nearly' | 'missed',
  whom: (one: Late) => string[],
): Promise<void> {
  const told = about.flatMap((one) => [...new Set(whom(one))].map((personId) => ({ personId, one })));
  const byPerson = Map.groupBy(told, ({ personId }) => personId);
  await tell(tx, platform, [...byPerson.keys()], {
    kind: 'complaint',
    customerIds: [...new Set(about.map(({ customerId }) => customerId))],
    write: (frame) => {
      const { words, moment } = frame;
      const mine = (byPerson.get(frame.to.personId) ?? []).map(({ one }) => one);
      if (mine.length === 0) return undefined;
      // Of one complaint's promises that come at once, the nearest.
      const nearest = [...new Map(mine.toReversed().map((one) => [one.caseId, one])).values()];
      const late = new Map(nearest.map((one) => [one.caseId, one]));
      const n = nearest.length;
      return {
        title: what === 'nearly' ? words.complaintNearly(n) : words.complaintMissed(n),
        blocks: [
          { kind: 'text', text: what === 'nearly' ? words.complaintNearlyLead : words.complaintMissedLead },
          ...caseLines(frame, nearest, ({ caseId, dueAt }) => {
            const one = late.get(caseId);
            const by = what === 'nearly' ? words.by(moment(dueAt)) : words.due(moment(dueAt));
            return [one?.reference, words.complaintClocks[one?.clock ?? 'answer'], by].join(', ');
          }),
        ],
        ...(n === 1 && nearest[0] ? { caseId: nearest[0].caseId } : {}),
      };
    },
  });
}
