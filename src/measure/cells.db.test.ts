import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { sql } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import { startCounting } from './count.ts';
import { recount, verifyCells } from './verify.ts';

let fresh: FreshDatabase;
let platform: Platform;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = { db: fresh.db } as Platform;
  const { db } = fresh;
  // A day of 23 and one of 25 hours, and half-hour changes of the clock.
  await db.run(
    sql`insert into settings (key, value) values ('organisation', '{"timezone":"Australia/Lord_Howe"}')`,
  );
  await db.run(sql`insert into kinds (key, name) values ('visit', 'Visit'), ('ticket', 'Ticket')`);
  await db.run(sql`insert into metrics (key, name, kind, taken_from, interaction_kinds, take, scale_min, scale_max, made_at) values
    ('nps', 'NPS', 'nps', 'response', '{}', 'value', 0, 10, now()),
    ('stars', 'Stars', 'mean', 'response', '{}', 'value', 1, 5, now()),
    ('amount', 'Amount', 'mean', 'response', '{}', 'value', null, null, now()),
    ('no_show', 'No show', 'rate', 'interaction', '{visit}', 'failed', null, null, now()),
    ('took', 'Took', 'duration', 'interaction', '{visit,ticket}', 'value', null, null, now()),
    ('contacts', 'Contacts', 'count', 'interaction', '{ticket}', 'one', null, null, now())`);
});
afterAll(() => fresh.close());
beforeEach(async () => {
  await fresh.db.run(sql`truncate responses, interactions, cells, flows`);
});

const at = fc.date({ min: new Date('1970-01-02'), max: new Date('2026-12-31'), noInvalidDate: true });
const odd = fc.oneof(
  fc.integer({ min: -5, max: 12 }),
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
  fc.double({ min: -3, max: 3, noNaN: true }),
  fc.constantFrom(0.1, 2.5e-7, 1e12, 123456.7891235, -0.0000005, 1.0000005),
);
const place = { touchpointId: fc.nat({ max: 3 }), sliceId: fc.integer({ min: 1, max: 3 }), at };
const response = fc.record({
  ...place,
  metricId: fc.integer({ min: 1, max: 3 }),
  value: fc.option(odd, { nil: null }),
});
const interaction = fc.record({
  ...place,
  kind: fc.constantFrom('visit', 'ticket'),
  value: fc.option(odd, { nil: null }),
  failed: fc.option(fc.boolean(), { nil: null }),
});

test('the cells say exactly what the facts say, after additions and corrections', async () => {
  const { db } = fresh;
  await fc.assert(
    fc.asyncProperty(
      fc.array(response, { maxLength: 25 }),
      fc.array(interaction, { maxLength: 25 }),
      fc.array(response, { maxLength: 10 }),
      async (responses, interactions, corrections) => {
        await db.run(sql`truncate responses, interactions, cells, flows`);
        const ids = responses.map(() => v7());
        await db.tx(async (tx) => {
          const counting = await startCounting(tx, 1);
          for (const [i, fact] of responses.entries()) {
            counting.add({ type: 'response', ...fact }, fact, 1);
            await tx.run(sql`insert into responses (identity_id, response_id, source_id, metric_id, touchpoint_id, slice_id, occurred_at, value, content_hash)
              values (${ids[i]}::uuid, ${ids[i]}::uuid, 1, ${fact.metricId}, ${fact.touchpointId}, ${fact.sliceId}, ${fact.at}::timestamptz, ${fact.value}::numeric, 0)`);
          }
          for (const fact of interactions) {
            counting.add({ type: 'interaction', ...fact }, fact, 1);
            await tx.run(sql`insert into interactions (identity_id, interaction_id, source_id, kind_id, touchpoint_id, slice_id, occurred_at, value, failed, content_hash)
              values (${v7()}::uuid, ${v7()}::uuid, 1, (select kind_id from kinds where key = ${fact.kind}), ${fact.touchpointId}, ${fact.sliceId},
                ${fact.at}::timestamptz, ${fact.value}::numeric, ${fact.failed}::boolean, 0)`);
          }
          await counting.write();
        });
        await db.tx(async (tx) => {
          const counting = await startCounting(tx, 1);
          for (const [i, now] of corrections.slice(0, responses.length).entries()) {
            const was = responses[i]!;
            counting.add({ type: 'response', ...was }, was, -1);
            counting.add({ type: 'response', ...now }, now, 1);
            await tx.run(sql`update responses set metric_id = ${now.metricId}, touchpoint_id = ${now.touchpointId}, slice_id = ${now.sliceId},
              occurred_at = ${now.at}::timestamptz, value = ${now.value}::numeric where response_id = ${ids[i]}::uuid`);
          }
          await counting.write();
        });
        expect(await verifyCells(db)).toEqual({ ok: true, metrics: 6, differing: [] });
        // One source: what flowed from it by the month is what the months' cells hold.
        const flowed = await db.all(
          sql`select metric_id, touchpoint_id, month::text, n from flows where n <> 0 order by 1, 2, 3`,
        );
        expect(flowed).toEqual(
          await db.all(sql`select metric_id, touchpoint_id, day::text as month, n from cells
            where span = 'm' and slice_id = 0 and touchpoint_id <> -1 and n <> 0 order by 1, 2, 3`),
        );
        await recount(platform);
        expect(
          await db.all(sql`select metric_id, touchpoint_id, month::text, n from flows order by 1, 2, 3`),
        ).toEqual(flowed);
      },
    ),
    { numRuns: 25 },
  );
});

test('verify finds a wrong cell, a missing one and one too many, and recounting puts them right', async () => {
  const { db } = fresh;
  const fact = { touchpointId: 1, sliceId: 1, at: new Date('2026-03-01T12:00:00Z') };
  await db.tx(async (tx) => {
    const counting = await startCounting(tx, 1);
    for (const value of [3, 9]) {
      counting.add({ type: 'response', metricId: 1, value }, fact, 1);
      await tx.run(sql`insert into responses (identity_id, response_id, source_id, metric_id, touchpoint_id, slice_id, occurred_at, value, content_hash)
        values (${v7()}::uuid, ${v7()}::uuid, 1, 1, 1, 1, ${fact.at}::timestamptz, ${value}, 0)`);
    }
    await counting.write();
  });
  expect(await verifyCells(db)).toMatchObject({ ok: true });

  await db.run(sql`update cells set h3 = h3 + 1 where span = 'd' and slice_id = 1 and touchpoint_id = 1`);
  expect((await verifyCells(db)).differing.map((cell) => cell.only_in)).toEqual(['cells', 'facts']);
  await recount(platform);
  expect(await verifyCells(db)).toMatchObject({ ok: true });

  await db.run(sql`delete from cells where span = 'm' and slice_id = 0 and touchpoint_id = -1`);
  await db.run(
    sql`insert into cells (metric_id, span, slice_id, touchpoint_id, day, n, sum, sumsq) values (2, 'd', 1, 1, '2026-01-01', 1, 4, 16)`,
  );
  expect((await verifyCells(db)).differing.map((cell) => [cell.metric, cell.only_in])).toEqual([
    ['nps', 'facts'],
    ['stars', 'cells'],
  ]);
  await recount(platform);
  expect(await verifyCells(db)).toMatchObject({ ok: true });
});
