import { createReadStream, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { importStatus } from '../src/collect/imports/imports.ts';
import { receiveUpload } from '../src/collect/imports/uploads.ts';
import { workOffImports } from '../src/collect/imports/worker.ts';
import { forgetKnown } from '../src/collect/known.ts';
import { recipeRun } from '../src/collect/recipe/recipeRun.ts';
import type { Rooms } from '../src/collect/rooms.ts';
import { declareDimension } from '../src/know/slices.ts';
import { takeIn } from '../src/loop.ts';
import { applyJourney } from '../src/map/map.ts';
import { operatorActor } from '../src/platform/access.ts';
import { type Database, sql } from '../src/platform/database.ts';
import type { Platform } from '../src/platform/platform.ts';
import { type TestPlatform, testPlatform } from './platform.ts';

/** Metrics by plain SQL: what an import needs of the rooms after it, without those rooms' own rules. */
export const rooms: Rooms = {
  takeIn,
  takeReply: async () => false,
  defineDimension: (platform, _actor, dimension) => declareDimension(platform.db, dimension),
  defineMetric: async (platform, _actor, metric) => {
    const m = {
      take: 'value',
      scaleMin: null,
      scaleMax: null,
      interactionKinds: [],
      unit: null,
      higherIsBetter: true,
      ...metric,
    } as Record<string, unknown>;
    await platform.db.run(sql`
      insert into metrics (key, name, kind, taken_from, interaction_kinds, take, scale_min, scale_max, unit, higher_is_better, made_at)
      values (${m.key}, ${m.name}, ${m.kind}, ${m.takenFrom}, ${m.interactionKinds}::text[], ${m.take}, ${m.scaleMin}::numeric,
        ${m.scaleMax}::numeric, ${m.unit}, ${m.higherIsBetter}, now()) on conflict (key) do nothing`);
    forgetKnown();
  },
  defineJourney: async (platform, actor, yaml) => {
    await applyJourney(platform, actor, yaml);
    forgetKnown();
  },
  defineCaseRule: async () => undefined,
};

export const operator = operatorActor;

/** A platform with a folder for uploads, one source `shop` and the metrics nps (0–10) and csat (1–5). */
export async function collectingPlatform(db: Database): Promise<TestPlatform> {
  const platform = await testPlatform(db, { config: { dataFolder: mkdtempSync(join(tmpdir(), 'onus-')) } });
  for (const [key, kind, low, high] of [
    ['nps', 'nps', 0, 10],
    ['csat', 'csat', 1, 5],
  ]) {
    await rooms.defineMetric(platform, operator, {
      key: key as string,
      name: key,
      kind,
      takenFrom: 'response',
      scaleMin: low,
      scaleMax: high,
    });
  }
  await db.run(
    sql`insert into sources (key, name, made_at) values ('shop', 'Shop', now()) on conflict (key) do nothing`,
  );
  return platform;
}

export async function uploadText(
  platform: Platform,
  text: string | Buffer,
  fileName = 'answers.csv',
): Promise<string> {
  async function* body() {
    yield Buffer.from(text as string);
  }
  return (await receiveUpload(platform, operator, { fileName, body: body() })).uploadId;
}

export async function uploadFile(
  platform: Platform,
  path: string,
): Promise<{ name: string; uploadId: string }> {
  const { uploadId } = await receiveUpload(platform, operator, {
    fileName: basename(path),
    body: createReadStream(path),
  });
  return { name: basename(path), uploadId };
}

/** Works off what waits, then tells how the run ended. */
export async function workedOff(platform: Platform, runId: number) {
  await workOffImports(platform, rooms, recipeRun);
  return importStatus(platform, operator, runId);
}

/** Every fact, cell and link of the database, in an order of its own: equal texts mean equal contents. */
export async function contents(db: Database): Promise<string> {
  const tables = [
    sql`select identity_id, external_key, kind, name, email, attributes, content_hash from identities order by 1`,
    sql`select identity_id, interaction_id, touchpoint_id, occurred_at, value, failed, content_hash from interactions order by 2`,
    sql`select identity_id, response_id, touchpoint_id, occurred_at, value, comment, content_hash from responses order by 2`,
    sql`select m.key, c.span, s.key as slice, touchpoint_id, day, n, sum, sumsq from cells c join metrics m using (metric_id)
      left join slices s using (slice_id) where n <> 0 order by 1, 2, 3, 4, 5`,
    sql`select identity_id, count(*) over (partition by customer_id) as together from links order by 1`,
  ];
  const parts = [];
  for (const table of tables) parts.push(await db.all(table));
  return JSON.stringify(parts);
}
