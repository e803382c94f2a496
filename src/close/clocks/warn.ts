import type { Platform } from '../../platform/platform.ts';
import { caseLines, tell } from '../notice.ts';
import { takeWarnings } from './clock.sql.ts';

/** Clocks told of in one transaction. */
const SOME = 500;

/** Tells owners which of their cases are about to miss a promise: one mail each, each clock once. */
export async function warnOwners(platform: Platform): Promise<number> {
  for (let warned = 0; ; ) {
    const taken = await platform.db.tx(async (tx) => {
      const now = platform.clock.now();
      const about = await takeWarnings(tx, now, SOME);
      const byOwner = Map.groupBy(about, ({ ownerId }) => ownerId);
      await tell(tx, platform, [...byOwner.keys()], {
        kind: 'deadline_near',
        customerIds: [...new Set(about.map(({ customerId }) => customerId))],
        write: (frame) => {
          const mine = byOwner.get(frame.to.personId) ?? [];
          if (mine.length === 0) return undefined;
          const clockOf = new Map(mine.map(({ caseId, clock }) => [caseId, clock]));
          return {
            title: frame.words.nearly(mine.length),
            blocks: [
              { kind: 'text', text: frame.words.nearlyLead },
              ...caseLines(
                frame,
                mine,
                (one) =>
                  `${frame.words.clocks[clockOf.get(one.caseId) ?? 'tell']}, ${frame.words.by(frame.moment(one.dueAt))}`,
              ),
            ],
            ...(mine.length === 1 && mine[0] ? { caseId: mine[0].caseId } : {}),
          };
        },
      });
      return about.length;
    });
    warned += taken;
    if (taken < SOME) return warned;
  }
}
