import type { Runner } from '../platform/database.ts';
import { departmentsAsked, roundRows, touchpointsOfRound } from './round.sql.ts';
import type { RoundRow } from './round.ts';
import { allAnswers, allPulses } from './roundAnswer.sql.ts';
import { type Assigned, assignedOf } from './roundAssigned.sql.ts';
import { type RoundFigures, roundFigures, type TouchpointFigures } from './roundFigures.ts';

/** A closed round with what may be shown of it. */
export interface Computed {
  round: RoundRow;
  figures: RoundFigures | null;
  places: { id: number; customers: number }[];
  assigned: Map<number, Assigned[]>;
  /** Of whoever looks: their own answers. */
  mine: Map<number, { ownRole: string | null; accountable: string | null }>;
}

/** Reads a closed round and computes what may be shown of it. */
export async function compute(on: Runner, round: RoundRow, viewer: string | null): Promise<Computed> {
  const places = await touchpointsOfRound(on, round.id);
  const answers = await allAnswers(on, round.id);
  const assigned = Map.groupBy(await assignedOf(on, round.id), (one) => one.touchpointId);
  const accountable = new Map(
    [...assigned].flatMap(([id, rows]) => {
      const seat = seatIn(rows);
      return seat.person ? [[id, seat.person] as const] : [];
    }),
  );
  const figures = roundFigures({
    touchpointIds: places.map((place) => place.id),
    departmentOf: await departmentsAsked(on, round.id),
    answers,
    pulses: await allPulses(on, round.id),
    accountable,
  });
  const own = answers.filter((one) => one.personId === viewer && one.touches);
  return {
    round,
    figures,
    places: places.map(({ id, customers }) => ({ id, customers: customers ?? 0 })),
    assigned,
    mine: new Map(
      own.map(({ touchpointId, ownRole, accountable }) => [
        touchpointId,
        {
          ownRole,
          accountable:
            accountable?.kind === 'person' ? `person ${accountable.person}` : (accountable?.kind ?? null),
        },
      ]),
    ),
  };
}

type Reason = 'nobody' | 'several' | 'team' | 'left';

/** Exactly one accountable person on the closing day, or the reason there was none. */
export function seatIn(
  rows: Assigned[],
): { person: string; reason: null } | { person: null; reason: Reason } {
  const all = rows.filter((row) => row.role === 'A');
  const there = all.filter((row) => row.there);
  const holders = new Set(there.map((row) => row.holderId));
  const [only] = there;
  if (holders.size === 1 && only?.holderKind === 'person') return { person: only.holderId, reason: null };
  const reason =
    all.length === 0 ? 'nobody' : holders.size > 1 ? 'several' : holders.size === 1 ? 'team' : 'left';
  return { person: null, reason };
}

export type Finding = 'overlap' | 'unclaimed' | 'unowned' | 'mistaken' | 'differ' | 'unclear';

/** What the meeting has to talk about, the weightiest first. */
export function findingsOf(figures: TouchpointFigures, accountable: string | null): Finding[] {
  const found: Finding[] = [];
  if (accountable === null) found.push('unowned');
  if (figures.claims.A > 1) found.push('overlap');
  if (figures.claims.A === 0 && accountable !== null) found.push('unclaimed');
  if (figures.differ.length > 0) found.push('differ');
  if (accountable !== null && !figures.modal.tied && figures.modal.category !== `person ${accountable}`)
    found.push('mistaken');
  if (figures.clarity.mean < 3) found.push('unclear');
  return found;
}

/** For each touchpoint the last round closed before this one that may show it. */
export async function previous(on: Runner, now: Computed): Promise<Map<number, Computed>> {
  const closedAt = now.round.closedAt as Date;
  const earlier = (await roundRows(on))
    .filter((round) => round.closedAt && round.closedAt < closedAt)
    .sort((a, b) => (b.closedAt as Date).getTime() - (a.closedAt as Date).getTime());
  const open = new Set(now.places.map((place) => place.id));
  const found = new Map<number, Computed>();
  for (const round of earlier) {
    if (open.size === 0) break;
    const computed = await compute(on, round, null);
    for (const id of open) {
      if (!computed.figures?.touchpoints.has(id)) continue;
      found.set(id, computed);
      open.delete(id);
    }
  }
  return found;
}
