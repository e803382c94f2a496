import { z } from 'zod';
import { customersByIds } from '../know/know.ts';
import { touchpointIndex } from '../map/map.ts';
import { type Actor, require } from '../platform/access.ts';
import { Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import { type FactRange, factsBehind, startOfDay } from './behind.sql.ts';
import { addDays } from './calendar.ts';
import { metricOf, placesOf, type Scope, slicesOf } from './readings.ts';

export const BehindFact = z
  .object({
    id: z.uuid(),
    at: z.date(),
    customer: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
    touchpoint: z.object({ key: z.string(), name: z.string() }).nullable(),
    value: z.number().nullable(),
    words: z.string().nullable(),
    kind: z.string().nullable().meta({ description: 'For metrics from interactions: what happened.' }),
    source: z.string(),
    dims: z.record(z.string(), z.string()),
  })
  .meta({ id: 'BehindFact' });
export type BehindFact = z.infer<typeof BehindFact>;

export const BehindList = z
  .object({ items: z.array(BehindFact), next: z.string().nullable() })
  .meta({ id: 'BehindList' });
export type BehindList = z.infer<typeof BehindList>;

export interface BehindQuery extends Scope {
  metric: string;
  /** Only facts with these values. */
  least?: number | undefined;
  most?: number | undefined;
  /** Only those who wrote something. */
  words?: boolean | undefined;
  after?: string | undefined;
  limit?: number | undefined;
}

/**
 * The customers, words and events behind a figure, the newest first. Needs `customer:read` besides `measure:read`:
 * this names people.
 */
export async function behind(
  platform: Pick<Platform, 'db'>,
  actor: Actor,
  query: BehindQuery,
): Promise<BehindList> {
  require(actor, 'measure:read');
  require(actor, 'customer:read');
  const limit = query.limit ?? 50;
  const range = await rangeOf(platform, query);
  const rows = await factsBehind(platform.db, { ...range, after: readCursor(query.after), limit: limit + 1 });
  const page = rows.slice(0, limit);
  const { byId } = await touchpointIndex(platform.db);
  const customers = await customersByIds(platform.db, [
    ...new Set(page.flatMap((row) => row.customerId ?? [])),
  ]);
  const last = page.at(-1);
  return {
    items: page.map(({ at: _, touchpointId, customerId, occurredAt, ...row }) => {
      const touchpoint = byId.get(touchpointId);
      return {
        ...row,
        at: occurredAt,
        customer: customerId ? { id: customerId, name: customers.get(customerId)?.name ?? null } : null,
        touchpoint: touchpoint ? { key: touchpoint.key, name: touchpoint.name } : null,
      };
    }),
    next: rows.length > limit && last ? writeCursor(last) : null,
  };
}

/** All of it, page by page, for the file. */
export async function* allBehind(
  platform: Pick<Platform, 'db'>,
  actor: Actor,
  query: BehindQuery,
): AsyncGenerator<BehindFact[]> {
  let after: string | undefined;
  do {
    const page = await behind(platform, actor, { ...query, after, limit: 1000 });
    yield page.items;
    after = page.next ?? undefined;
  } while (after);
}

async function rangeOf(
  { db }: Pick<Platform, 'db'>,
  query: BehindQuery,
): Promise<Omit<FactRange, 'after' | 'limit'>> {
  const metric = await metricOf(db, query.metric);
  const { timezone } = await readOrganisation(db);
  return {
    metric,
    from: query.from ? await startOfDay(db, query.from, timezone) : null,
    until: query.to ? await startOfDay(db, addDays(query.to, 1), timezone) : null,
    touchpointIds: placesOf(await touchpointIndex(db), query),
    slices: await slicesOf(db, query),
    values: { least: query.least ?? null, most: query.most ?? null },
    withWords: query.words ?? false,
  };
}

function writeCursor({ at, id }: { at: string; id: string }): string {
  return Buffer.from(`${at}|${id}`).toString('base64url');
}

function readCursor(cursor: string | undefined): { at: string; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('|');
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.\d]*[+-]\d\d(:\d\d)?$/.test(at) || !z.guid().safeParse(id).success) {
    throw new Refusal(
      'bad_cursor',
      'This “after” is not one this list has given. Leave it out to begin again.',
      {},
      422,
    );
  }
  return { at, id };
}
