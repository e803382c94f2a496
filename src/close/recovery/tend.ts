import { systemActor } from '../../platform/access.ts';
import type { Platform } from '../../platform/platform.ts';
import { isHere } from '../handover.sql.ts';
import { type Ladder, laddersFor } from '../ladder.ts';
import { lockCase } from '../life.sql.ts';
import { recordDeeds } from '../life.ts';
import { peopleOf } from '../list.ts';
import { answerByDay } from './approver.ts';
import { lockPot } from './budget.sql.ts';
import { balanceOf, book } from './ledger.sql.ts';
import {
  answerApproval,
  askApproval,
  overdueApprovals,
  pendingApproval,
  readRedress,
} from './redress.sql.ts';
import { tellApprover, tellAsker } from './tell.ts';

const batch = 200;

/**
 * Questions for more than the limit that nobody answered in time, or that wait for somebody who has left: they go to the
 * sponsor, once; what the sponsor does not answer either lapses, and who asked is told. Bears being run twice.
 */
export async function tendApprovals(platform: Platform): Promise<{ passedOn: number; lapsed: number }> {
  const now = platform.clock.now();
  const overdue = await overdueApprovals(platform.db, now, batch);
  if (overdue.length === 0) return { passedOn: 0, lapsed: 0 };
  const ladders = await laddersFor(
    platform,
    overdue.map((one) => one.touchpointId),
    now,
  );
  const done = { passedOn: 0, lapsed: 0 };
  for (const one of overdue) {
    const became = await tend(platform, one, ladders.get(one.touchpointId), now);
    if (became) done[became]++;
  }
  return done;
}

function tend(
  platform: Platform,
  { redressId, caseId }: { redressId: string; caseId: string },
  ladder: Ladder | undefined,
  now: Date,
): Promise<'passedOn' | 'lapsed' | undefined> {
  return platform.db.tx(async (tx) => {
    const found = await lockCase(tx, caseId);
    const asked = await readRedress(tx, redressId);
    const pending = await pendingApproval(tx, redressId);
    if (!found || !asked || !pending) return undefined;
    const gone = !(await isHere(tx, pending.approverId, now));
    if (!gone && pending.answerBy >= now) return undefined;
    const next = ladder?.sponsor;
    const passOn = next && next !== pending.approverId && next !== asked.askedBy ? next : null;
    await answerApproval(tx, {
      approvalId: pending.approvalId,
      at: now,
      by: null,
      answer: passOn ? 'passed_on' : 'lapsed',
      reason: gone ? 'Has left.' : null,
    });
    const people = await peopleOf(tx, [asked.askedBy, passOn]);
    const { kind, amount, currency, reason } = asked;
    const detail = { redressId, kind, amount, currency };
    if (passOn) {
      const answerBy = answerByDay(now, found.urgent);
      await askApproval(tx, { redressId, approverId: passOn, at: now, answerBy });
      const asker = people(asked.askedBy).name;
      await tellApprover(tx, platform, {
        case: found,
        asker,
        approverId: passOn,
        answerBy,
        ...detail,
        reason,
      });
    } else {
      await lockPot(tx, asked.potId);
      const { reserved } = await balanceOf(tx, redressId);
      if (reserved > 0) {
        await book(tx, {
          redressId,
          potId: asked.potId,
          budgetMonth: asked.month,
          month: asked.month,
          at: now,
          personId: null,
          kind: 'released',
          from: 'reserved',
          to: 'available',
          amount: reserved,
        });
      }
    }
    await tellAsker(tx, platform, {
      ...asked,
      case: found,
      by: passOn ? people(passOn).name : null,
      answer: passOn ? 'passed_on' : 'lapsed',
      why: null,
    });
    await recordDeeds(tx, platform, {
      actor: systemActor,
      case: found,
      deeds: [
        {
          verb: passOn ? 'redress_passed_on' : 'redress_lapsed',
          detail: { ...detail, from: pending.approverId, to: passOn },
        },
      ],
    });
    return passOn ? 'passedOn' : 'lapsed';
  });
}
