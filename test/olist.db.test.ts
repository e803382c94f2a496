import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runRecipe } from '../src/collect/recipe/recipes.ts';
import { sql } from '../src/platform/database.ts';
import type { Platform } from '../src/platform/platform.ts';
import { collectingPlatform, contents, operator, uploadFile, workedOff } from './collecting.ts';
import { type FreshDatabase, freshDatabase } from './engines.ts';

const folder = join(process.env.ONUS_SHARED_DATA ?? join(import.meta.dirname, '../../shared/data'), 'olist');
const there = existsSync(folder);
if (!there) console.log('skipped: no shared data');

describe.skipIf(!there)('the Olist recipe on the real files', () => {
  let fresh: FreshDatabase;
  let platform: Platform;
  beforeAll(async () => {
    fresh = await freshDatabase();
    platform = await collectingPlatform(fresh.db);
  });
  afterAll(() => fresh?.close());

  async function run() {
    const files = [];
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.csv'))) {
      files.push(await uploadFile(platform, join(folder, name)));
    }
    const { runId } = await runRecipe(platform, operator, { recipe: 'olist', files });
    return workedOff(platform, runId);
  }

  test('gives the published figures, and changes nothing when run again', { timeout: 240_000 }, async () => {
    const first = await run();
    expect(first.failure).toBeNull();
    expect(first).toMatchObject({ state: 'finished', rejected: 0, unchanged: 0 });
    const steps = Object.fromEntries(first.steps.map((step) => [step.name, step.rows]));
    expect(steps).toMatchObject({
      Leads: 8000,
      'Sellers won': 842,
      Sellers: 3095,
      Customers: 6874,
      'Orders placed': 6887,
      'Parcels delivered': 6690,
      Reviews: 6866,
    });

    const by = await fresh.db.all<{ delivery: string | null; n: number; mean: number }>(sql`
      select s.dims->>'delivery' as delivery, sum(n)::int as n, round(sum(sum) / sum(n), 3) as mean
      from cells c join metrics m using (metric_id) join slices s using (slice_id)
      where m.key = 'review_score' and span = 'm' and touchpoint_id = -1 group by 1`);
    const read = Object.fromEntries(by.map(({ delivery, n, mean }) => [delivery ?? 'none', [n, mean]]));
    expect(read).toEqual({
      early: [6130, 4.288],
      on_day: [94, 3.777],
      late_1_2: [87, 3.54],
      late_3_7: [160, 2.175],
      late_8_plus: [205, 1.683],
      none: [190, 1.858],
    });
    const all = await fresh.db.one<{ n: number; mean: number }>(sql`
      select sum(n)::int as n, round(sum(sum) / sum(n), 3) as mean from cells c join metrics m using (metric_id)
      where m.key = 'review_score' and span = 'm' and slice_id = 0 and touchpoint_id = -1`);
    expect(all).toEqual({ n: 6866, mean: 4.078 });

    const people = await fresh.db.one(sql`
      select (select count(*) from customers where kind = 'account' and merged_into is null) as accounts,
        (select count(*) from identities) as records,
        (select count(*) from interactions where touchpoint_id = 0) as unplaced,
        (select count(*) from information_schema.schemata where schema_name = 'staging') as staging`);
    // 380 of the 842 sellers won are among the 3,095 sellers.
    expect(people).toEqual({
      accounts: 3557,
      records: 8000 + 842 + 3095 + 6874 + 6827,
      unplaced: 0,
      staging: 0,
    });

    const before = await contents(fresh.db);
    const again = await run();
    expect(again).toMatchObject({
      state: 'finished',
      accepted: 0,
      changed: 0,
      rejected: 0,
      unchanged: first.accepted,
    });
    expect(await contents(fresh.db)).toBe(before);
  });
});
