import type { Pair } from './paths.sql.ts';

/** As many as a grid shows without scrolling far. */
const GROUPS = 12;

/** Crossings of the groups with most of them against each other. Where there are more groups, the last row and column are all others. */
export function matrixOf(
  pairs: readonly Pair[],
  size = GROUPS,
): { groups: string[]; other: boolean; counts: number[][] } {
  const volume = new Map<string, number>();
  for (const { from, to, count } of pairs) {
    for (const id of [from, to]) volume.set(id, (volume.get(id) ?? 0) + count);
  }
  const groups = [...volume]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, size)
    .map(([id]) => id);
  const other = volume.size > groups.length;
  const at = new Map(groups.map((id, i) => [id, i]));
  const width = groups.length + (other ? 1 : 0);
  const counts = Array.from({ length: width }, () => Array<number>(width).fill(0));
  for (const { from, to, count } of pairs) {
    const row = counts[at.get(from) ?? groups.length] as number[];
    row[at.get(to) ?? groups.length] = (row[at.get(to) ?? groups.length] ?? 0) + count;
  }
  return { groups, other, counts };
}
