import { systemActor } from '../platform/access.ts';
import type { Tx } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { openDispute } from './dispute.sql.ts';
import { type Handover, lapseOffersToGone } from './handover.sql.ts';
import { readCase } from './life.sql.ts';
import { recordDeeds } from './life.ts';
import { peopleOf } from './list.ts';
import { tell } from './notice.ts';
import { languageOf } from './notice.words.ts';
import { offerWords } from './offer.words.ts';

/** Somebody left with offers unanswered: the customers stay with who offered them, who is told. Disputes have their own way on. */
export function endOffersToGone(platform: Platform): Promise<number> {
  return platform.db.tx(async (tx) => {
    const now = platform.clock.now();
    const lapsed = await lapseOffersToGone(tx, now);
    await tellGivers(tx, platform, lapsed, 'gone');
    for (const offer of lapsed) {
      const found = await readCase(tx, offer.caseId);
      if (!found) continue;
      await recordDeeds(tx, platform, {
        actor: systemActor,
        case: found,
        deeds: [
          {
            verb: 'hand_over_lapsed',
            detail: {
              handoverId: offer.handoverId,
              from: offer.fromPersonId,
              to: offer.toPersonId,
              left: true,
            },
          },
        ],
      });
    }
    return lapsed.length;
  });
}

/** Nobody answered, or nobody is there to: whoever offered the customer hears that they still have them. */
export async function tellGivers(
  tx: Tx,
  platform: Platform,
  lapsed: Handover[],
  why: 'gone' | 'lapsed',
): Promise<void> {
  const people = await peopleOf(
    tx,
    lapsed.map((one) => one.toPersonId),
  );
  for (const offer of lapsed) {
    const found = await readCase(tx, offer.caseId);
    // A dispute goes on to its arbiter and tells by itself.
    if (!found || (await openDispute(tx, offer.caseId))) continue;
    const asked = people(offer.toPersonId).name;
    await tell(tx, platform, [...new Set([offer.fromPersonId, offer.offeredBy ?? offer.fromPersonId])], {
      customerIds: [found.customerId],
      write: ({ to, words, customer, href }) => ({
        title: offerWords[languageOf(to.locale)][why](asked),
        caseId: found.caseId,
        blocks: [
          { kind: 'text', text: `${customer(found.customerId)} · #${found.number} · ${found.reason}` },
          { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
        ],
      }),
    });
  }
}
