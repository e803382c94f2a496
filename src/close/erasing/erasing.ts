import type { Actor } from '../../platform/access.ts';
import type { Tx } from '../../platform/database.ts';
import type { Forgotten } from '../../platform/forgotten.ts';
import type { Platform } from '../../platform/platform.ts';
import { closeWith } from '../closure.ts';
import { eraseDeskOf } from '../desk/attach.ts';
import { currentClosure, lockCase } from '../life.sql.ts';
import { type Deed, personOf, recordDeeds, type Working } from '../life.ts';
import { tell } from '../notice.ts';
import { lockOpening } from '../open.sql.ts';
import { eraseRecoveryOf } from '../recovery/erase.sql.ts';
import {
  cancelTelling,
  casesOf,
  eraseWords,
  type HeldByCases,
  heldByCases,
  subjectsOf,
  type TheirCase,
} from './erasing.sql.ts';

export type { TheirCase } from './erasing.sql.ts';

export interface TheirCases extends HeldByCases {
  cases: TheirCase[];
}

/** A customer's cases and what they hold, counted before it goes. */
export async function casesHeld(tx: Tx, who: Forgotten): Promise<TheirCases> {
  const cases = await casesOf(tx, who);
  return {
    cases,
    ...(await heldByCases(
      tx,
      cases.map(({ caseId }) => caseId),
    )),
  };
}

/** The same, held: nobody works on them or opens another one until the transaction ends. */
export async function holdCases(tx: Tx, who: Forgotten): Promise<TheirCases> {
  await lockOpening(tx);
  for (const { caseId } of await casesOf(tx, who)) await lockCase(tx, caseId);
  return casesHeld(tx, who);
}

export interface ErasedCases {
  /** What acts of these cases are on record by, their own ids apart. */
  ids: string[];
  disputeIds: string[];
  /** Writes down that they were closed, and tells whose they were. Last, for the head of the audit chain is locked by it. */
  record: () => Promise<void>;
}

/**
 * Open cases end with a waiver (rule 5): nobody is left to be told. Then the words of all of them go; money that was given stays
 * in the books, and who held what until when in the record.
 */
export async function eraseCases(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  of: { cases: TheirCase[]; reason: string },
): Promise<ErasedCases> {
  const now = platform.clock.now();
  const caseIds = of.cases.map(({ caseId }) => caseId);
  const open = of.cases.filter((one) => one.open);
  const ended: { working: Working; deeds: Deed[] }[] = [];
  const closures: string[] = [];
  await cancelTelling(tx, caseIds, now, actor.personId);
  for (const { caseId } of open) {
    const found = await lockCase(tx, caseId);
    if (!found || found.closureId !== null) continue;
    const working = { tx, case: found, personId: personOf(actor), now };
    const deeds = await closeWith(working, platform, actor, {
      waiver: `The customer was erased: ${of.reason}`,
    });
    const closure = await currentClosure(tx, caseId);
    if (closure) closures.push(closure.closureId);
    ended.push({ working, deeds });
  }
  const { ids, disputeIds } = await subjectsOf(tx, caseIds);
  await eraseWords(tx, caseIds, closures);
  await eraseDeskOf(tx, caseIds);
  await eraseRecoveryOf(tx, caseIds);
  return {
    ids,
    disputeIds,
    async record() {
      for (const { working, deeds } of ended)
        await recordDeeds(tx, platform, { actor, case: working.case, deeds });
      await tellOwners(
        tx,
        platform,
        actor,
        ended.map(({ working }) => working.case),
      );
    },
  };
}

async function tellOwners(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  closed: { caseId: string; number: number; ownerId: string }[],
): Promise<void> {
  const byOwner = Map.groupBy(closed, (one) => one.ownerId);
  byOwner.delete(actor.personId ?? '');
  await tell(tx, platform, [...byOwner.keys()], {
    kind: 'case_answered',
    customerIds: [],
    write: ({ to, words, href }) => {
      const mine = byOwner.get(to.personId) ?? [];
      const numbers = mine.map(({ number }) => `#${number}`).join(', ');
      const [only] = mine;
      return {
        title: words.erased(numbers),
        blocks: [
          { kind: 'text', text: words.erasedLead(actor.name) },
          {
            kind: 'buttons',
            buttons: [
              { label: words.open, href: href(mine.length === 1 ? only?.caseId : undefined), main: true },
            ],
          },
        ],
        ...(mine.length === 1 && only ? { caseId: only.caseId } : {}),
      };
    },
  });
}
