import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { cached } from '../platform/cached.ts';
import { type Runner, sql } from '../platform/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';
import {
  allSources,
  insertSource,
  type SourceRow,
  sourceByKey,
  updateSource,
  volumes,
} from './source.sql.ts';
import { freshness, type Source, type SourceChange, SourceInput } from './source.ts';

const DAYS = 30;

/** Every source with its state and what it sent in the last 30 days. */
export async function listSources(platform: Platform, actor: Actor): Promise<Source[]> {
  require(actor, 'source:read');
  return shown(platform, await allSources(platform.db));
}

export async function source(platform: Platform, actor: Actor, key: string): Promise<Source> {
  require(actor, 'source:read');
  return one(platform, key);
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
  return one(platform, given.key);
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
  return one(platform, key);
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

async function one(platform: Platform, key: string): Promise<Source> {
  const row = await sourceByKey(platform.db, key);
  if (!row) throw notFound('source', key);
  return (await shown(platform, [row]))[0] as Source;
}

async function shown(platform: Platform, rows: SourceRow[]): Promise<Source[]> {
  const now = platform.clock.now();
  const from = new Date(now.getTime() - (DAYS - 1) * 86_400_000);
  const counted = await volumes(platform.db, from);
  return rows.map((row) => ({
    ...row,
    freshness: freshness(row, now),
    volume: counted
      .filter(({ sourceId }) => sourceId === row.id)
      .map(({ day, taken, rejected }) => ({ day, taken, rejected })),
  }));
}
