import { z } from 'zod';
import { touchpointIndex } from '../map/map.ts';
import { type Actor, require } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import { suppress } from '../platform/suppression.ts';
import { type CountedFrom, countedFrom } from './lineage.sql.ts';
import { metricOf, placesOf, type Scope, slicesOf } from './readings.ts';
import { stretches } from './span.ts';

export const Lineage = z
  .object({
    metric: z.object({ key: z.string(), name: z.string() }),
    n: z.int().nullable().describe('Null: too few to show, as with the figure.'),
    sources: z.array(
      z.object({ key: z.string(), name: z.string(), n: z.int().nullable(), share: z.number().nullable() }),
    ),
    flows: z.array(
      z.object({
        source: z.string(),
        sourceName: z.string(),
        touchpoint: z.string().nullable().describe('Null: not placed on any.'),
        touchpointName: z.string().nullable(),
        n: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'Lineage' });
export type Lineage = z.infer<typeof Lineage>;

/** From which sources the values behind a figure came, and where on the map they fell. Its n is the figure's own, and what is too few to show there is too few here. */
export async function lineage(
  platform: Pick<Platform, 'db'>,
  actor: Actor,
  query: Scope & { metric: string },
): Promise<Lineage> {
  require(actor, 'measure:read');
  const { db } = platform;
  const metric = await metricOf(db, query.metric);
  const index = await touchpointIndex(db);
  const rows = await countedFrom(db, {
    metric,
    stretches: stretches(query.from, query.to),
    touchpointIds: placesOf(index, query),
    slices: await slicesOf(db, query),
    timezone: (await readOrganisation(db)).timezone,
  });
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  if (suppress([n])[0]) {
    return { metric: { key: metric.key, name: metric.name }, n: n > 0 ? null : 0, sources: [], flows: [] };
  }
  const by = [...Map.groupBy(rows, (row) => row.sourceKey)].map(([key, own]) => ({
    key,
    name: (own[0] as CountedFrom).sourceName,
    n: own.reduce((sum, row) => sum + row.n, 0),
  }));
  by.sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1));
  const few = suppress(by.map((one) => one.n));
  const fewer = suppress(rows.map((row) => row.n));
  return {
    metric: { key: metric.key, name: metric.name },
    n,
    sources: by.map((one, i) => (few[i] ? { ...one, n: null, share: null } : { ...one, share: one.n / n })),
    flows: rows.map(({ sourceKey, sourceName, touchpointId, n: part }, i) => {
      const place = index.byId.get(touchpointId);
      return {
        source: sourceKey,
        sourceName,
        touchpoint: place?.key ?? null,
        touchpointName: place?.name ?? null,
        n: fewer[i] ? null : part,
      };
    }),
  };
}
