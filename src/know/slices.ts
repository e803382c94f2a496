import { type Cached, cached } from '../platform/cached.ts';
import { type Runner, sql } from '../platform/database.ts';
import { interned } from '../platform/interned.ts';

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

/** The id of each combination, made where it is new. */
export const internSlices = interned(async (tx, fresh) => {
  await tx.run(sql`
    insert into slices (key, dims) select k, k::jsonb from unnest(${fresh}::text[]) k
    on conflict (key) do nothing`);
  return tx.all(sql`select slice_id as id, key from slices where key = any(${fresh}::text[])`);
});
