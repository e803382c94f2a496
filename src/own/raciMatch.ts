import { touchpointIndex } from '../map/map.ts';
import { type Runner, sql } from '../platform/database.ts';
import type { ObjectKind } from './ledger.ts';
import { nearest, plain } from './likeness.ts';

export interface ObjectChoice {
  kind: ObjectKind;
  key: string;
  name: string;
}

export interface HolderChoice {
  kind: 'person' | 'team' | 'department';
  id: string;
  name: string;
}

export interface Matched<T> {
  match: T | null;
  /** What may be meant where nothing is exactly so called. */
  suggestions: T[];
}

/** Finds what a row is about, by key or name: touchpoints first, then phases, journeys and the rest. */
export async function objectMatcher(
  on: Runner,
): Promise<(labels: readonly string[]) => Matched<ObjectChoice>> {
  const { inOrder } = await touchpointIndex(on);
  const live = inOrder.filter((one) => !one.archived);
  const touchpoints: ObjectChoice[] = live.map(({ key, name }) => ({ kind: 'touchpoint', key, name }));
  const wider = await on.all<ObjectChoice>(sql`
    select 'phase' as kind, j.key || '/' || p.key as key, p.name from phases p join journeys j using (journey_id)
      where p.archived_at is null and j.archived_at is null
    union all select 'journey', key, name from journeys where archived_at is null
    union all select 'metric', key, name from metrics where archived_at is null
    union all select 'source', key, name from sources
    union all select 'promise', key, name from promises where archived_at is null`);
  const all = [...touchpoints, ...wider];
  const byKey = firstOf(all, (one) => one.key.toLowerCase());
  const byName = onlyOf(all, (one) => `${one.kind} ${plain(one.name)}`);
  const kinds: ObjectKind[] = ['touchpoint', 'phase', 'journey', 'metric', 'source', 'promise'];
  return (labels) => {
    for (const label of labels) {
      const key = byKey.get(label.toLowerCase());
      if (key) return { match: key, suggestions: [] };
      for (const kind of kinds) {
        const named = byName.get(`${kind} ${plain(label)}`);
        if (named) return { match: named, suggestions: [] };
      }
    }
    const found = labels.flatMap((label) => nearest(label, all, { nameOf: (one) => one.name }));
    return { match: null, suggestions: [...new Set(found)].slice(0, 3) };
  };
}

/** Finds who a column is, by name, key, e-mail or a title that only one person has: `Jonas Nowak (Field)`, `Head of sales`. */
export async function holderMatcher(on: Runner): Promise<(header: string) => Matched<HolderChoice>> {
  const people = await on.all<HolderChoice & { email: string; title: string | null }>(sql`
    select 'person' as kind, person_id as id, name, email, title from people where left_on is null order by name, person_id`);
  const groups = await on.all<HolderChoice & { key: string }>(sql`
    select 'department' as kind, department_id as id, name, key from departments where archived_at is null
    union all select 'team', team_id, name, key from teams`);
  const bare = ({ kind, id, name }: HolderChoice): HolderChoice => ({ kind, id, name });
  const by = onlyOf(
    [
      ...people.flatMap((one) => [
        { as: one.name, choice: bare(one) },
        { as: one.email, choice: bare(one) },
        ...(one.title ? [{ as: one.title, choice: bare(one) }] : []),
      ]),
      ...groups.flatMap((one) => [
        { as: one.name, choice: bare(one) },
        { as: one.key, choice: bare(one) },
      ]),
    ],
    (one) => plain(one.as),
    (a, b) => a.choice.id === b.choice.id,
  );
  const all = [...people, ...groups].map(bare);
  return (header) => {
    const tries = [header, header.replace(/[([].*$/u, ''), header.replace(/^(dr|prof)\.?\s+/iu, '')];
    for (const text of tries) {
      const found = plain(text) === '' ? undefined : by.get(plain(text));
      if (found) return { match: found.choice, suggestions: [] };
    }
    return { match: null, suggestions: nearest(header, all, { nameOf: (one) => one.name }) };
  };
}

function firstOf<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T> {
  const found = new Map<string, T>();
  for (const one of all) if (!found.has(keyOf(one))) found.set(keyOf(one), one);
  return found;
}

/** What is called the same as something else is not found: a person decides. */
function onlyOf<T>(
  all: readonly T[],
  keyOf: (one: T) => string,
  same = (_a: T, _b: T) => false,
): Map<string, T> {
  const found = new Map<string, T | null>();
  for (const one of all) {
    const before = found.get(keyOf(one));
    if (before === undefined) found.set(keyOf(one), one);
    else if (before !== null && !same(before, one)) found.set(keyOf(one), null);
  }
  return new Map([...found].filter((entry): entry is [string, T] => entry[1] !== null));
}
