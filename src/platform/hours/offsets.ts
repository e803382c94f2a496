import { offsetReader } from '../timezone.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A stretch of time in which a zone keeps one distance from UTC. */
export interface Stretch {
  /** Instant, ms; inclusive. */
  from: number;
  /** Instant, ms; exclusive. */
  until: number;
  /** Local time − UTC, ms. */
  offset: number;
}

const years = new Map<string, Stretch[]>();

/** The stretches of one UTC year. Clocks change at most once in two days anywhere; each change is found to the second. */
export function stretchesOf(zone: string, year: number): Stretch[] {
  const key = `${zone} ${year}`;
  const known = years.get(key);
  if (known) return known;
  const offsetAt = offsetReader(zone);
  const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const found: Stretch[] = [{ from: start, until: end, offset: offsetAt(start) }];
  for (let at = start; at < end; at += DAY) {
    const last = found.at(-1) as Stretch;
    const next = Math.min(at + DAY, end);
    if (offsetAt(next - 1000) === last.offset) continue;
    let [low, high] = [at, next - 1000];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offsetAt(middle) === last.offset) low = middle;
      else high = middle;
    }
    last.until = high;
    found.push({ from: high, until: end, offset: offsetAt(high) });
  }
  // A setting may name any zone in turn; a few hundred years of stretches are plenty.
  if (years.size > 500) years.clear();
  years.set(key, found);
  return found;
}
