/** A point on the drawing; y grows downwards. */
export interface Point {
  x: number;
  y: number;
}

/**
 * A smooth path through the points that never swings beyond them (monotone cubic, Fritsch and Carlson 1980),
 * so that the curve shows no dip that nobody felt.
 */
export function smooth(points: readonly Point[]): string {
  const first = points[0];
  if (!first) return '';
  if (points.length === 1) return `M${first.x} ${first.y}`;
  const slopes: number[] = [];
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b] = [points[i] as Point, points[i + 1] as Point];
    slopes.push((b.y - a.y) / (b.x - a.x || 1));
  }
  const tangents = points.map((_, i) => {
    const [before, after] = [slopes[i - 1], slopes[i]];
    if (before === undefined) return after ?? 0;
    if (after === undefined) return before;
    if (before * after <= 0) return 0;
    return (2 * before * after) / (before + after);
  });
  let path = `M${round(first.x)} ${round(first.y)}`;
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b] = [points[i] as Point, points[i + 1] as Point];
    const third = (b.x - a.x) / 3;
    const out = a.y + third * (tangents[i] ?? 0);
    const into = b.y - third * (tangents[i + 1] ?? 0);
    path += `C${round(a.x + third)} ${round(out)} ${round(b.x - third)} ${round(into)} ${round(b.x)} ${round(b.y)}`;
  }
  return path;
}

const round = (n: number) => Math.round(n * 10) / 10;
