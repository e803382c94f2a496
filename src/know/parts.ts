import type { IdentityFact } from '../collect/facts.ts';

type Stamped = [value: string | number | boolean | null, at: number];

/** What is known so far: the newest value of each part with its time (ms), and all exact keys ever stated. */
export interface Parts {
  fields: Record<string, Stamped>;
  attributes: Record<string, Stamped>;
  keys: Record<string, string[]>;
}

const FIELDS = ['kind', 'name', 'email', 'phone', 'account'] as const;

/** A record that came whole, before any part: every part is newer. */
export function ground(fact: IdentityFact): Parts {
  return lay(undefined, { ...fact, at: new Date(0).toISOString() }, 0);
}

/** Whatever the order and however often: the same parts in the end. */
export function lay(before: Parts | undefined, fact: IdentityFact, now: number): Parts {
  const at = fact.at ? Date.parse(fact.at) : now;
  const parts: Parts = {
    fields: { ...before?.fields },
    attributes: { ...before?.attributes },
    keys: { ...before?.keys },
  };
  for (const field of FIELDS)
    if (fact[field] !== undefined) newest(parts.fields, field, [fact[field] ?? null, at]);
  for (const [name, value] of Object.entries(fact.attributes ?? {}))
    newest(parts.attributes, name, [value, at]);
  for (const [kind, values] of Object.entries(fact.keys ?? {}))
    parts.keys[kind] = [...new Set([...(parts.keys[kind] ?? []), ...[values].flat()])].sort();
  return parts;
}

/** Two of the same millisecond: the greater text, so that both orders agree. */
function newest(into: Record<string, Stamped>, name: string, given: Stamped): void {
  const known = into[name];
  if (known && (known[1] > given[1] || (known[1] === given[1] && text(known) >= text(given)))) return;
  into[name] = given;
}

const text = ([value]: Stamped): string => JSON.stringify(value);

export function read(key: string, { fields, attributes, keys }: Parts): IdentityFact {
  const fact: IdentityFact = { type: 'identity', key };
  for (const field of FIELDS) {
    const value = fields[field]?.[0];
    if (typeof value === 'string') Object.assign(fact, { [field]: value });
  }
  const told = Object.entries(attributes).filter(([, [value]]) => value !== null);
  if (told.length > 0) fact.attributes = Object.fromEntries(told.map(([name, [value]]) => [name, value]));
  if (Object.keys(keys).length > 0) fact.keys = keys;
  return fact;
}
