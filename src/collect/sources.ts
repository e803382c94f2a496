import { z } from 'zod';
import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { cached } from '../platform/cached.ts';
import { type Runner, sql } from '../platform/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import { driftsOf } from './quality/drift.sql.ts';
import { Drift } from './quality/drift.ts';
import { latesOf } from './quality/late.ts';
import { errorsOf, fieldsOf, qualities } from './quality/quality.sql.ts';
import { FieldQuality, LateSpell, SourceDay, share } from './quality/quality.ts';
import {
  allSources,
  insertSource,
  type SourceRow,
  sourceByKey,
  updateSource,
  volumes,
} from './source.sql.ts';
import { Freshness, freshness, type Source, type SourceChange, SourceInput } from './source.ts';

const DAYS = 30;

/** Every source with its state and what it sent in the last 30 days. */
export async function listSources(platform: Platform, actor: Actor): Promise<Source[]> {
  require(actor, 'source:read');
  return shown(platform, actor, await allSources(platform.db));
}

export async function source(platform: Platform, actor: Actor, key: string): Promise<Source> {
  require(actor, 'source:read');
  return one(platform, actor, key);
}

export async function makeSource(platform: Platform, actor: Actor, given: SourceInput): Promise<Source> {
  require(actor, 'source:write');
  await platform.db.tx(async (tx) => {
    if (!(await insertSource(tx, given, platform.clock.now()))) {
      throw conflict('source_exists', `There is already a source “${given.key}”. Choose another key.`, {
        key: given.key,
      });
    }
    const subject = { kind: 'source', id: given.key };
    await recordEvent(tx, platform, { name: 'source.made', subject });
    await audit(tx, platform, actor, { verb: 'source.made', subject, detail: given });
  });
  keys.forget();
  return one(platform, actor, given.key);
}

export async function changeSource(
  platform: Platform,
  actor: Actor,
  key: string,
  change: SourceChange,
): Promise<Source> {
  require(actor, 'source:write');
  await platform.db.tx(async (tx) => {
    const before = await sourceByKey(tx, key);
    if (!before) throw notFound('source', key);
    const after = SourceInput.parse({ ...before, ...change });
    await updateSource(tx, after);
    await audit(tx, platform, actor, {
      verb: 'source.changed',
      subject: { kind: 'source', id: key },
      detail: { before: SourceInput.parse(before), after },
    });
  });
  return one(platform, actor, key);
}

/** Makes the source unless it is there: recipes and the example company say what they bring, again and again. */
export async function ensureSource(platform: Platform, actor: Actor, given: SourceInput): Promise<number> {
  const there = await sourceByKey(platform.db, given.key);
  return there?.id ?? (await makeSource(platform, actor, given)).id;
}

const keys = cached(
  async (db: Runner) =>
    new Map(
      (await db.all<{ key: string; id: number }>(sql`select key, source_id as id from sources`)).map(
        ({ key, id }) => [key, id] as const,
      ),
    ),
  5,
);

/** The id behind a source's key, from memory. @throws Refusal `not_found` */
export async function sourceIdOf(platform: Platform, key: string): Promise<number> {
  const kept = (await keys.get(platform.db)).get(key);
  if (kept !== undefined) return kept;
  const row = await sourceByKey(platform.db, key);
  if (!row) throw notFound('source', key);
  keys.forget();
  return row.id;
}

async function one(platform: Platform, actor: Actor, key: string): Promise<Source> {
  const row = await sourceByKey(platform.db, key);
  if (!row) throw notFound('source', key);
  return (await shown(platform, actor, [row]))[0] as Source;
}

async function shown(platform: Platform, actor: Actor, rows: SourceRow[]): Promise<Source[]> {
  const { db } = platform;
  const now = platform.clock.now();
  const from = daysBefore(now, DAYS - 1);
  const only = rows.length === 1 ? (rows[0]?.id ?? null) : null;
  const counted = Map.groupBy(await volumes(db, from, only), ({ sourceId }) => sourceId);
  const [quality, errors] = [await qualities(db, from.toISOString().slice(0, 10)), await errorsOf(db, from)];
  const none = share(0, 0);
  return rows.map((row) => ({
    ...row,
    freshness: freshness(row, now),
    volume: (counted.get(row.id) ?? []).map(({ day, taken, rejected }) => ({ day, taken, rejected })),
    quality: quality.get(row.id) ?? { completeness: none, validity: none, duplicates: none },
    errors: errors.get(row.id) as Source['errors'],
    mine: actor.personId !== null && row.ownerPersonId === actor.personId,
  }));
}

export const SourceRecord = z
  .object({
    days: z.array(SourceDay).describe('The last 90 days on which something came, oldest first.'),
    fields: z.array(FieldQuality).describe('As of the last 30 days.'),
    drifts: z.array(Drift),
    lates: z.array(LateSpell),
  })
  .meta({ id: 'SourceRecord' });
export type SourceRecord = z.infer<typeof SourceRecord>;

/** How a source did: what came by day, how its fields are filled, how its shape changed, when it was late. */
export async function sourceRecord(platform: Platform, actor: Actor, key: string): Promise<SourceRecord> {
  require(actor, 'source:read');
  const { db } = platform;
  const id = await sourceIdOf(platform, key);
  const now = platform.clock.now();
  const days = await volumes(db, daysBefore(now, 89), id);
  return {
    days: days.map(({ day, taken, rejected, again, doubled, repeated }) => ({
      day,
      taken,
      rejected,
      again,
      doubled,
      repeated,
    })),
    fields: await fieldsOf(
      db,
      id,
      daysBefore(now, DAYS - 1)
        .toISOString()
        .slice(0, 10),
    ),
    drifts: (await driftsOf(db, { sourceId: id })).map(({ sourceKey: _, ...drift }) => drift),
    lates: await latesOf(db, id),
  };
}

/** What somebody owns that asks for attention now: late, or of another shape than before. Of oneself, so no permission is needed. */
export async function mySources(platform: Platform, actor: Actor): Promise<MySource[]> {
  if (actor.personId === null) return [];
  const rows = (await allSources(platform.db)).filter((row) => row.ownerPersonId === actor.personId);
  if (rows.length === 0) return [];
  const now = platform.clock.now();
  const errors = await errorsOf(platform.db, now);
  return rows
    .map((row) => ({
      key: row.key,
      name: row.name,
      freshness: freshness(row, now),
      drifts: errors.get(row.id)?.drifts ?? 0,
      deadLetters: errors.get(row.id)?.deadLetters ?? 0,
    }))
    .filter(
      (one) => one.drifts > 0 || one.deadLetters > 0 || ['late', 'silent'].includes(one.freshness.state),
    );
}

export const MySource = z.object({
  key: z.string(),
  name: z.string(),
  freshness: Freshness,
  drifts: z.int(),
  deadLetters: z.int(),
});
export type MySource = z.infer<typeof MySource>;

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
