import { customersByIds } from '../know/know.ts';
import { accountableThen } from '../own/own.ts';
import type { Actor } from '../platform/access.ts';
import type { Runner } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { CaseDetail, CaseItem, CaseQuery, Moment } from './case.ts';
import { readClocks, readPauses } from './clocks/clock.sql.ts';
import { pendingHandover } from './handover.sql.ts';
import { currentClosure, readHolders } from './life.sql.ts';
import { readOne } from './list.sql.ts';
import { actingOn, itemOf, listCases, type People, peopleOf } from './list.ts';
import { lastAnswer, type MomentRow, openCasesOfCustomer, readMoments } from './moments.sql.ts';
import { mergedInto } from './relate/related.sql.ts';

/** Everything about one case: who, what, why here, how long, and its story from the first moment. */
export async function caseDetail(platform: Platform, caseId: string): Promise<CaseDetail> {
  const { db, clock } = platform;
  const row = await readOne(db, caseId);
  if (!row) throw notFound('case', caseId);
  const merged = await mergedInto(db, caseId);
  const [holders, offer, closure, answer, moments, customers, openCases, clocks, pauses] = await Promise.all([
    readHolders(db, caseId),
    pendingHandover(db, caseId),
    currentClosure(db, caseId),
    lastAnswer(db, caseId),
    readMoments(db, [caseId, ...merged.map(({ id }) => id)]),
    customersByIds(db, [row.customerId]),
    openCasesOfCustomer(db, row.customerId),
    readClocks(db, [caseId]),
    readPauses(db, [caseId]),
  ]);
  const now = clock.now();
  const pause = pauses.find(({ fromAt, untilAt }) => fromAt <= now && untilAt > now);
  const people = await peopleOf(db, [
    row.ownerId,
    pause?.madeBy ?? null,
    ...holders.map((one) => one.personId),
    ...idsIn(moments),
    offer?.fromPersonId ?? null,
    offer?.toPersonId ?? null,
    closure?.personId ?? null,
  ]);
  const [acting] = await actingOn(platform, [row]);
  const breaches = await breachesOf(db, row.touchpointId, moments);
  const customer = customers.get(row.customerId);
  return {
    ...itemOf(row, people, acting),
    customer: {
      id: row.customerId,
      name: row.customerName,
      kind: row.customerKind,
      erased: row.customerErased,
      email: customer?.email ?? null,
      phone: customer?.phone ?? null,
      lastSeenAt: customer?.lastSeenAt ?? null,
      sources: customer?.sources ?? [],
      openCases,
    },
    place: row.journey && row.phase ? { journey: row.journey, phase: row.phase } : null,
    secondsLeft: Math.round((row.dueAt.getTime() - now.getTime()) / 1000),
    clocks: clocks.map(({ clock, dueAt, metAt, minutes, startedAt, calendarName }) => ({
      clock,
      dueAt,
      metAt,
      minutes,
      startedAt,
      calendar: calendarName,
    })),
    pause: pause
      ? {
          from: pause.fromAt,
          until: pause.untilAt,
          waitsFor: pause.waitsFor,
          reason: pause.reason,
          by: people(pause.madeBy),
        }
      : null,
    why: holders[0]?.reason ?? '',
    holdings: holders.map((one) => ({
      person: people(one.personId),
      from: one.fromAt,
      until: one.untilAt,
      rung: one.rung,
      reason: one.reason,
    })),
    offer: offer
      ? {
          from: people(offer.fromPersonId),
          to: people(offer.toPersonId),
          reason: offer.reason,
          offeredAt: offer.offeredAt,
          answerBy: offer.answerBy,
        }
      : null,
    closure: closure
      ? { at: closure.at, by: people(closure.personId), waiver: closure.waiver, messageId: closure.messageId }
      : null,
    confirmed: answer ?? null,
    breaches,
    timeline: moments.map((one) => momentOf(one, people, merged)),
  };
}

/** Each missed deadline once, with who was accountable at that moment: a later correction hides neither answer. */
async function breachesOf(
  db: Runner,
  touchpointId: number,
  moments: MomentRow[],
): Promise<CaseDetail['breaches']> {
  const missed = moments.flatMap((one) => (one.kind === 'breach' ? String(one.more.dueAt) : []));
  const due = [...new Set(missed)].map((at) => new Date(at));
  const answers = await accountableThen(
    db,
    due.map((at) => ({ touchpointId, at })),
  );
  return answers.map((answer, i) => ({ dueAt: due[i]!, ...answer }));
}

function idsIn(moments: MomentRow[]): (string | null)[] {
  return moments.flatMap((one) => [one.personId, one.otherId]);
}

function momentOf(row: MomentRow, people: People, merged: { id: string; number: number }[] = []): Moment {
  const duplicate = merged.find(({ id }) => id === row.caseId);
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    person: row.personId ? people(row.personId) : null,
    other: row.otherId ? people(row.otherId) : null,
    text: row.text,
    more: duplicate ? { ...row.more, of: duplicate.number } : row.more,
  };
}

/** A customer's cases, the newest first, each with its story; for the customer's page. */
export async function casesOfCustomer(
  platform: Platform,
  actor: Actor,
  query: CaseQuery,
): Promise<{ items: (CaseItem & { timeline: Moment[] })[]; next: string | null }> {
  const { items, next } = await listCases(platform, actor, query);
  const moments = await readMoments(
    platform.db,
    items.map((one) => one.id),
  );
  const people = await peopleOf(platform.db, idsIn(moments));
  const byCase = Map.groupBy(moments, (one) => one.caseId);
  return {
    items: items.map((one) => ({
      ...one,
      timeline: (byCase.get(one.id) ?? []).map((moment) => momentOf(moment, people)),
    })),
    next,
  };
}
