import { type Runner, sql, type Tx } from '../platform/database.ts';
import { hold } from '../platform/locks.ts';
import type { ObjectKind } from './ledger.ts';
import { namesOfObjects } from './ledgerObject.sql.ts';

/** Responsibility that has just passed to somebody, or back, and of which that person has not been told. */
export interface CoverMoment {
  /** The first row of the delegation, whatever it was shortened to since. */
  id: string;
  moment: 'begun' | 'returned';
  from: { id: string; name: string };
  to: { id: string; name: string };
  /** Who is to be told. */
  tellId: string;
  /** One thing; everything of theirs, where null. */
  object: string | null;
  absent: boolean;
  since: string;
  until: string;
  reason: string | null;
}

type Row = Omit<CoverMoment, 'from' | 'to' | 'object'> & {
  fromId: string;
  fromName: string;
  toId: string;
  toName: string;
  objectKind: ObjectKind | null;
  objectId: number | null;
};

/** On a day; what is told is noted in the same transaction, so that it is told once. */
export async function coverMoments(tx: Tx, day: string): Promise<CoverMoment[]> {
  await hold(tx, 'tellingCover');
  const rows = await untold(tx, day);
  const names = await namesOfObjects(
    tx,
    rows.flatMap(({ objectKind, objectId }) =>
      objectKind && objectId !== null ? [{ objectKind, objectId }] : [],
    ),
  );
  return rows.map(({ fromId, fromName, toId, toName, objectKind, objectId, ...row }) => ({
    ...row,
    from: { id: fromId, name: fromName },
    to: { id: toId, name: toName },
    object: names.get(`${objectKind} ${objectId}`)?.name ?? null,
  }));
}

/**
 * Whether one holds is a comparison of days, so that it has ended is, too: nothing of it is in force any more. Whoever
 * was not told of the beginning is not told of the end.
 */
function untold(on: Runner, day: string): Promise<Row[]> {
  const row = sql`c.root as id, g.from_person_id as "fromId", f.name as "fromName", g.to_person_id as "toId", t.name as "toName",
    g.object_kind as "objectKind", g.object_id as "objectId", g.absent, g.from_on as since, g.until_on as until, g.reason`;
  const from = sql`from chain c join delegations g using (delegation_id)
    join people f on f.person_id = g.from_person_id join people t on t.person_id = g.to_person_id`;
  const there = (who: 'f' | 't') =>
    sql`(${sql.ref(`${who}.left_on`)} is null or ${sql.ref(`${who}.left_on`)} > ${day}::date)`;
  return on.all(sql`with recursive chain as (
      select delegation_id, delegation_id as root from delegations where replaces is null
      union all select g.delegation_id, c.root from delegations g join chain c on g.replaces = c.delegation_id),
    holding as (select c.root, ${row} ${from}
      where g.superseded_at is null and g.from_on <= ${day}::date and g.until_on > ${day}::date and ${there('t')}),
    gone as (select distinct on (c.root) c.root, ${row} ${from} where ${there('f')}
      and c.root in (select delegation_id from cover_notices where moment = 'begun')
      and not exists (select 1 from holding h where h.root = c.root)
      order by c.root, g.made_at desc, g.delegation_id desc)
    select 'begun' as moment, h."toId" as "tellId", h.* from holding h
      where not exists (select 1 from cover_notices n where n.delegation_id = h.root and n.moment = 'begun')
    union all select 'returned', g."fromId", g.* from gone g
      where not exists (select 1 from cover_notices n where n.delegation_id = g.root and n.moment = 'returned')
    order by since, id`);
}

export async function noteCoverMoment(tx: Tx, { id, moment, tellId }: CoverMoment, at: Date): Promise<void> {
  await tx.run(sql`insert into cover_notices (delegation_id, moment, person_id, told_at)
    values (${id}::uuid, ${moment}, ${tellId}::uuid, ${at}::timestamptz)`);
}
