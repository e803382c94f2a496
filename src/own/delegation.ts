import { z } from 'zod';
import { AssignmentObject } from './assign.ts';
import { Day, earlier } from './day.ts';
import type { ObjectKind } from './ledger.ts';

/** How often responsibility may be passed on: Ada → Ben → Cid → Eva. */
export const longestChain = 3;
/** Days. What lasts longer is not a delegation but another assignment. */
export const longestDelegation = 366;

export const DelegationInput = z.object({
  /** Whose responsibility; the signed-in person's, where absent. Id or e-mail. */
  person: z.string().max(320).optional(),
  /** Who acts meanwhile. */
  to: z.string().max(320),
  /** One thing; everything of theirs, where absent. */
  object: AssignmentObject.nullish(),
  /** The person is away: a line of the absence calendar with its cover. */
  absent: z.boolean().default(false),
  /** First day; today if absent. */
  from: Day.optional(),
  /** First day after. Always given: on that day it returns by itself. */
  until: Day,
  reason: z.string().trim().max(1000).nullish(),
});
export type DelegationInput = z.input<typeof DelegationInput>;

/** One delegation or absence as now known. Until is the first day after. */
export interface DelegationRow {
  id: string;
  fromId: string;
  fromName: string;
  toId: string;
  toName: string;
  /** First day away of who acts. */
  toLeftOn: string | null;
  objectKind: ObjectKind | null;
  objectId: number | null;
  absent: boolean;
  from: string;
  until: string;
  reason: string | null;
  madeAt: Date;
}

/** What something is and what it is part of: a touchpoint with its phase and journey. */
export type Part = readonly (readonly [ObjectKind, number])[];

/** Who acts, for whom, until when (the earliest end on the way), and by which delegations. */
export interface ActsFor {
  personId: string;
  name: string;
  until: string;
  absent: boolean;
  via: DelegationRow[];
}

/**
 * Who acts for a person on a day, at one thing or (no parts) at everything not passed on by itself. What is passed on
 * by name goes before an absence, an absence before “everything”. One who has left acts for nobody: it stays where it was.
 */
export function actsFor(
  rows: readonly DelegationRow[],
  personId: string,
  { parts, day }: { parts: Part; day: string },
): ActsFor | undefined {
  const via: DelegationRow[] = [];
  const seen = new Set([personId]);
  for (let at = personId; via.length < longestChain; ) {
    let best: DelegationRow | undefined;
    for (const row of rows) {
      if (row.fromId !== at || row.from > day || row.until <= day || seen.has(row.toId)) continue;
      if (row.toLeftOn !== null && row.toLeftOn <= day) continue;
      if (nearness(row, parts) > (best ? nearness(best, parts) : -1)) best = row;
    }
    if (!best) break;
    via.push(best);
    seen.add(best.toId);
    at = best.toId;
  }
  const last = via.at(-1);
  if (!last) return undefined;
  const until = via.map((row) => row.until).reduce(earlier);
  return { personId: last.toId, name: last.toName, until, absent: via[0]!.absent, via };
}

/** Greater is nearer; −1: does not concern it. */
function nearness(row: DelegationRow, parts: Part): number {
  if (row.objectKind === null) return row.absent ? 1 : 0;
  const at = parts.findIndex(([kind, id]) => kind === row.objectKind && id === row.objectId);
  return at < 0 ? -1 : 10 - at;
}
