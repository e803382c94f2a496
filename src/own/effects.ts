import type { Runner } from '../platform/database.ts';
import { sql } from '../platform/database.ts';
import type { Before } from './changeSet.sql.ts';
import type { Effect, Effects } from './changeSet.ts';
import { delegationsIn } from './delegation.sql.ts';
import { type LoggedRow, logOfChangeSet, logOfObjects } from './ledger.sql.ts';
import { cardOf, covers, type LedgerRow, planes } from './ledger.ts';
import { namesOfObjects } from './ledgerObject.sql.ts';
import { same, viewOf } from './seatView.ts';

/**
 * What a set that was done (or is being tried) changes on its day, thing by thing: what was known just before it
 * against what is known just after, so that a set of last year still says what it did.
 */
export async function effectsOf(
  on: Runner,
  set: { id: string; on: string; at: Date; before: readonly Before[] },
): Promise<Effects> {
  const leaving = new Map(set.before.flatMap((one) => (one.kind === 'person' ? [[one.id, one]] : [])));
  const touched = await logOfChangeSet(on, set.id);
  const held = await heldBy(on, [...leaving.keys()]);
  const objects = [
    ...new Map([...touched, ...held].map((row) => [`${row.objectKind} ${row.objectId}`, row])).values(),
  ];
  const rows = await logOfObjects(on, objects);
  const names = await namesOfObjects(on, objects);
  const of = Map.groupBy(rows, (row) => `${row.objectKind} ${row.objectId}`);
  const effects: Effect[] = [];
  const gets = new Map<string, { row: LedgerRow; gets: number; gives: number }>();
  const count = (row: LedgerRow, what: 'gets' | 'gives') => {
    if (row.holderKind !== 'person') return;
    const one = gets.get(row.holderId) ?? { row, gets: 0, gives: 0 };
    one[what]++;
    gets.set(row.holderId, one);
  };
  for (const { objectKind: kind, objectId } of objects) {
    const all = of.get(`${kind} ${objectId}`) ?? [];
    const named = names.get(`${kind} ${objectId}`);
    const was = all.filter((row) => knownBefore(row, set)).map((row) => leftAs(row, leaving, 'leftOn'));
    const is = all.filter((row) => knownAfter(row, set)).map((row) => leftAs(row, leaving, 'became'));
    for (const plane of planes) {
      const [before, after] = [viewOf(was, set.on, plane), viewOf(is, set.on, plane)];
      const parts = (some: readonly LedgerRow[]) =>
        new Map(
          some
            .filter((row) => row.plane === plane && covers(row, set.on))
            .map((row) => [`${row.role} ${row.holderId}`, row] as const),
        );
      const [had, has] = [parts(was), parts(is)];
      const came = [...has].filter(([part]) => !had.has(part)).map(([, row]) => row);
      const went = [...had].filter(([part]) => !has.has(part)).map(([, row]) => row);
      for (const row of came) count(row, 'gets');
      for (const row of went) count(row, 'gives');
      if (same(before, after) && came.length === 0 && went.length === 0) continue;
      const others = (some: LedgerRow[]) =>
        some.filter((row) => row.role !== 'A').map((row) => `${row.role} ${row.holderName}`);
      effects.push({
        kind,
        key: named?.key ?? '',
        name: named?.name ?? '',
        plane,
        before,
        after,
        came: others(came),
        went: others(went),
      });
    }
  }
  const counts = (from: 'before' | 'after', to: 'before' | 'after') =>
    effects.filter(
      (one) => one.kind === 'touchpoint' && one.plane === 'execution' && one[from].person && !one[to].person,
    ).length;
  return {
    effects: effects.sort((a, b) => Number(a.after.person !== null) - Number(b.after.person !== null)),
    emptied: counts('before', 'after'),
    filled: counts('after', 'before'),
    people: [...gets.values()]
      .map(({ row, ...n }) => ({ person: cardOf(row), ...n }))
      .sort((a, b) => b.gets + b.gives - (a.gets + a.gives) || (a.person.name < b.person.name ? -1 : 1)),
    returns: await fallBack(on, leaving, set.on),
  };
}

type Leaving = Map<string, Extract<Before, { kind: 'person' }>>;

function knownBefore(row: LoggedRow, { id, at }: { id: string; at: Date }): boolean {
  if (row.madeIn === id || row.madeAt > at) return false;
  return row.supersededAt === null || row.supersededAt > at || row.supersededIn === id;
}

function knownAfter(row: LoggedRow, { id, at }: { id: string; at: Date }): boolean {
  if (row.madeAt > at || row.supersededIn === id) return false;
  return row.supersededAt === null || row.supersededAt > at;
}

function leftAs(row: LoggedRow, leaving: Leaving, when: 'leftOn' | 'became'): LoggedRow {
  const one = leaving.get(row.holderId);
  return one ? { ...row, leftOn: one[when] || null } : row;
}

/** Things that somebody holds, for whoever leaves: nothing of the ledger itself changes with that. */
function heldBy(on: Runner, personIds: string[]): Promise<Pick<LedgerRow, 'objectKind' | 'objectId'>[]> {
  if (personIds.length === 0) return Promise.resolve([]);
  return on.all(sql`select distinct object_kind as "objectKind", object_id as "objectId" from assignments
    where person_id = any(${personIds}::uuid[]) and superseded_at is null`);
}

async function fallBack(on: Runner, leaving: Leaving, day: string): Promise<Effects['returns']> {
  if (leaving.size === 0) return [];
  const rows = await delegationsIn(on, day, '9999-12-31');
  return rows
    .filter((row) => leaving.get(row.toId)?.became)
    .map((row) => ({ person: row.fromName, to: row.toName, until: row.until }));
}
