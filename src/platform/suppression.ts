/** Fewer answers than this are never shown (privacy). */
export const MINIMUM = 5;

/**
 * Which groups of one answer stay hidden. Whoever knows the total could subtract the shown groups from it, so what is
 * hidden must be at least two groups and at least five answers together: the next smallest is hidden with it.
 * Groups of 0 hide nobody and protect nobody. `also` are hidden for another reason, such as a team of too few people.
 */
export function suppress(
  counts: readonly number[],
  minimum = MINIMUM,
  also: readonly boolean[] = [],
): boolean[] {
  const hidden = counts.map((n, i) => n > 0 && (n < minimum || also[i] === true));
  let groups = hidden.filter(Boolean).length;
  if (groups === 0) return hidden;
  let together = counts.reduce((sum, n, i) => sum + (hidden[i] ? n : 0), 0);
  const shown = counts
    .map((n, i) => ({ n, i }))
    .filter(({ n, i }) => n > 0 && !hidden[i])
    .sort((a, b) => a.n - b.n || a.i - b.i);
  for (const { n, i } of shown) {
    if (groups >= 2 && together >= minimum) break;
    hidden[i] = true;
    groups++;
    together += n;
  }
  return hidden;
}
