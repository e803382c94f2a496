import { dayOf } from '../../own/own.ts';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { sql, type Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { MINIMUM } from '../../platform/suppression.ts';
import {
  closeMonthOf,
  endTerms,
  ensurePot,
  isClosed,
  lockPot,
  readBudgets,
  readMonths,
  waitingIn,
  writeTerms,
} from './budget.sql.ts';
import { usedOfPots } from './ledger.sql.ts';
import { monthOf } from './limits.ts';
import { type Budget, BudgetInput } from './redress.ts';

/** What may be given without asking, and what is left of it this month. What few people spent is theirs to know. */
export async function listBudgets(platform: Platform): Promise<Budget[]> {
  const today = await dayOf(platform.db, platform.clock.now());
  const used = new Map((await usedOfPots(platform.db, monthOf(today))).map((one) => [one.potId, one]));
  return (await readBudgets(platform.db, today)).map((row) => {
    const { spent, reserved } = used.get(row.potId) ?? { spent: 0, reserved: 0 };
    const tooFew = row.people < MINIMUM;
    return {
      id: row.potId,
      department: row.departmentId ? { id: row.departmentId, name: row.departmentName ?? '' } : null,
      role: row.role,
      currency: row.currency,
      perCase: row.perCase,
      perCustomer: row.perCustomer,
      perMonth: row.perMonth,
      people: row.people,
      spent: tooFew ? null : spent,
      reserved: tooFew ? null : reserved,
      left: tooFew ? null : Math.max(0, row.perMonth - spent - reserved),
    };
  });
}

/** From now on these limits hold; what was given before counts against them. */
export async function setBudget(platform: Platform, actor: Actor, given: BudgetInput): Promise<Budget[]> {
  require(actor, 'recovery:write');
  const input = BudgetInput.parse(given);
  await platform.db.tx(async (tx) => {
    const { currency } = await readOrganisation(tx);
    if (input.currency !== currency) {
      throw new Refusal('wrong_currency', `Budgets are kept in ${currency}, the organisation’s currency.`, {
        given: input.currency,
        currency,
      });
    }
    if (input.perCase > input.perMonth || input.perCustomer > input.perMonth) {
      throw new Refusal('limits_cross', 'No limit can be above that of the whole month.', { ...input });
    }
    if (input.departmentId) {
      const known = await tx.maybe(
        sql`select 1 from departments where department_id = ${input.departmentId}::uuid`,
      );
      if (!known) throw notFound('department', input.departmentId);
    }
    const potId = await ensurePot(tx, input);
    const at = platform.clock.now();
    await endTerms(tx, potId, at);
    await writeTerms(tx, { ...input, potId, at, by: actor.personId });
    await note(tx, platform, actor, { verb: 'recovery.budget_set', potId, detail: { ...input } });
  });
  return listBudgets(platform);
}

/** Those to whom it applied give from the next wider budget from now on. */
export async function endBudget(platform: Platform, actor: Actor, potId: string): Promise<Budget[]> {
  require(actor, 'recovery:write');
  await platform.db.tx(async (tx) => {
    await lockPot(tx, potId).catch(() => {
      throw notFound('budget', potId);
    });
    if ((await endTerms(tx, potId, platform.clock.now())) === 0) throw notFound('budget', potId);
    await note(tx, platform, actor, { verb: 'recovery.budget_ended', potId, detail: {} });
  });
  return listBudgets(platform);
}

export interface Month {
  month: string;
  closedAt: Date | null;
  spent: number;
  waits: number;
}

export function listMonths(platform: Platform): Promise<Month[]> {
  return readMonths(platform.db);
}

/** Nothing is booked into it any more. Not before it is over, and not while somebody waits for a decision. */
export async function closeMonth(platform: Platform, actor: Actor, given: string): Promise<Month[]> {
  require(actor, 'recovery:write');
  const month = monthOf(given);
  await platform.db.tx(async (tx) => {
    await tx.run(sql`lock table recovery_months in exclusive mode`);
    if (month >= monthOf(await dayOf(tx, platform.clock.now()))) {
      throw new Refusal('month_not_over', 'A month can be closed when it is over.', { month });
    }
    if (await isClosed(tx, month))
      throw conflict('period_closed', 'This month is closed already.', { month });
    const waits = await waitingIn(tx, month);
    if (waits > 0) {
      throw conflict('still_waiting', `${waits} of this month still wait for a decision.`, { month, waits });
    }
    await closeMonthOf(tx, { month, at: platform.clock.now(), by: actor.personId });
    await note(tx, platform, actor, { verb: 'recovery.month_closed', potId: month, detail: { month } });
  });
  return listMonths(platform);
}

async function note(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  what: { verb: string; potId: string; detail: Record<string, unknown> },
): Promise<void> {
  const subject = { kind: 'recovery', id: what.potId };
  await recordEvent(tx, platform, { name: what.verb, subject, data: what.detail });
  await audit(tx, platform, actor, { verb: what.verb, subject, detail: what.detail });
}
