import { type Actor, require } from '../../platform/access.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { personOf, workOn } from '../life.ts';
import { actsFor } from '../standIn.ts';
import { lockPot } from './budget.sql.ts';
import { balanceOf, book } from './ledger.sql.ts';
import { answerApproval, pendingApproval, type RedressRow, readRedress } from './redress.sql.ts';
import type { DecisionInput } from './redress.ts';
import { tellAsker } from './tell.ts';

export async function redressOrNot(platform: Platform, redressId: string): Promise<RedressRow> {
  const found = await readRedress(platform.db, redressId);
  if (!found) throw notFound('redress', redressId);
  return found;
}

/** Whoever was asked, or acts for them, approves (and it is spent) or refuses with a reason. Gives back its case. */
export async function decideRedress(
  platform: Platform,
  actor: Actor,
  redressId: string,
  input: DecisionInput,
): Promise<string> {
  require(actor, 'case:work');
  const asked = await redressOrNot(platform, redressId);
  await workOn(platform, actor, asked.caseId, async ({ tx, case: found, personId, now }) => {
    const pending = await pendingApproval(tx, redressId);
    if (!pending) {
      throw conflict('decided_already', 'This was decided, withdrawn or has lapsed already.', { redressId });
    }
    const mine =
      pending.approverId === personId ||
      (await actsFor(tx, pending.approverId, { personId, now, case: found }));
    if (!mine || personId === asked.askedBy) {
      throw new Refusal(
        'not_yours_to_answer',
        'Only the person who was asked can decide.',
        { redressId },
        403,
      );
    }
    await answerApproval(tx, {
      approvalId: pending.approvalId,
      at: now,
      by: personId,
      answer: input.answer,
      reason: input.reason || null,
    });
    await lockPot(tx, asked.potId);
    const { reserved } = await balanceOf(tx, redressId);
    const from = reserved > 0 ? ('reserved' as const) : ('available' as const);
    const entry = {
      redressId,
      potId: asked.potId,
      budgetMonth: asked.month,
      month: asked.month,
      at: now,
      personId,
      amount: asked.amount,
      reason: input.reason || null,
    };
    if (input.answer === 'approved') await book(tx, { ...entry, kind: 'spent', from, to: 'spent' });
    else if (reserved > 0) await book(tx, { ...entry, kind: 'released', from: 'reserved', to: 'available' });
    await tellAsker(tx, platform, {
      ...asked,
      case: found,
      by: actor.name,
      answer: input.answer,
      why: input.reason || null,
    });
    const { kind, amount, currency } = asked;
    return [
      {
        verb: input.answer === 'approved' ? 'redress_approved' : 'redress_refused',
        detail: { redressId, kind, amount, currency, reason: input.reason || null },
      },
    ];
  });
  return asked.caseId;
}

/** Who asked takes the question back; what was held for it is free again. */
export async function withdrawRedress(platform: Platform, actor: Actor, redressId: string): Promise<string> {
  require(actor, 'case:work');
  personOf(actor);
  const asked = await redressOrNot(platform, redressId);
  await workOn(platform, actor, asked.caseId, async ({ tx, personId, now }) => {
    const pending = await pendingApproval(tx, redressId);
    if (!pending) {
      throw conflict('decided_already', 'This was decided, withdrawn or has lapsed already.', { redressId });
    }
    if (personId !== asked.askedBy) {
      throw new Refusal('not_yours_to_answer', 'Only who asked for it can withdraw it.', { redressId }, 403);
    }
    await answerApproval(tx, {
      approvalId: pending.approvalId,
      at: now,
      by: personId,
      answer: 'withdrawn',
      reason: null,
    });
    await lockPot(tx, asked.potId);
    const { reserved } = await balanceOf(tx, redressId);
    if (reserved > 0) {
      await book(tx, {
        redressId,
        potId: asked.potId,
        budgetMonth: asked.month,
        month: asked.month,
        at: now,
        personId,
        kind: 'released',
        from: 'reserved',
        to: 'available',
        amount: reserved,
      });
    }
    return [
      { verb: 'redress_withdrawn', detail: { redressId, amount: asked.amount, currency: asked.currency } },
    ];
  });
  return asked.caseId;
}
