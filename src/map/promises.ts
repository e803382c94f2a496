import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { keyFrom } from './key.ts';
import { type PeriodQuery, type Span, spanOf } from './period.ts';
import type { PromiseAnswer, PromiseInput, PromiseTo } from './promise.ts';
import {
  brokenFor,
  countKept,
  factsBroken,
  type Kept,
  readPromises,
  readTerms,
  type StoredPromise,
} from './promises.sql.ts';

export type PromiseKept = PromiseAnswer &
  Pick<StoredPromise, 'touchpointId' | 'atTouchpointId'> &
  Pick<Kept, 'brokenAt'>;

/** Every promise that stands, with how often it was kept and broken in the period: the most broken first. */
export async function promises(
  platform: Platform,
  actor: Actor,
  query: PeriodQuery & { journey?: string | undefined } = {},
): Promise<{ items: PromiseKept[]; from: string; to: string }> {
  require(actor, 'journey:read');
  const span = await spanOf(platform, query);
  const found: PromiseKept[] = [];
  for (const promise of await readPromises(platform.db, span.to))
    if (query.journey === undefined || promise.touchpoint?.journey === query.journey)
      found.push(await counted(platform.db, promise, span));
  found.sort((a, b) => b.broken - a.broken || (a.name < b.name ? -1 : 1));
  return { items: found, from: span.from, to: span.to };
}

/** @throws `not_found`. */
export async function promiseByKey(
  platform: Platform,
  actor: Actor,
  key: string,
  query: PeriodQuery = {},
): Promise<PromiseKept> {
  require(actor, 'journey:read');
  const span = await spanOf(platform, query);
  const [promise] = await readPromises(platform.db, span.to, key);
  if (!promise) throw notFound('promise', key);
  return counted(platform.db, promise, span);
}

async function counted(on: Runner, promise: StoredPromise, span: Span): Promise<PromiseKept> {
  const { n, broken, customers, brokenAt } = await countKept(on, promise, span);
  return { ...promise, n, broken, customers, brokenAt, keptShare: n === 0 ? null : (n - broken) / n };
}

/** Every number opens: to whom a promise was broken in a period, the newest 200. */
export async function promiseBroken(platform: Platform, actor: Actor, key: string, query: PeriodQuery) {
  require(actor, 'customer:read');
  const span = await spanOf(platform, query);
  const [promise] = await readPromises(platform.db, span.to, key);
  if (!promise) throw notFound('promise', key);
  return factsBroken(platform.db, promise, span);
}

/** What was promised to one customer in the period, and whether we kept it: the most broken first. */
export async function promisesTo(platform: Platform, actor: Actor, customerId: string, query: PeriodQuery) {
  require(actor, 'customer:read');
  const span = await spanOf(platform, query);
  const found: PromiseTo[] = [];
  for (const promise of await readPromises(platform.db, span.to)) {
    const kept = await brokenFor(platform.db, promise, span, customerId);
    if (kept.n > 0) found.push({ key: promise.key, name: promise.name, words: promise.words, ...kept });
  }
  return found.sort((a, b) => b.broken - a.broken || (a.name < b.name ? -1 : 1));
}

/** What was promised when, the newest first. */
export async function promiseTerms(platform: Platform, actor: Actor, key: string) {
  require(actor, 'journey:read');
  const items = await readTerms(platform.db, key);
  if (items.length === 0) throw notFound('promise', key);
  return items;
}

/** Writes a promise down, or its new terms. @throws `promise_exists`, `unknown_…` of what it names. */
export async function makePromise(
  platform: Platform,
  actor: Actor,
  given: PromiseInput,
  known?: string,
): Promise<PromiseKept> {
  require(actor, 'journey:write');
  const key = await platform.db.tx(async (tx) => {
    const at = platform.clock.now();
    const promiseKey = known ?? (await freeKey(tx, given));
    if (known === undefined)
      await tx.run(
        sql`insert into promises (key, name, made_at) values (${promiseKey}, ${given.name}, ${at}::timestamptz)`,
      );
    const departmentId = await idOf<string>(tx, 'department', given.department);
    const touchpointId = await idOf<number>(tx, 'touchpoint', given.touchpoint);
    const atId = await idOf<number>(tx, 'touchpoint', given.at);
    if (given.person) await idOf<string>(tx, 'person', given.person);
    await refuseUnknownMeasure(tx, given);
    const written = await tx.run(sql`
      insert into promise_terms (term_id, promise_id, words, to_whom, department_id, person_id, touchpoint_id, measured_by,
        measured_key, at_touchpoint_id, broken_when, limit_value, unit, made_at, made_by, made_by_name)
      select ${newId()}::uuid, promise_id, ${given.words}, ${given.toWhom}, ${departmentId}::uuid, ${given.person}::uuid,
        ${touchpointId}::int, ${given.measuredBy}, ${given.measuredKey}, ${atId}::int, ${given.brokenWhen},
        ${given.limit}::numeric, ${given.unit}, ${at}::timestamptz, ${actor.personId}::uuid, ${actor.name}
      from promises where key = ${promiseKey}`);
    if (written === 0) throw notFound('promise', promiseKey);
    await tx.run(sql`update promises set name = ${given.name}, archived_at = null where key = ${promiseKey}`);
    await record(tx, platform, actor, known === undefined ? 'promise.made' : 'promise.changed', promiseKey);
    return promiseKey;
  });
  return promiseByKey(platform, actor, key);
}

/** Withdraws a promise; new terms bring it back. */
export async function withdrawPromise(platform: Platform, actor: Actor, key: string): Promise<void> {
  require(actor, 'journey:write');
  await platform.db.tx(async (tx) => {
    const done = await tx.run(sql`update promises set archived_at = ${platform.clock.now()}::timestamptz
      where key = ${key} and archived_at is null`);
    if (done === 0) throw notFound('promise', key);
    await record(tx, platform, actor, 'promise.withdrawn', key);
  });
}

async function freeKey(tx: Tx, given: PromiseInput): Promise<string> {
  const taken = (await tx.all<{ key: string }>(sql`select key from promises`)).map(({ key }) => key);
  if (!given.key) return keyFrom(given.name, taken, 'promise');
  if (!taken.includes(given.key)) return given.key;
  throw conflict(
    'promise_exists',
    `There is a promise with the key “${given.key}” already. Choose another.`,
    {
      key: given.key,
    },
  );
}

const places = {
  department: (key: string) => sql`select department_id as id from departments where key = ${key}`,
  touchpoint: (key: string) =>
    sql`select touchpoint_id as id from touchpoints where key = ${key} and archived_at is null`,
  person: (id: string) => sql`select person_id as id from people where person_id = ${id}::uuid`,
};

async function idOf<T>(on: Runner, what: keyof typeof places, key: string | null): Promise<T | null> {
  if (key === null) return null;
  const row = await on.maybe<{ id: T }>(places[what](key));
  if (row) return row.id;
  throw new Refusal(`unknown_${what}`, `There is no ${what} “${key}”. Choose one that is there.`, {
    [what]: key,
  });
}

async function refuseUnknownMeasure(on: Runner, { measuredBy, measuredKey }: PromiseInput): Promise<void> {
  if (!measuredBy) return;
  const table = measuredBy === 'interaction' ? sql`kinds` : sql`metrics where taken_from = 'response'`;
  const known = await on.all<{ key: string }>(sql`select key from ${table} order by key limit 200`);
  if (known.some(({ key }) => key === measuredKey)) return;
  const what = measuredBy === 'interaction' ? 'kind of interaction' : 'metric of answers';
  throw new Refusal(
    'unknown_measure',
    `Nothing of the ${what} “${measuredKey}” has come in. There is: ${known.map(({ key }) => key).join(', ') || 'none yet'}.`,
    { measuredBy, measuredKey },
  );
}

async function record(tx: Tx, platform: Platform, actor: Actor, verb: string, key: string): Promise<void> {
  const subject = { kind: 'promise', id: key };
  await recordEvent(tx, platform, { name: verb, subject });
  await audit(tx, platform, actor, { verb, subject });
}
