import { dayOf } from '../../own/own.ts';
import { type Actor, require } from '../../platform/access.ts';
import type { Tx } from '../../platform/database.ts';
import { conflict, Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Working, workOn } from '../life.ts';
import { isClosed } from './budget.sql.ts';
import { redressOrNot } from './decide.ts';
import { overLimit, potHeld } from './give.ts';
import { balanceOf, book, usedOf } from './ledger.sql.ts';
import { leftOf, monthOf } from './limits.ts';
import type { RedressRow } from './redress.sql.ts';
import type { CorrectionInput, ReturnInput } from './redress.ts';

/** Part or all of it came back: a parcel returned, a voucher never used. Never more than was spent. */
export async function returnRedress(
  platform: Platform,
  actor: Actor,
  redressId: string,
  input: ReturnInput,
): Promise<string> {
  require(actor, 'case:work');
  const given = await redressOrNot(platform, redressId);
  await workOn(platform, actor, given.caseId, async (working) => {
    mayChange(working, actor, given);
    const { tx, case: found, personId, now } = working;
    await potHeld(tx, { personId: given.askedBy, customerId: found.customerId });
    const { spent } = await balanceOf(tx, redressId);
    if (input.amount > spent) {
      throw new Refusal('more_than_spent', 'No more can come back than was spent.', {
        amount: input.amount,
        spent,
      });
    }
    await book(tx, {
      ...(await booking(tx, given, now)),
      personId,
      kind: 'returned',
      from: 'spent',
      to: 'available',
      amount: input.amount,
      reason: input.reason,
    });
    return [
      {
        verb: 'redress_returned',
        detail: { redressId, amount: input.amount, currency: given.currency, reason: input.reason },
      },
    ];
  });
  return given.caseId;
}

/** It was written down wrongly: a counter-entry takes it out, a new entry says what it was. The first stays to be read. */
export async function correctRedress(
  platform: Platform,
  actor: Actor,
  redressId: string,
  input: CorrectionInput,
): Promise<string> {
  require(actor, 'case:work');
  const given = await redressOrNot(platform, redressId);
  await workOn(platform, actor, given.caseId, async (working) => {
    mayChange(working, actor, given);
    const { tx, case: found, personId, now } = working;
    const pot = await potHeld(tx, { personId: given.askedBy, customerId: found.customerId });
    const { spent, last } = await balanceOf(tx, redressId);
    if (!last || spent === 0) {
      throw conflict('nothing_spent', 'Nothing of this is spent, so there is nothing to correct.', {
        redressId,
      });
    }
    if (input.amount === spent) {
      throw new Refusal('same_amount', 'That is what stands in the ledger already.', { amount: spent });
    }
    const more = input.amount - spent;
    if (more > 0) {
      const { month, currency } = given;
      const used = await usedOf(tx, {
        caseId: given.caseId,
        customerId: found.customerId,
        potId: given.potId,
        month,
      });
      const terms = pot.potId === given.potId ? pot : { perCase: 0, perCustomer: 0, perMonth: 0 };
      const { left, narrowest } = leftOf(terms, used);
      if (more > left) throw overLimit({ amount: more, left, narrowest, currency, limit: terms[narrowest] });
    }
    const entry = { ...(await booking(tx, given, now)), personId, reason: input.reason };
    await book(tx, {
      ...entry,
      kind: 'corrected',
      from: 'spent',
      to: 'available',
      amount: spent,
      corrects: last,
    });
    if (input.amount > 0)
      await book(tx, { ...entry, kind: 'spent', from: 'available', to: 'spent', amount: input.amount });
    return [
      {
        verb: 'redress_corrected',
        detail: { redressId, before: spent, after: input.amount, reason: input.reason },
      },
    ];
  });
  return given.caseId;
}

/** Who gave it, who has the case, and who answers for the budgets. */
function mayChange({ case: found, personId }: Working, actor: Actor, given: RedressRow): void {
  if (given.askedBy === personId || found.ownerId === personId || actor.permissions.has('recovery:write'))
    return;
  throw new Refusal(
    'not_yours_to_change',
    'Only who gave it, who has the case, or who keeps the budgets can change it.',
    {},
    403,
  );
}

/** Booked into its own month; once that is closed, into the current one. */
async function booking(tx: Tx, given: RedressRow, now: Date) {
  const month = (await isClosed(tx, given.month)) ? monthOf(await dayOf(tx, now)) : given.month;
  return { redressId: given.redressId, potId: given.potId, budgetMonth: given.month, month, at: now };
}
