import { noteEvidence } from '../own/own.ts';
import { systemActor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { recordEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { arbitrateUnanswered } from './arbitration.ts';
import { insertBreaches, type Overdue, overdueWithout, stillOverdue } from './breach.sql.ts';
import { rungs } from './deadline.ts';
import { lapseHandovers } from './handover.sql.ts';
import { above, laddersFor } from './ladder.ts';
import { findNewOwners } from './leaving.ts';
import { caseLines, tell } from './notice.ts';
import { endOffersToGone, tellGivers } from './offersOfGone.ts';

/** Cases told in one transaction; a backlog of ten thousand takes twenty of them. */
const batch = 500;

/**
 * Climbs the ladder for every case past its deadline: the accountable person at once, the sponsor a day later.
 * Each rung is told once for each deadline, in one mail for all its cases. Bears being run twice or at the same time.
 */
export async function climbLadder(platform: Platform): Promise<{ breached: number; lapsed: number }> {
  await findNewOwners(platform);
  await endOffersToGone(platform);
  const lapsed = await lapse(platform);
  await arbitrateUnanswered(platform);
  let breached = 0;
  for (const { rung, hoursLate } of rungs) {
    for (;;) {
      const since = new Date(platform.clock.now().getTime() - hoursLate * 3_600_000);
      const overdue = await overdueWithout(platform.db, rung, since, batch);
      if (overdue.length === 0) break;
      breached += await tellRung(platform, rung, overdue);
      if (overdue.length < batch) break;
    }
  }
  return { breached, lapsed };
}

async function tellRung(platform: Platform, rung: 1 | 2, overdue: Overdue[]): Promise<number> {
  const now = platform.clock.now();
  const ladders = await laddersFor(
    platform,
    overdue.map((one) => one.touchpointId),
    now,
  );
  return platform.db.tx(async (tx) => {
    const still = await stillOverdue(
      tx,
      overdue.map((one) => one.caseId),
      rung,
    );
    const told = overdue
      .filter((one) => still.has(one.caseId))
      .map((one) => {
        const ladder = ladders.get(one.touchpointId);
        return {
          ...one,
          told: rung === 1 ? above(ladder, one.ownerId).personId : (ladder?.sponsor ?? one.ownerId),
        };
      });
    if (told.length === 0) return 0;
    const breaches = told.map((one) => ({
      breachId: newId(),
      caseId: one.caseId,
      dueAt: one.dueAt,
      rung,
      at: now,
      toldPersonId: one.told,
    }));
    await insertBreaches(tx, breaches);
    if (rung === 1) {
      const missed = told.map((one, i) => ({ ...one, aboutId: breaches[i]!.breachId, at: now }));
      await noteEvidence(
        tx,
        missed.map(({ touchpointId, caseId, identityId, aboutId, at }) => ({
          sign: 'breached',
          touchpointId,
          caseId,
          identityId,
          aboutId,
          at,
        })),
      );
    }
    await recordEvents(
      tx,
      platform,
      told.map((one) => ({
        name: rung === 1 ? 'case.breached' : 'case.escalated',
        subject: { kind: 'case', id: one.caseId },
        data: {
          number: one.number,
          dueAt: one.dueAt,
          ownerId: one.ownerId,
          touchpointId: one.touchpointId,
          rung,
          told: one.told,
        },
      })),
    );
    const byPerson = Map.groupBy(told, (one) => one.told);
    await tell(tx, platform, [...byPerson.keys()], {
      kind: rung === 1 ? 'breach' : 'escalated',
      customerIds: [...new Set(told.map((one) => one.customerId))],
      write: (frame) => {
        const mine = byPerson.get(frame.to.personId) ?? [];
        const { words, moment } = frame;
        const owners = new Map(mine.map((one) => [one.caseId, one.ownerName]));
        return {
          title: words.breached(mine.length),
          blocks: [
            { kind: 'text', text: rung === 1 ? words.breachedLead.accountable : words.breachedLead.sponsor },
            ...caseLines(
              frame,
              mine,
              (one) => `${words.due(moment(one.dueAt))}, ${words.held(owners.get(one.caseId) ?? '')}`,
            ),
          ],
        };
      },
    });
    await audit(tx, platform, systemActor, {
      verb: rung === 1 ? 'cases.breached' : 'cases.escalated',
      subject: { kind: 'cases', id: told[0]?.caseId ?? '' },
      detail: { rung, cases: told.length, numbers: told.slice(0, 50).map((one) => one.number) },
    });
    return told.length;
  });
}

async function lapse(platform: Platform): Promise<number> {
  return platform.db.tx(async (tx) => {
    const lapsed = await lapseHandovers(tx, platform.clock.now());
    if (lapsed.length === 0) return 0;
    await tellGivers(tx, platform, lapsed, 'lapsed');
    await recordEvents(
      tx,
      platform,
      lapsed.map((offer) => ({
        name: 'case.hand_over_lapsed',
        subject: { kind: 'case', id: offer.caseId },
        data: { handoverId: offer.handoverId, from: offer.fromPersonId, to: offer.toPersonId },
      })),
    );
    await audit(tx, platform, systemActor, {
      verb: 'hand_overs.lapsed',
      subject: { kind: 'cases', id: lapsed[0]?.caseId ?? '' },
      detail: { handovers: lapsed.map((offer) => offer.handoverId) },
    });
    return lapsed.length;
  });
}
