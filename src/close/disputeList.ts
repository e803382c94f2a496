import { touchpointIndex } from '../map/map.ts';
import { standInsFor } from '../own/own.ts';
import { type Actor, require } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { arbitersOf, type ListedDispute, listedDisputes, nominationsOf, rulingsOf } from './dispute.sql.ts';
import type { Dispute, DisputeQuery } from './dispute.ts';
import { peopleOf } from './list.ts';

/**
 * Disputes, the oldest open one first. Parties and arbiters see each other's names, as do those who may write the ledger;
 * everybody else sees departments (rule 10).
 */
export async function listDisputes(
  platform: Platform,
  actor: Actor,
  query: DisputeQuery,
): Promise<Dispute[]> {
  require(actor, 'case:read');
  const { db } = platform;
  const rows = await listedDisputes(db, {
    ...(query.state === 'all' ? {} : { open: query.state === 'open' }),
    caseId: query.case,
  });
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const nominations = Map.groupBy(await nominationsOf(db, ids), (one) => one.disputeId);
  const arbiters = new Map((await arbitersOf(db, ids)).map((one) => [one.disputeId, one]));
  const rulings = new Map((await rulingsOf(db, ids)).map((one) => [one.disputeId, one]));
  const departments = new Map(
    (await db.all<{ id: string; name: string }>(sql`select department_id as id, name from departments`)).map(
      (one) => [one.id, one],
    ),
  );
  const named = (row: ListedDispute) => nominations.get(row.id) ?? [];
  const people = await peopleOf(
    db,
    rows.flatMap((row) => [
      row.personId,
      row.ownerId,
      ...named(row).flatMap((one) => [one.personId, one.byPersonId]),
      ...(arbiters.get(row.id)?.personIds ?? []),
      rulings.get(row.id)?.ownerId ?? null,
      rulings.get(row.id)?.by ?? null,
    ]),
  );
  const { byId } = await touchpointIndex(db);
  const me = actor.personId;
  const waiting = rows.flatMap((row) => {
    const pending = row.ending === null && named(row).find((one) => one.answer === null);
    return pending ? [{ disputeId: row.id, personId: pending.personId, touchpointId: row.touchpointId }] : [];
  });
  const found = me ? await standInsFor(db, waiting, platform.clock.now()) : [];
  /** Disputes in which I am asked for somebody who is away. */
  const standsIn = new Set(waiting.flatMap((one, i) => (found[i]?.person.id === me ? one.disputeId : [])));
  const shown = rows.map((row): Dispute => {
    const asked = named(row);
    const arbiter = arbiters.get(row.id);
    const ruling = rulings.get(row.id);
    const pending = asked.find((one) => one.answer === null);
    const parties = [
      row.personId,
      ...asked.flatMap((one) =>
        one.answer === 'accepted' || one.answer === 'declined'
          ? [one.personId, one.answeredById]
          : [one.personId],
      ),
    ];
    const acts = standsIn.has(row.id) && row.personId !== me;
    const sees =
      actor.permissions.has('ownership:write') ||
      acts ||
      (me !== null && [...parties, row.ownerId, ...(arbiter?.personIds ?? [])].includes(me));
    const open = row.ending === null;
    const place = byId.get(row.touchpointId);
    const name = (id: string) => (sees ? people(id) : null);
    return {
      id: row.id,
      case: {
        id: row.caseId,
        number: row.number,
        reason: row.caseReason,
        customer: { id: row.customerId, name: row.customerName },
        open: !row.closed,
        owner: name(row.ownerId),
      },
      touchpoint: place ? { key: place.key, name: place.name } : null,
      state: row.ending ?? (arbiter ? 'arbiter' : 'asked'),
      by: name(row.personId),
      byDepartment: people(row.personId).departmentName,
      reason: row.reason,
      openedAt: row.openedAt,
      endedAt: row.endedAt,
      nominations: asked.map((one) => ({
        person: name(one.personId),
        department: people(one.personId).departmentName,
        by: name(one.byPersonId),
        reason: one.reason,
        at: one.at,
        answerBy: one.answerBy,
        answer: one.answer,
        answerReason: one.answerReason,
        answeredAt: one.answeredAt,
      })),
      arbiter: arbiter
        ? {
            people: arbiter.personIds.map((id) => people(id)),
            rung: arbiter.rung,
            since: arbiter.at,
            dueAt: open ? arbiter.dueAt : null,
          }
        : null,
      ruling: ruling
        ? {
            owner: name(ruling.ownerId),
            reason: ruling.reason,
            cause: ruling.cause,
            causedBy: (ruling.causedId && departments.get(ruling.causedId)) || null,
            caughtBy: (ruling.caughtId && departments.get(ruling.caughtId)) || null,
            by: name(ruling.by),
            at: ruling.at,
            rulingId: ruling.rulingId,
          }
        : null,
      about: { rule: row.ruleKey, kind: row.kindKey, source: row.sourceKey },
      may: {
        answer: open && me !== null && (pending?.personId === me || acts),
        rule: open && me !== null && (arbiter?.personIds.includes(me) ?? false) && !parties.includes(me),
        withdraw: open && me === row.personId,
      },
    };
  });
  return query.mine === undefined
    ? shown
    : shown.filter((one) => (one.may.answer || one.may.rule) === query.mine);
}
