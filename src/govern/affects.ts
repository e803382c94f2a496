import type { Ecosystem } from '../own/own.ts';
import type { Edge } from './shapes.ts';

/** One says how, lends the data, or is asked first; the other works with it. */
const pulls = [
  ['definer', 'implementer'],
  ['provider', 'definer'],
  ['provider', 'implementer'],
  ['influencer', 'definer'],
] as const;

/** Who affects whom: from the parts departments have in the same thing, and from the cases they hand to one another. */
export function affects(
  objects: Pick<Ecosystem['objects'][number], 'name' | 'entered'>[],
  handovers: { from: string; to: string; handovers: number }[],
): Edge[] {
  const edges = new Map<string, Edge>();
  const edge = (from: string, to: string): Edge => {
    const key = `${from} ${to}`;
    const known = edges.get(key) ?? { from, to, objects: 0, through: [], handovers: 0 };
    edges.set(key, known);
    return known;
  };
  for (const { name, entered } of objects) {
    const seen = new Set<string>();
    const having = (part: string) =>
      entered.filter((one) => one.part === part).map((one) => one.departmentId);
    for (const [giver, taker] of pulls) {
      for (const from of having(giver)) {
        for (const to of having(taker)) {
          if (from === to || seen.has(`${from} ${to}`)) continue;
          seen.add(`${from} ${to}`);
          const one = edge(from, to);
          one.objects += 1;
          if (one.through.length < 5) one.through.push(name);
        }
      }
    }
  }
  for (const { from, to, handovers: n } of handovers) edge(from, to).handovers += n;
  return [...edges.values()].sort((a, b) => b.objects + b.handovers - (a.objects + a.handovers));
}
