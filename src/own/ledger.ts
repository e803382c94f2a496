import { initialsOf } from '../platform/face.ts';

/** How a person appears wherever something is theirs. */
export interface PersonCard {
  id: string;
  name: string;
  initials: string;
  colour: string;
  title: string | null;
  departmentName: string | null;
}

export const objectKinds = ['journey', 'phase', 'touchpoint', 'metric', 'source', 'promise'] as const;
export type ObjectKind = (typeof objectKinds)[number];
/** Strategy: who says where it goes. Execution: who sees that it works; cases go by this one. */
export const planes = ['strategy', 'execution'] as const;
export type Plane = (typeof planes)[number];
export type AssignmentRole = 'A' | 'R' | 'C' | 'I';

/** One row of the ledger as known at one time, with its holder. Until is the first day after; null = open. */
export interface LedgerRow {
  id: string;
  objectKind: ObjectKind;
  objectId: number;
  role: AssignmentRole;
  plane: Plane;
  from: string;
  until: string | null;
  reason: string | null;
  madeAt: Date;
  acknowledgedAt: Date | null;
  holderKind: 'person' | 'team' | 'department';
  holderId: string;
  holderName: string;
  /** Of a person: first day away. */
  leftOn: string | null;
  colour: string | null;
  title: string | null;
  departmentId: string | null;
  departmentName: string | null;
}

export type NoneReason = 'nobody' | 'several' | 'team' | 'left';

/** Exactly one accountable person, or the reason there is none. */
export type Seat =
  | { person: PersonCard; assignment: LedgerRow }
  | { person: null; reason: NoneReason; candidates: PersonCard[]; holders: LedgerRow[] };

export function covers(row: Pick<LedgerRow, 'from' | 'until'>, day: string): boolean {
  return row.from <= day && (row.until === null || day < row.until);
}

/** Somebody who is there that day. Teams and departments are not somebody. */
export function isThere(row: LedgerRow, day: string): boolean {
  return row.holderKind === 'person' && (row.leftOn === null || day < row.leftOn);
}

/**
 * Who is accountable among an object's rows on a day (rule 1). The same holder twice counts once; one who left does
 * not count beside others who are there, and alone is the reason that there is none.
 */
export function seatOf(rows: readonly LedgerRow[], day: string, plane: Plane = 'execution'): Seat {
  const claims = new Map<string, LedgerRow>();
  for (const row of rows)
    if (row.role === 'A' && row.plane === plane && covers(row, day) && !claims.has(row.holderId))
      claims.set(row.holderId, row);
  const all = [...claims.values()];
  const standing = all.filter((row) => row.holderKind !== 'person' || isThere(row, day));
  const [only] = standing;
  if (standing.length === 1 && only?.holderKind === 'person')
    return { person: cardOf(only), assignment: only };
  const reason =
    all.length === 0 ? 'nobody' : standing.length > 1 ? 'several' : standing.length === 1 ? 'team' : 'left';
  const holders = standing.length > 0 ? standing : all;
  const candidates = holders.filter((row) => row.holderKind === 'person').map(cardOf);
  return { person: null, reason, candidates, holders };
}

/** The responsible people who are there that day: the longest in the role first, then by name. */
export function responsible(rows: readonly LedgerRow[], day: string): LedgerRow[] {
  return rows
    .filter((row) => row.role === 'R' && row.plane === 'execution' && covers(row, day) && isThere(row, day))
    .sort(
      (a, b) =>
        compare(a.from, b.from) || compare(a.holderName, b.holderName) || compare(a.holderId, b.holderId),
    );
}

export function cardOf(row: LedgerRow): PersonCard {
  const { holderId, holderName, colour, title, departmentName } = row;
  return {
    id: holderId,
    name: holderName,
    initials: initialsOf(holderName),
    colour: colour ?? '#6a6d2c',
    title,
    departmentName,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
