import { dayOf } from '../../own/own.ts';
import { type Actor, require } from '../../platform/access.ts';
import type { Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { holdOne } from '../../platform/locks.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { above, laddersFor } from '../ladder.ts';
import { readCase } from '../life.sql.ts';
import { type Deed, mustBeOpen, personOf, type Working, workOn } from '../life.ts';
import { actsFor } from '../standIn.ts';
import { answerByDay } from './approver.ts';
import { isClosed, lockPot, type Pot, potOf } from './budget.sql.ts';
import { book, usedOf } from './ledger.sql.ts';
import { leftOf, moneyIn, monthOf } from './limits.ts';
import { askApproval, insertRedress } from './redress.sql.ts';
import { RedressInput } from './redress.ts';
import { tellApprover } from './tell.ts';

/**
 * Gives the customer something back. Within the limits it is spent at once; over one of them it is refused, or with
 * `ask` waits for whoever is above. Two at the same time come one after the other, and the second sees what is left.
 */
export async function giveRedress(
  platform: Platform,
  actor: Actor,
  caseId: string,
  given: RedressInput,
): Promise<void> {
  require(actor, 'case:work');
  const personId = personOf(actor);
  const input = RedressInput.parse(given);
  const approverId = input.ask ? await approverOrNobody(platform, caseId, personId) : null;
  await workOn(platform, actor, caseId, async (working) => {
    const { tx, case: found, now } = working;
    await mustBeOpen(tx, found);
    await mustHold(working);
    const { currency } = await readOrganisation(tx);
    const on = input.on ?? (await dayOf(tx, now));
    await mustFit(tx, { currency: input.currency, on, now }, currency);
    const redressId = newId();
    const month = monthOf(on);
    const pot = await potHeld(tx, { personId, customerId: found.customerId });
    const used = await usedOf(tx, { caseId, customerId: found.customerId, potId: pot.potId, month });
    const { left, narrowest, onPot } = leftOf(pot, used);
    const { kind, amount, reason } = input;
    const over = amount > left;
    if (over && !input.ask) throw overLimit({ amount, left, narrowest, currency, limit: pot[narrowest] });
    await insertRedress(tx, {
      redressId,
      caseId,
      kind,
      amount,
      currency,
      reason,
      givenOn: on,
      month,
      potId: pot.potId,
      askedBy: personId,
      askedAt: now,
    });
    const entry = { redressId, potId: pot.potId, budgetMonth: month, month, at: now, personId, amount };
    const detail = { redressId, kind, amount, currency, reason };
    if (!over) {
      await book(tx, { ...entry, kind: 'spent', from: 'available', to: 'spent' });
      return [{ verb: 'redress_given', detail }];
    }
    if (!approverId) throw nobodyAbove();
    // What the month has no room for is not held back from colleagues while it waits.
    if (amount <= onPot) await book(tx, { ...entry, kind: 'reserved', from: 'available', to: 'reserved' });
    const answerBy = answerByDay(now, found.urgent);
    await askApproval(tx, { redressId, approverId, at: now, answerBy });
    await tellApprover(tx, platform, { case: found, asker: actor.name, approverId, answerBy, ...detail });
    return [{ verb: 'redress_asked', detail: { ...detail, approverId } } satisfies Deed];
  });
}

/** Who is asked for more than the limit: the accountable person of the touchpoint, else the sponsor; never who asks. */
async function approverFor(platform: Platform, caseId: string, personId: string): Promise<string> {
  const found = await readCase(platform.db, caseId);
  if (!found) throw notFound('case', caseId);
  const ladders = await laddersFor(platform, [found.touchpointId], platform.clock.now());
  const up = above(ladders.get(found.touchpointId), personId).personId;
  if (up !== personId) return up;
  throw nobodyAbove();
}

/** Within the limit nobody is asked, so that nobody need stand above. */
export async function approverOrNobody(
  platform: Platform,
  caseId: string,
  personId: string,
): Promise<string | null> {
  return approverFor(platform, caseId, personId).catch((error) => {
    if (error instanceof Refusal && error.code === 'nobody_above') return null;
    throw error;
  });
}

function nobodyAbove(): Refusal {
  return new Refusal(
    'nobody_above',
    'Nobody stands above you who could approve it. Raise the budget, or give less.',
  );
}

/** The person's pot, locked, with its terms as they are now that nobody else can change or spend it. */
export async function potHeld(tx: Tx, of: { personId: string; customerId: string }): Promise<Pot> {
  // The customer before the pot, always: so that no two wait for each other.
  await holdOne(tx, 'givingTo', of.customerId);
  for (let before = await potOf(tx, of.personId); ; ) {
    await lockPot(tx, before.potId);
    const now = await potOf(tx, of.personId);
    if (now.potId === before.potId) return now;
    before = now;
  }
}

async function mustHold({ tx, case: found, personId, now }: Working): Promise<void> {
  if (found.ownerId === personId) return;
  if (await actsFor(tx, found.ownerId, { personId, now, case: found })) return;
  throw new Refusal(
    'not_owner',
    `${found.ownerName} holds case ${found.number}. Step in first: then it is yours to put right.`,
    { ownerId: found.ownerId },
    403,
  );
}

async function mustFit(
  tx: Tx,
  given: { currency: string; on: string; now: Date },
  currency: string,
): Promise<void> {
  if (given.currency !== currency) {
    throw new Refusal('wrong_currency', `Budgets are kept in ${currency}. Give the amount in ${currency}.`, {
      given: given.currency,
      currency,
    });
  }
  if (given.on > (await dayOf(tx, given.now))) {
    throw new Refusal('not_yet', 'Record what was given on or before today.', { on: given.on });
  }
  if (await isClosed(tx, monthOf(given.on))) {
    throw conflict(
      'period_closed',
      `Finance has closed ${given.on.slice(0, 7)}. Record it in the current month, with the day in the reason.`,
      { month: given.on.slice(0, 7) },
    );
  }
}

export function overLimit(by: {
  amount: number;
  left: number;
  narrowest: string;
  currency: string;
  limit: number;
}): Refusal {
  const which = {
    perCase: 'on one case',
    perCustomer: 'for one customer in a month',
    perMonth: 'this month',
  };
  const left = moneyIn('en', by.left, by.currency);
  const limit = moneyIn('en', by.limit, by.currency);
  return new Refusal(
    'over_limit',
    by.limit === 0
      ? 'You have no recovery budget. Ask for approval instead.'
      : `${left} is left of the ${limit} you may give ${which[by.narrowest as keyof typeof which]}. Give less, or ask for approval.`,
    by,
  );
}
