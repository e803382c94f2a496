import { actingFor, dayOf } from '../../own/own.ts';
import type { Actor } from '../../platform/access.ts';
import { notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { type CaseRow, readCase } from '../life.sql.ts';
import { peopleOf } from '../list.ts';
import { actsFor } from '../standIn.ts';
import { potOf } from './budget.sql.ts';
import { approverOrNobody } from './give.ts';
import { balanceOf, usedOf } from './ledger.sql.ts';
import { leftOf, monthOf } from './limits.ts';
import {
  type ApprovalRow,
  lastApprovals,
  type RedressRow,
  redressesOf,
  type Waiting,
  waitingFor,
} from './redress.sql.ts';
import type { CaseRecovery, Redress } from './redress.ts';

/** What this customer was given, and what I may still give. */
export async function caseRecovery(platform: Platform, actor: Actor, caseId: string): Promise<CaseRecovery> {
  const { db } = platform;
  const found = await readCase(db, caseId);
  if (!found) throw notFound('case', caseId);
  const rows = await redressesOf(db, caseId);
  const approvals = new Map(
    (
      await lastApprovals(
        db,
        rows.map((one) => one.redressId),
      )
    ).map((one) => [one.redressId, one]),
  );
  const room = await roomFor(platform, actor, found);
  const people = await peopleOf(db, [
    ...rows.map((one) => one.askedBy),
    ...[...approvals.values()].flatMap((one) => [one.approverId, one.answeredBy]),
    room.approverId,
  ]);
  const items: Redress[] = [];
  for (const row of rows) {
    const approval = approvals.get(row.redressId);
    const balance = await balanceOf(db, row.redressId);
    items.push({
      id: row.redressId,
      caseId,
      kind: row.kind,
      amount: row.amount,
      spent: balance.spent,
      currency: row.currency,
      reason: row.reason,
      on: row.givenOn,
      by: people(row.askedBy),
      askedAt: row.askedAt,
      state: stateOf(balance, approval),
      approval: approval
        ? {
            approver: people(approval.approverId),
            answerBy: approval.answerBy,
            answer: approval.answer,
            reason: approval.reason,
            by: approval.answeredBy ? people(approval.answeredBy) : null,
          }
        : null,
      may: await may(platform, actor, found, row, approval),
    });
  }
  return {
    currency: (await readOrganisation(db)).currency,
    items,
    given: items.reduce((sum, one) => sum + one.spent, 0),
    left: room.left,
    limits: room.limits,
    narrowest: room.narrowest,
    approver: room.approverId ? people(room.approverId) : null,
  };
}

function stateOf(
  balance: { spent: number; last: string | null },
  approval: ApprovalRow | undefined,
): Redress['state'] {
  if (balance.last) return balance.spent > 0 ? 'given' : 'returned';
  if (approval?.answer === 'refused' || approval?.answer === 'lapsed' || approval?.answer === 'withdrawn')
    return approval.answer;
  return 'waits';
}

async function may(
  platform: Platform,
  actor: Actor,
  found: CaseRow,
  row: RedressRow,
  approval: ApprovalRow | undefined,
): Promise<Redress['may']> {
  const me = actor.personId;
  const works = me !== null && actor.permissions.has('case:work');
  const waits = approval?.answer === null;
  const asked =
    works &&
    waits &&
    row.askedBy !== me &&
    (approval.approverId === me ||
      (await actsFor(platform.db, approval.approverId, {
        personId: me,
        now: platform.clock.now(),
        case: found,
      })));
  return {
    decide: asked,
    withdraw: works && waits && row.askedBy === me,
    change: works && (row.askedBy === me || found.ownerId === me || actor.permissions.has('recovery:write')),
  };
}

interface Room extends Pick<CaseRecovery, 'left' | 'limits' | 'narrowest'> {
  approverId: string | null;
}

async function roomFor(platform: Platform, actor: Actor, found: CaseRow): Promise<Room> {
  const nothing: Room = { left: null, limits: null, narrowest: null, approverId: null };
  const me = actor.personId;
  if (!me || !actor.permissions.has('case:work') || found.closureId !== null) return nothing;
  const now = platform.clock.now();
  const holds =
    found.ownerId === me || (await actsFor(platform.db, found.ownerId, { personId: me, now, case: found }));
  if (!holds) return nothing;
  const pot = await potOf(platform.db, me);
  const month = monthOf(await dayOf(platform.db, now));
  const used = await usedOf(platform.db, { ...found, potId: pot.potId, month });
  const { left, narrowest } = leftOf(pot, used);
  const approverId = await approverOrNobody(platform, found.caseId, me);
  const { perCase, perCustomer, perMonth } = pot;
  return { left, narrowest, limits: pot.currency ? { perCase, perCustomer, perMonth } : null, approverId };
}

/** What waits for my decision, and for that of whom I act for. */
export async function approvalsFor(platform: Platform, actor: Actor): Promise<Waiting[]> {
  const me = actor.personId;
  if (!me) return [];
  const acting = (await actingFor(platform.db, [me], platform.clock.now())).get(me) ?? [];
  const rows = await waitingFor(platform.db, [me, ...acting.map((one) => one.forPersonId)], 100);
  return rows.filter(
    (row) =>
      row.askedBy !== me &&
      (row.approverId === me ||
        acting.some(
          (one) =>
            one.forPersonId === row.approverId &&
            (one.touchpoints.includes(row.touchpointId) ||
              (one.elsewhere && !one.except.includes(row.touchpointId))),
        )),
  );
}
