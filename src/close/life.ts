import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { meet } from './clocks/clock.sql.ts';
import { fulfilledBy } from './clocks/clock.ts';
import { type CaseRow, currentClosure, lockCase } from './life.sql.ts';

/** What one verb did, for the record: `action_taken` becomes the event and the audit entry `case.action_taken`. */
export interface Deed {
  verb: string;
  detail?: Record<string, unknown>;
}

export interface Working {
  tx: Tx;
  case: CaseRow;
  /** The person at work; a key or the operator cannot be held to what was said to a customer. */
  personId: string;
  now: Date;
}

/**
 * One verb on one case: may → lock → work → event → audit, in one transaction. Two people at the same case come one
 * after the other, and the second sees what the first did.
 */
export async function workOn(
  platform: Platform,
  actor: Actor,
  caseId: string,
  work: (working: Working) => Promise<Deed[]>,
  /** Other cases it changes: locked with it, in one order for everybody, so that two who want both never block each other. */
  beside: readonly string[] = [],
): Promise<void> {
  require(actor, 'case:work');
  const personId = personOf(actor);
  await platform.db.tx(async (tx) => {
    for (const id of beside.length > 0 ? [caseId, ...beside].toSorted() : []) await lockCase(tx, id);
    const found = await lockCase(tx, caseId);
    if (!found) throw notFound('case', caseId);
    const deeds = await work({ tx, case: found, personId, now: platform.clock.now() });
    await recordDeeds(tx, platform, { actor, case: found, deeds });
  });
}

export async function recordDeeds(
  tx: Tx,
  platform: Platform,
  what: {
    actor: Actor;
    case: Pick<CaseRow, 'caseId' | 'number'> & Partial<Pick<CaseRow, 'customerId' | 'ownerId'>>;
    deeds: Deed[];
  },
): Promise<void> {
  const subject = { kind: 'case', id: what.case.caseId };
  const verbs = what.deeds.map(({ verb }) => verb);
  await meet(tx, what.case.caseId, fulfilledBy(verbs), platform.clock.now());
  for (const deed of what.deeds) {
    const detail = { number: what.case.number, ...deed.detail };
    await recordEvent(tx, platform, {
      name: `case.${deed.verb}`,
      subject,
      // Whose pages show it; a deed that names another owner means that one.
      data: {
        ownerId: what.case.ownerId,
        customerId: what.case.customerId,
        ...detail,
        personId: what.actor.personId,
      },
    });
    await audit(tx, platform, what.actor, { verb: `case.${deed.verb}`, subject, detail });
  }
}

export function personOf(actor: Actor): string {
  if (actor.personId) return actor.personId;
  throw new Refusal(
    'needs_a_person',
    'Only a person can work on a case, because the customer must know who it was. Sign in as yourself.',
    { actor: actor.kind },
    403,
  );
}

/** 409 with who closed it and when, if it is closed. */
export async function mustBeOpen(tx: Tx, found: CaseRow): Promise<void> {
  if (found.closureId === null) return;
  const closure = await currentClosure(tx, found.caseId);
  throw conflict(
    'already_closed',
    `${closure?.personName ?? 'Somebody'} closed case ${found.number} already. Reopen it if the customer still waits.`,
    { closedBy: closure?.personId, closedByName: closure?.personName, closedAt: closure?.at },
  );
}
