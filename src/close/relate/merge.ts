import { mustNotBeErased } from '../../know/know.ts';
import type { Actor } from '../../platform/access.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { goOn } from '../clocks/again.ts';
import { insertClocks, moveDeadlines, readClocks, replaceClocks } from '../clocks/clock.sql.ts';
import { tellDue } from '../clocks/clock.ts';
import { closeWith } from '../closure.ts';
import { reopenComplaintOf } from '../complaints/ofCase.ts';
import { type CaseRow, currentClosure, endClosure, readCase } from '../life.sql.ts';
import { mustBeOpen, recordDeeds, type Working, workOn } from '../life.ts';
import { setUrgency } from '../urgency.sql.ts';
import { mustNotBeMerged } from './merged.ts';
import {
  caseNamed,
  clocksBack,
  endMerge,
  insertMerge,
  type MergeRow,
  mergeOf,
  setDue,
} from './related.sql.ts';
import type { MergeInput } from './related.ts';

/**
 * Two cases of one customer become one. The duplicate closes on a waiver that names where the customer is told (rule 5); the
 * other one goes on with its owner, is urgent if either was, and takes over every deadline that was nearer. No record moves:
 * the story of the one that goes on reads both, so that undoing it loses nothing.
 */
export async function mergeCase(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: MergeInput,
): Promise<void> {
  const intoId = await caseNamed(platform.db, input.into);
  if (!intoId) throw notFound('case', input.into);
  await workOn(
    platform,
    actor,
    caseId,
    async (working) => {
      const { tx, case: found, personId, now } = working;
      const into = await goesOn(working, intoId);
      const clocks = await nearerOf(working, into);
      const madeUrgent = found.urgent && !into.urgent;
      if (madeUrgent) await setUrgency(tx, into.caseId, true);
      const closed = await closeWith(working, platform, actor, {
        waiver: `Merged into case ${into.number}: the customer is told there.`,
      });
      const closure = await currentClosure(tx, caseId);
      const merge: MergeRow = {
        mergeId: newId(),
        caseId,
        intoId: into.caseId,
        closureId: closure?.closureId as string,
        reason: input.reason || 'The same trouble of the same customer.',
        at: now,
        personId,
        madeUrgent,
        clocks,
      };
      await insertMerge(tx, merge);
      const detail = { mergeId: merge.mergeId, reason: merge.reason, madeUrgent };
      await recordDeeds(tx, platform, {
        actor,
        case: into,
        deeds: [{ verb: 'absorbed', detail: { ...detail, otherId: caseId, otherNumber: found.number } }],
      });
      return [
        ...closed,
        { verb: 'merged', detail: { ...detail, otherId: into.caseId, otherNumber: into.number } },
      ];
    },
    [intoId],
  );
}

/** The open case of the same customer that goes on; each way it cannot has its own words. */
async function goesOn({ tx, case: found }: Working, intoId: string): Promise<CaseRow> {
  await mustNotBeMerged(tx, found);
  await mustBeOpen(tx, found);
  if (intoId === found.caseId) {
    throw new Refusal('same_case', 'A case cannot be merged into itself. Name the one that goes on.', {
      intoId,
    });
  }
  const into = await readCase(tx, intoId);
  if (!into) throw notFound('case', intoId);
  if (into.customerId !== found.customerId) {
    throw new Refusal(
      'not_one_customer',
      `Case ${into.number} is another customer’s. If both are one person, merge the customers first; else link the cases.`,
      { customerId: found.customerId, other: into.customerId },
    );
  }
  await mustNotBeMerged(tx, into);
  await mustBeOpen(tx, into);
  return into;
}

/** Every promise of the duplicate that ends earlier than the one that goes on becomes its own. */
async function nearerOf(
  { tx, case: found, now }: Working,
  into: { caseId: string },
): Promise<MergeRow['clocks']> {
  const running = (await readClocks(tx, [found.caseId, into.caseId])).filter(({ metAt }) => metAt === null);
  const taken: MergeRow['clocks'] = [];
  for (const old of running.filter((one) => one.caseId === into.caseId)) {
    const theirs = running.find((one) => one.caseId === found.caseId && one.clock === old.clock);
    if (!theirs || theirs.dueAt >= old.dueAt) continue;
    const clock = { ...theirs, clockId: newId(), caseId: into.caseId };
    await replaceClocks(tx, [into.caseId], [old.clock], now);
    await insertClocks(tx, [clock]);
    await moveDeadlines(tx, [clock]);
    taken.push({ old: old.clockId, new: clock.clockId });
  }
  return taken;
}

/** Both are cases of their own again, with the deadlines they had. */
export async function unmergeCase(platform: Platform, actor: Actor, caseId: string): Promise<void> {
  const before = await mergeOf(platform.db, caseId);
  await workOn(
    platform,
    actor,
    caseId,
    async ({ tx, case: found, personId, now }) => {
      const merge = await mergeOf(tx, caseId);
      if (!merge || merge.intoId !== before?.intoId)
        throw conflict('not_merged', `Case ${found.number} is not merged into another one (any more).`, {});
      await mustNotBeErased(tx, found.customerId);
      const into = await readCase(tx, merge.intoId);
      const closure = await currentClosure(tx, caseId);
      if (!into || !closure) throw new Error(`case ${found.number} is merged, but not closed on that`);
      await endMerge(tx, merge.mergeId, now, personId);
      const dueAt = await goOn(tx, caseId, closure.at);
      await endClosure(tx, {
        closureId: closure.closureId,
        caseId,
        at: now,
        why: 'The merge was undone.',
        by: personId,
        dueAt,
      });
      await reopenComplaintOf({ tx, case: found, now }, { reason: 'The merge was undone.', by: personId });
      if (into.closureId === null) {
        if (merge.madeUrgent && into.urgent) await setUrgency(tx, into.caseId, false);
        await clocksBack(tx, merge.clocks, now);
        await setDue(tx, into.caseId, tellDue(await readClocks(tx, [into.caseId])));
      }
      await recordDeeds(tx, platform, {
        actor,
        case: into,
        deeds: [
          {
            verb: 'released',
            detail: { mergeId: merge.mergeId, otherId: caseId, otherNumber: found.number },
          },
        ],
      });
      return [
        {
          verb: 'reopened',
          detail: { reason: 'The merge was undone.', ownerId: found.ownerId, by: 'colleague' },
        },
        {
          verb: 'unmerged',
          detail: { mergeId: merge.mergeId, otherId: into.caseId, otherNumber: into.number },
        },
      ];
    },
    before ? [before.intoId] : [],
  );
}
