import { recount, verifyCells } from '../src/measure/measure.ts';
import { sql } from '../src/platform/database.ts';
import type { Platform } from '../src/platform/platform.ts';
import { hold, say } from './figure.ts';
import { plans, regions } from './world.ts';

/** Rows of one statement: on the embedded engine a larger one would need as much memory at once. */
const STEP = 50_000;

/**
 * Puts `size` answers of the common metric, and a tenth as many of each of two others, straight into the tables: 24 months,
 * ten touchpoints, twelve slices, ten answers a customer, all linked. Then counts them and checks every cell.
 */
export async function stock(platform: Platform, size: number): Promise<void> {
  const { db } = platform;
  for (const [i, region] of regions.entries()) {
    for (const [j, plan] of plans.entries()) {
      const dims = JSON.stringify({ plan, region });
      await db.run(
        sql`insert into slices (slice_id, key, dims) values (${i * 3 + j + 1}, ${dims}, ${dims}::jsonb)`,
      );
    }
  }
  await db.raw('select setval(pg_get_serial_sequence($1, $2), (select max(slice_id) from slices))', [
    'slices',
    'slice_id',
  ]);
  const customers = Math.max(1, Math.floor(size / 10));
  for (let from = 0; from < customers; from += STEP)
    await people(platform, from, Math.min(customers, from + STEP));
  for (const [metric, most] of [
    ['nps', size],
    ['csat', size / 10],
    ['ces', size / 10],
  ] as const) {
    for (let from = 0; from < most; from += STEP) {
      await answers(platform, { metric, from, until: Math.min(most, from + STEP), customers, of: most });
    }
  }
  await db.raw('vacuum analyze');
  say(`${size} answers are stored; counting`);
  await recount(platform);
  await db.raw('vacuum analyze cells');
  const verdict = await verifyCells(db);
  hold(verdict.ok, `the cells of ${size} answers agree with the facts`);
}

async function people({ db }: Platform, from: number, until: number): Promise<void> {
  await db.run(sql`insert into identities (identity_id, source_id, external_key, content_hash, first_seen_at, changed_at)
    select md5('i' || i)::uuid, 1, 'c' || i, 'stub', now(), now() from generate_series(${from}::int, ${until}::int - 1) i`);
  await db.run(sql`insert into customers (customer_id, search, made_at)
    select md5('k' || i)::uuid, ''::tsvector, now() from generate_series(${from}::int, ${until}::int - 1) i`);
  await db.run(sql`insert into links (identity_id, customer_id, reason, linked_at)
    select md5('i' || i)::uuid, md5('k' || i)::uuid, 'own', now() from generate_series(${from}::int, ${until}::int - 1) i`);
}

/** `hashint4` scatters the numbers the same way each time. Every fourth answer has words. */
async function answers(
  { db }: Platform,
  part: { metric: string; from: number; until: number; customers: number; of: number },
): Promise<void> {
  await db.run(sql`
    insert into responses (identity_id, response_id, source_id, metric_id, touchpoint_id, slice_id, occurred_at, value, comment, content_hash)
    select md5('i' || customer)::uuid, md5(m.key || i)::uuid, 1, m.metric_id, 1 + (c >> 4) % 10, 1 + customer % 12,
      date_trunc('day', now()) - interval '730 days' + (i::float8 / ${part.of}::float8) * interval '730 days',
      m.scale_min + (c >> 8) % (1 + m.scale_max - m.scale_min)::int,
      case when i % 4 = 0 then 'Waited three weeks for a date, said answer ' || i end, i
    from (select i, hashint4(i) & 2147483647 as c, (hashint4(i + 7) & 2147483647) % ${part.customers}::int as customer
      from generate_series(${part.from}::int, ${part.until}::int - 1) i) a
    join metrics m on m.key = ${part.metric}`);
}
