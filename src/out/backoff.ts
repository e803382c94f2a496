import { createHash } from 'node:crypto';

/** 5 s, 20 s, 80 s, 5 min, 21 min, 85 min, 5.7 h, 12 h, 12 h: about 31 hours, then it is given up. */
export const TRIES = 10;
const FIRST_MS = 5000;
const LONGEST_MS = 12 * 3_600_000;

/**
 * Milliseconds until the next try after `tries` failed ones; undefined: no more. A fifth more or less, drawn from the
 * delivery itself, so that what failed together does not come back together.
 */
export function waitAfter(deliveryId: string, tries: number): number | undefined {
  if (tries >= TRIES) return undefined;
  const wait = Math.min(LONGEST_MS, FIRST_MS * 4 ** (tries - 1));
  const draw = createHash('sha256').update(`${deliveryId} ${tries}`).digest().readUInt32BE() / 2 ** 32;
  return Math.round(wait * (0.8 + 0.4 * draw));
}
