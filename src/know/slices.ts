import { type Cached, cached } from '../platform/cached.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';

/** A combination of reporting-dimension values, e.g. {region: "north", plan: "fibre"}. */
export type Dims = Record<string, string>;

const dimensionKeys: Cached<string[]> = cached(async (db) =>
  (await db.all<{ key: string }>(sql`select key from dimensions order by position, key`)).map(
    (row) => row.key,
  ),
);

/** The declared reporting dimensions, in their order. */
export function readDimensions(db: Runner): Promise<string[]> {
  return dimensionKeys.get(db);
}

/** Declares a reporting dimension; declaring it again only renames it. */
export async function declareDimension(db: Runner, dimension: { key: string; name: string }): Promise<void> {
  await db.run(sql`
    insert into dimensions (key, name, position)
    values (${dimension.key}, ${dimension.name}, (select count(*) from dimensions))
    on conflict (key) do update set name = excluded.name`);
  dimensionKeys.forget();
}

/** Canonical text of a combination: keys sorted, so that the same combination is the same slice. */
export function sliceKey(dims: Dims): string {
  const keys = Object.keys(dims);
  if (keys.length > 1) keys.sort();
  return JSON.stringify(dims, keys);
}

/** Slices never change once made, so what this process has seen it may keep for good. */
const interned = new WeakMap<Runner, Map<string, number>>();

/** The id of each combination, made where it is new. Order of the answer = order of the question. */
export async function internSlices(tx: Tx, keys: Set<string>): Promise<Map<string, number>> {
  let known = interned.get(tx.origin);
  if (!known) interned.set(tx.origin, (known = new Map()));
  const answer = new Map<string, number>();
  const fresh: string[] = [];
  for (const key of keys) {
    const id = known.get(key);
    if (id === undefined) fresh.push(key);
    else answer.set(key, id);
  }
  if (fresh.length === 0) return answer;
  fresh.sort(); // two loops interning the same slices take their locks in the same order
  await tx.run(sql`
    insert into slices (key, dims) select k, k::jsonb from unnest(${fresh}::text[]) k
    on conflict (key) do nothing`);
  const rows = await tx.all<{ slice_id: number; key: string }>(
    sql`select slice_id, key from slices where key = any(${fresh}::text[])`,
  );
  for (const row of rows) answer.set(row.key, row.slice_id);
  const cache = known;
  // Only once committed: a rolled-back slice id must not be remembered.
  tx.onCommit(() => {
    for (const row of rows) cache.set(row.key, row.slice_id);
  });
  return answer;
}
