import { type Actor, require, systemActor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { seal, unseal } from '../../platform/secrets.ts';
import { importQueue } from '../imports/queue.ts';
import { insertRun, runById } from '../imports/run.sql.ts';
import type { ImportRun } from '../imports/run.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { sourceIdOf } from '../sources.ts';
import {
  allPulls,
  endPull,
  insertPull,
  isPulling,
  type PullRow,
  pullById,
  shownPull,
  updatePull,
} from './pull.sql.ts';
import type { Pull, PullInput } from './pull.ts';

export async function listPulls(platform: Platform, actor: Actor): Promise<Pull[]> {
  require(actor, 'source:read');
  return (await allPulls(platform.db)).map(shownPull);
}

export async function onePull(platform: Platform, actor: Actor, id: string): Promise<Pull> {
  require(actor, 'source:read');
  return shownPull(await rowOf(platform, id));
}

export async function makePull(platform: Platform, actor: Actor, given: PullInput): Promise<Pull> {
  require(actor, 'source:write');
  const mapping = mappingOf(given);
  const sourceId = await sourceIdOf(platform, given.source);
  const id = newId();
  const secret = given.password ? seal(platform.config, purposeOf(id), given.password) : null;
  const { kind, name, settings, everyMinutes } = given;
  await platform.db.tx(async (tx) => {
    const by = { at: platform.clock.now(), personId: actor.personId };
    await insertPull(tx, { id, sourceId, kind, name, settings, secret, mapping, everyMinutes }, by);
    await audit(tx, platform, actor, {
      verb: 'pull.made',
      subject: { kind: 'pull', id },
      detail: told(given),
    });
  });
  return shownPull(await rowOf(platform, id));
}

/**
 * Another server, database or query begins again: what is known stays as it is, so nothing is doubled.
 * @throws Refusal `kind_stays`, `password_again` when the server changes and the password is not sent along
 */
export async function changePull(
  platform: Platform,
  actor: Actor,
  id: string,
  given: PullInput,
): Promise<Pull> {
  require(actor, 'source:write');
  const before = await rowOf(platform, id);
  if (before.kind !== given.kind)
    throw new Refusal('kind_stays', 'A connection stays of its kind. Make a new one.', {});
  const mapping = mappingOf(given);
  const same = (field: string) =>
    (before.settings as Record<string, unknown>)[field] ===
    (given.settings as Record<string, unknown>)[field];
  // Else whoever may change the address could have the password sent to a server of their own.
  if (before.secret && !given.password && !['host', 'port', 'user', 'tls'].every(same)) {
    throw new Refusal('password_again', 'The server changes, so enter the password again.', {}, 422);
  }
  const again = !['host', 'port', 'database', 'query', 'watermark'].every(same);
  const sourceId = await sourceIdOf(platform, given.source);
  const secret = given.password ? seal(platform.config, purposeOf(id), given.password) : before.secret;
  const { kind, name, settings, everyMinutes } = given;
  await platform.db.tx(async (tx) => {
    await updatePull(tx, { id, sourceId, kind, name, settings, secret, mapping, everyMinutes }, again);
    const detail = { before: told(before), after: told(given), again };
    await audit(tx, platform, actor, { verb: 'pull.changed', subject: { kind: 'pull', id }, detail });
  });
  return shownPull(await rowOf(platform, id));
}

export async function removePull(platform: Platform, actor: Actor, id: string): Promise<void> {
  require(actor, 'source:write');
  const row = await rowOf(platform, id);
  await platform.db.tx(async (tx) => {
    if ((await endPull(tx, id, platform.clock.now())) === 0) throw notFound('connection', id);
    await audit(tx, platform, actor, {
      verb: 'pull.ended',
      subject: { kind: 'pull', id },
      detail: told(row),
    });
  });
}

/** Fetches now. @throws Refusal `pull_under_way` */
export async function runPull(platform: Platform, actor: Actor, id: string): Promise<ImportRun> {
  require(actor, 'import:write');
  const run = await beginPull(platform, actor, await rowOf(platform, id));
  if (run === undefined)
    throw conflict('pull_under_way', 'It is being fetched already. Look at the list of imports.');
  return (await runById(platform.db, run)) as ImportRun;
}

/** Fetches what is due by its rhythm. */
export async function pullWhatIsDue(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  for (const row of await allPulls(platform.db)) {
    if (row.everyMinutes === null) continue;
    const next = row.lastRun ? row.lastRun.started_at.getTime() + row.everyMinutes * 60_000 : 0;
    // Half a minute: the look itself comes by the minute.
    if (next <= now.getTime() + 30_000) await beginPull(platform, systemActor, row);
  }
}

/** Undefined when one is under way. */
async function beginPull(platform: Platform, actor: Actor, row: PullRow): Promise<number | undefined> {
  return platform.db.tx(async (tx) => {
    if (await isPulling(tx, row.id)) return undefined;
    const runId = await insertRun(tx, {
      sourceId: row.sourceId,
      logId: null,
      pullId: row.id,
      fileName: row.name,
      fileHash: null,
      recipe: null,
      mapping: row.mapping,
      uploadId: null,
      uploads: [],
      totalBytes: 0,
      warnings: [],
      startedAt: platform.clock.now(),
      startedBy: actor.personId,
    });
    await platform.queue.send(tx, importQueue, {});
    return runId;
  });
}

export function passwordOf(platform: Platform, row: Pick<PullRow, 'id' | 'secret'>): string {
  return row.secret === null ? '' : unseal(platform.config, purposeOf(row.id), row.secret);
}

export async function rowOf(platform: Platform, id: string): Promise<PullRow> {
  const row = await pullById(platform.db, id);
  if (!row) throw notFound('connection', id);
  return row;
}

function purposeOf(id: string): string {
  return `pull:${id}`;
}

/**
 * Rows come again, by the overlap and by running again, and must be known again.
 * @throws Refusal `key_missing`
 */
function mappingOf(given: PullInput): Mapping {
  const without = given.mapping.yields.find((one) => one.type !== 'identity' && one.key === undefined);
  if (without) {
    throw new Refusal(
      'key_missing',
      'Say which column holds the id of the row: rows are read again, and must be known again.',
      { type: without.type },
    );
  }
  return given.mapping;
}

/** For the record: never a password. */
function told(of: {
  kind: string;
  name: string;
  source: string;
  settings: unknown;
  everyMinutes: number | null;
}) {
  const { kind, name, source, settings, everyMinutes } = of;
  return { kind, name, source, settings, everyMinutes };
}
