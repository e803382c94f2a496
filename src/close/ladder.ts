import { accountableFor, ownersFor } from '../own/own.ts';
import type { Platform } from '../platform/platform.ts';

export interface Ladder {
  /** Null where nobody is accountable, or several are. */
  accountable: string | null;
  sponsor: string | null;
}

/** Touchpoint 0 is “not placed”: its owner is whoever answers for what nobody owns, the sponsor. */
const nowhere = 0;

/**
 * Who stands above the owner of a case at each of these touchpoints. Asked outside of a transaction, because the
 * embedded engine has one connection and a transaction holds it.
 */
export async function laddersFor(
  platform: Platform,
  touchpointIds: number[],
  at: Date,
): Promise<Map<number, Ladder>> {
  const sponsor = (await ownersFor(platform.db, [nowhere], at)).get(nowhere)?.personId ?? null;
  const ladders = new Map<number, Ladder>();
  for (const id of new Set(touchpointIds)) {
    const answer = id === nowhere ? null : await accountableFor(platform, { kind: 'touchpoint', id }, at);
    ladders.set(id, { accountable: answer?.person?.id ?? null, sponsor });
  }
  return ladders;
}

/** The next person up from this owner: the accountable one, else the sponsor; the owner, if that is the sponsor. */
export function above(
  ladder: Ladder | undefined,
  ownerId: string,
): { personId: string; rung: 'accountable' | 'sponsor' } {
  if (ladder?.accountable && ladder.accountable !== ownerId)
    return { personId: ladder.accountable, rung: 'accountable' };
  return { personId: ladder?.sponsor ?? ownerId, rung: 'sponsor' };
}
