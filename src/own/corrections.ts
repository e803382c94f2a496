import { type Actor, require } from '../platform/access.ts';
import { type Runner, sql } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import { type Entry, entryOf } from './chart.ts';
import { dayIn } from './day.ts';
import { type LoggedRow, ledgerOf, logOfObject, objectByKey } from './ledger.sql.ts';
import type { LedgerRow, ObjectKind, Plane } from './ledger.ts';
import { type SeatView, same, viewOf } from './seatView.ts';

/** A change that was dated back: what was known about these days before it, and what since. */
export interface Correction {
  changedAt: Date;
  by: string | null;
  plane: Plane;
  from: string;
  /** First day after. */
  until: string;
  before: SeatView;
  after: SeatView;
}

export type LoggedEntry = Entry & {
  madeAt: Date;
  madeBy: string | null;
  supersededAt: Date | null;
  supersededBy: string | null;
  changeSetId: string | null;
};

/** Everything ever written about an object, the latest first, and where it rewrote days that had passed. */
export async function ledgerLog(
  platform: Platform,
  actor: Actor,
  { kind, key }: { kind: ObjectKind; key: string },
): Promise<{ entries: LoggedEntry[]; corrections: Correction[] }> {
  require(actor, 'ownership:read');
  const object = await objectByKey(platform.db, kind, key);
  if (!object) throw notFound(kind, key);
  const { timezone } = await readOrganisation(platform.db);
  const rows = await logOfObject(platform.db, kind, object.id);
  const departures = await departuresOf(
    platform.db,
    rows.flatMap((row) => (row.holderKind === 'person' ? row.holderId : [])),
  );
  const today = dayIn(timezone, platform.clock.now());
  const entries = rows.map((row) => ({
    ...entryOf(row, today),
    madeAt: row.madeAt,
    madeBy: row.madeBy,
    supersededAt: row.supersededAt,
    supersededBy: row.supersededBy,
    changeSetId: row.madeIn ?? row.supersededIn,
  }));
  return {
    entries: entries.reverse(),
    corrections: correctionsIn(rows, departures, (at) => dayIn(timezone, at)),
  };
}

export interface Departure {
  personId: string;
  leftOn: string | null;
  madeAt: Date;
}

/** Compares what was known just before each change with what is known just after, for the days before it. */
export function correctionsIn(
  rows: readonly LoggedRow[],
  departures: readonly Departure[],
  dayAt: (at: Date) => string,
): Correction[] {
  const left = Map.groupBy(departures, (one) => one.personId);
  const instants = new Map<number, string | null>();
  for (const one of departures) instants.set(one.madeAt.getTime(), null);
  for (const row of rows) {
    if (row.supersededAt) instants.set(row.supersededAt.getTime(), row.supersededBy);
    instants.set(row.madeAt.getTime(), row.madeBy);
  }
  const knownAt = (at: number, including: boolean): LoggedRow[] =>
    rows
      .filter(({ madeAt, supersededAt }) => {
        const made = madeAt.getTime();
        const gone = supersededAt?.getTime() ?? Number.POSITIVE_INFINITY;
        return including ? made <= at && gone > at : made < at && gone >= at;
      })
      .map((row) => {
        const said = left
          .get(row.holderId)
          ?.findLast(({ madeAt }) => (including ? madeAt.getTime() <= at : madeAt.getTime() < at));
        return left.has(row.holderId) ? { ...row, leftOn: said?.leftOn ?? null } : row;
      });
  const found: Correction[] = [];
  for (const [at, by] of [...instants].sort(([a], [b]) => a - b)) {
    const [was, is] = [knownAt(at, false), knownAt(at, true)];
    for (const plane of ['execution', 'strategy'] as const)
      found.push(...rewritten(was, is, { plane, changedAt: new Date(at), by, today: dayAt(new Date(at)) }));
  }
  return found.reverse();
}

function rewritten(
  was: readonly LedgerRow[],
  is: readonly LedgerRow[],
  change: { plane: Plane; changedAt: Date; by: string | null; today: string },
): Correction[] {
  const { plane, changedAt, by, today } = change;
  const days = [
    ...new Set(
      [...was, ...is].flatMap((row) => [row.from, row.until, row.leftOn].filter((day) => day !== null)),
    ),
  ]
    .filter((day) => day < today)
    .sort();
  const found: Correction[] = [];
  for (const [i, from] of days.entries()) {
    const [before, after] = [viewOf(was, from, plane), viewOf(is, from, plane)];
    if (same(before, after)) continue;
    const until = days[i + 1] ?? today;
    const last = found.at(-1);
    if (last && last.until === from && same(last.before, before) && same(last.after, after))
      last.until = until;
    else found.push({ changedAt, by, plane, from, until, before, after });
  }
  return found;
}

/** Who was accountable for touchpoints at instants, as was known then and as is known now. */
export async function accountableThen(
  on: Runner,
  pairs: readonly { touchpointId: number; at: Date }[],
): Promise<{ asKnown: SeatView; asCorrected: SeatView; corrected: boolean }[]> {
  const { timezone } = await readOrganisation(on);
  const answers = [];
  for (const { touchpointId, at } of pairs) {
    const day = dayIn(timezone, at);
    const [then, now] = [
      await ledgerOf(on, { touchpoints: [touchpointId] }, ['A'], at),
      await ledgerOf(on, { touchpoints: [touchpointId] }, ['A']),
    ].map((rows) => viewOf(rows, day, 'execution')) as [SeatView, SeatView];
    answers.push({ asKnown: then, asCorrected: now, corrected: !same(then, now) });
  }
  return answers;
}

function departuresOf(on: Runner, personIds: string[]): Promise<Departure[]> {
  if (personIds.length === 0) return Promise.resolve([]);
  return on.all(sql`select person_id as "personId", left_on as "leftOn", made_at as "madeAt" from person_departures
    where person_id = any(${[...new Set(personIds)]}::uuid[]) order by made_at, departure_id`);
}
