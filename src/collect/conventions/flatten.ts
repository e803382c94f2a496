type Scalar = string | number | boolean | null;

/** A record of attributes holds no more than this of what somebody sends along. */
const MOST = 60;
const LONGEST = 2000;

/** Nested values by dotted names, lists as JSON; what is longer than an attribute may be ends in “…”. */
export function flatten(bag: unknown, leave: ReadonlySet<string> = new Set()): Record<string, Scalar> {
  const out: Record<string, Scalar> = {};
  let left = MOST;
  const walk = (value: object, prefix: string, depth: number): void => {
    for (const [name, one] of Object.entries(value)) {
      const full = prefix + name;
      if (left <= 0 || full === '' || full.length > 100 || leave.has(full) || one === undefined) continue;
      if (one !== null && typeof one === 'object' && !Array.isArray(one) && depth < 5) {
        walk(one, `${full}.`, depth + 1);
        continue;
      }
      out[full] = scalar(one);
      left--;
    }
  };
  if (bag !== null && typeof bag === 'object' && !Array.isArray(bag)) walk(bag, '', 0);
  return out;
}

function scalar(value: unknown): Scalar {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).toWellFormed()}…`;
}
