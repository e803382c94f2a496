/** What customers did, read from the order of what happened to them, beside what was drawn. Pure: no database. */

export interface Drawn {
  id: number;
  key: string;
  name: string;
  phaseKey: string;
  /** Place of its phase on the map. */
  phaseAt: number;
}

/** How many customers took one way, repeats at one place counted once; touchpoints of other journeys stand in it too. */
export interface Walked {
  path: number[];
  n: number;
  examples: string[];
}

export interface Variant {
  path: number[];
  n: number;
  agrees: boolean;
  examples: string[];
}

export interface Edge {
  from: number;
  to: number;
  customers: number;
  kind: 'next' | 'skip' | 'back';
}

export interface Discovery {
  customers: number;
  visited: Map<number, { customers: number; returned: number }>;
  starts: Map<number, number>;
  ends: Map<number, number>;
  edges: Edge[];
  variants: Variant[];
  /** Customers who never went back on the drawn order: of touchpoints, and of phases only. */
  agreeing: { touchpoints: number; phases: number };
  /** A touchpoint passed over: customers who were before and behind it, and those of them who never were at it. */
  passed: { id: number; passers: number; skippers: number }[];
  /** Left for a touchpoint of another journey and came back. */
  outside: { after: number; via: number; customers: number }[];
}

export function discover(drawn: readonly Drawn[], walked: readonly Walked[]): Discovery {
  const place = new Map(drawn.map((one, at) => [one.id, at]));
  const variants = new Map<string, Variant>();
  const edges = new Map<string, Edge>();
  const outside = new Map<string, Discovery['outside'][number]>();
  const found: Discovery = {
    customers: 0,
    visited: new Map(),
    starts: new Map(),
    ends: new Map(),
    edges: [],
    variants: [],
    agreeing: { touchpoints: 0, phases: 0 },
    passed: drawn.map(({ id }) => ({ id, passers: 0, skippers: 0 })),
    outside: [],
  };
  for (const { path: whole, n, examples } of walked) {
    const path = collapse(whole.filter((id) => place.has(id)));
    const [first, last] = [path[0], path.at(-1)];
    if (first === undefined || last === undefined) continue;
    found.customers += n;
    add(found.starts, first, n);
    add(found.ends, last, n);
    const at = path.map((id) => place.get(id) ?? 0);
    const agrees = ascends(at);
    if (agrees) found.agreeing.touchpoints += n;
    if (ascends(at.map((one) => drawn[one]?.phaseAt ?? 0))) found.agreeing.phases += n;

    const times = new Map<number, number>();
    for (const id of path) add(times, id, 1);
    for (const [id, often] of times) {
      const seen = found.visited.get(id) ?? { customers: 0, returned: 0 };
      seen.customers += n;
      if (often > 1) seen.returned += n;
      found.visited.set(id, seen);
    }
    const [least, most] = [Math.min(...at), Math.max(...at)];
    for (let i = least + 1; i < most; i++) {
      const passed = found.passed[i];
      if (!passed) continue;
      passed.passers += n;
      if (!times.has(passed.id)) passed.skippers += n;
    }
    for (const pair of new Set(path.slice(1).map((to, i) => `${path[i]} ${to}`))) {
      const [from = 0, to = 0] = pair.split(' ').map(Number);
      const step = (place.get(to) ?? 0) - (place.get(from) ?? 0);
      const kind = step === 1 ? 'next' : step > 1 ? 'skip' : 'back';
      const edge = edges.get(pair) ?? { from, to, customers: 0, kind };
      edge.customers += n;
      edges.set(pair, edge);
    }
    for (const pair of leavings(whole, place)) {
      const [after = 0, via = 0] = pair.split(' ').map(Number);
      const one = outside.get(pair) ?? { after, via, customers: 0 };
      one.customers += n;
      outside.set(pair, one);
    }
    const variant = variants.get(path.join()) ?? { path, n: 0, agrees, examples: [] };
    variant.n += n;
    variant.examples = [...variant.examples, ...examples].slice(0, 50);
    variants.set(path.join(), variant);
  }
  found.edges = [...edges.values()].sort(
    (a, b) => b.customers - a.customers || a.from - b.from || a.to - b.to,
  );
  found.variants = [...variants.values()].sort((a, b) => b.n - a.n || a.path.length - b.path.length);
  found.outside = [...outside.values()].sort((a, b) => b.customers - a.customers || a.after - b.after);
  return found;
}

function collapse(path: number[]): number[] {
  return path.filter((id, at) => id !== path[at - 1]);
}

function ascends(places: number[]): boolean {
  return places.every((one, at) => at === 0 || one >= (places[at - 1] ?? 0));
}

/** Each “after” (on this map) with the first touchpoint elsewhere that followed it, where the customer came back. */
function leavings(path: number[], place: Map<number, number>): Set<string> {
  const found = new Set<string>();
  const lastOwn = path.findLastIndex((id) => place.has(id));
  for (let i = 1; i < lastOwn; i++) {
    const [before, here] = [path[i - 1] ?? 0, path[i] ?? 0];
    if (place.has(before) && !place.has(here)) found.add(`${before} ${here}`);
  }
  return found;
}

function add(to: Map<number, number>, key: number, n: number): void {
  to.set(key, (to.get(key) ?? 0) + n);
}
