import type { Reading } from '../../parts/reading.ts';

/**
 * What is most in trouble first: the worst figure of those with enough answers, then of those with few.
 * Where too few answered, or nobody, there is nothing to tell: `untold`.
 */
export function byTrouble<T>(
  places: T[],
  readingOf: (place: T) => Reading | undefined,
  higherIsBetter: boolean,
): { told: T[]; untold: T[] } {
  const up = higherIsBetter ? 1 : -1;
  const told: { place: T; few: number; value: number }[] = [];
  const untold: T[] = [];
  for (const place of places) {
    const reading = readingOf(place);
    if (!reading || reading.suppressed || reading.value === null) untold.push(place);
    else told.push({ place, few: Number(reading.few ?? false), value: reading.value });
  }
  told.sort((a, b) => a.few - b.few || up * (a.value - b.value));
  return { told: told.map(({ place }) => place), untold };
}
