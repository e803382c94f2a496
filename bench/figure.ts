/** One measured figure, always against a named limit or peer of the same run. */
export interface Figure {
  bench: string;
  engine: 'pglite' | 'postgres' | 'none';
  /** What was measured; its unit is part of the name: `rows_per_s`, `p99_ms`. */
  figure: string;
  value: number;
  /** What the ratio is to. */
  against: string;
  /** The limit's own value, in the unit of `figure`. */
  limit_value: number;
  /** value ÷ limit_value */
  ratio: number;
  must: string;
  ok: boolean;
}

type Rule = { atLeast: number } | { atMost: number };

const printed: Figure[] = [];

/**
 * Prints one JSON line. `must` judges the ratio; the process ends with code 1 where a figure misses it. Without `must`
 * the line informs: it stands beside a judged one, such as p50 beside a rate.
 */
export function figure(
  given: Pick<Figure, 'bench' | 'engine' | 'figure' | 'against'> & {
    value: number;
    limit: number;
    must?: Rule;
    /** Facts of the run: sizes, counts, second baselines. */
    with?: Record<string, unknown>;
  },
): void {
  const ratio = given.value / given.limit;
  const { must } = given;
  const ok = !must || ('atLeast' in must ? ratio >= must.atLeast : ratio <= must.atMost);
  const line: Figure = {
    bench: given.bench,
    engine: given.engine,
    figure: given.figure,
    value: round(given.value),
    against: given.against,
    limit_value: round(given.limit),
    ratio: round(ratio),
    must: !must ? 'none' : 'atLeast' in must ? `>= ${must.atLeast}` : `<= ${must.atMost}`,
    ok,
  };
  printed.push(line);
  if (!ok) process.exitCode = 1;
  process.stdout.write(`${JSON.stringify({ ...line, ...given.with })}\n`);
}

/** Something that must hold for the figures to mean anything: nothing lost, cells exact. Throws where it does not. */
export function hold(that: boolean, words: string): void {
  if (!that) throw new Error(`The run is void: ${words}`);
  say(`held: ${words}`);
}

/** Progress, for people; figures alone go to standard output. */
export function say(words: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${words}\n`);
}

function round(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : value;
}
