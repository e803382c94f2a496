import { type Runner, sql, type Tx } from '../platform/database.ts';
import type { Who } from './recognise.ts';

/** People remembered of one database, at some 170 bytes each, by estimate. */
const MOST = 100_000;

/** What is noted of changes is kept for two days; who has not asked for one begins anew. */
const FRESH = 86_400_000;

/** Above this one row says “many”. */
const MANY = 1000;

/** Who was met of one database: what a batch need not look up again. */
interface Memory {
  /** By source and key. */
  people: Map<number, Map<string, Who>>;
  size: number;
  /** `pg_current_snapshot` when it was last asked who has changed: later changes are not known of. */
  snapshot: string | undefined;
  askedAt: number;
  /** How often it was asked. */
  round: number;
  /** Who was forgotten, and in which round: what was read before may be older than the change. */
  forgotten: Map<string, number>;
  /** The round in which all were. */
  allForgotten: number;
  /** The reporting dimensions that `Who.dims` are cut to. */
  dimensions: string;
}

/** The people of a source as they were when the batch began. */
export interface Remembered {
  get(key: string): Who | undefined;
  /** To be called once what was read or made is committed. */
  keep(key: string, who: Who): void;
}

const memories = new WeakMap<Runner, Memory>();

/**
 * Whom this process has met, without those that anybody has changed since: reading a few thousand records a batch takes as
 * long as storing the batch's facts. Whoever changes a record or moves it to another customer says so with `noteChanged`, in the
 * same transaction; asked for are the changes that this statement's snapshot sees and the one of the last time did not.
 */
export async function remembered(tx: Tx, sourceId: number, dimensions: string[]): Promise<Remembered> {
  const memory = memories.get(tx.origin) ?? begin();
  memories.set(tx.origin, memory);
  const named = dimensions.join('\x1f');
  if (memory.dimensions !== named || performance.now() - memory.askedAt > FRESH) forgetAll(memory);
  memory.dimensions = named;
  await askWhoChanged(tx, memory);
  const { round } = memory;
  const people = memory.people.get(sourceId) ?? new Map<string, Who>();
  memory.people.set(sourceId, people);
  return {
    get: (key) => people.get(key),
    keep(key, who) {
      if (memory.allForgotten > round || (memory.forgotten.get(who.identityId) ?? 0) > round) return;
      if (memory.dimensions !== named || people.has(key)) return;
      if (memory.size >= MOST) forgetOne(memory);
      people.set(key, who);
      memory.size++;
    },
  };
}

/** These records have changed or belong to another customer now. */
export async function noteChanged(tx: Tx, identityIds: readonly string[]): Promise<void> {
  if (identityIds.length === 0) return;
  const many = identityIds.length > MANY;
  await tx.run(
    sql`insert into identity_changes (identity_id) select unnest(${many ? [null] : identityIds}::uuid[])`,
  );
}

/** Changes that nobody asks for any more. */
export async function dropOldChanges(db: Runner): Promise<void> {
  await db.run(sql`delete from identity_changes where at < now() - interval '2 days'`);
}

function begin(): Memory {
  return {
    people: new Map(),
    size: 0,
    snapshot: undefined,
    askedAt: performance.now(),
    round: 0,
    forgotten: new Map(),
    allForgotten: 0,
    dimensions: '',
  };
}

async function askWhoChanged(tx: Tx, memory: Memory): Promise<void> {
  const since = memory.snapshot;
  const { snapshot, changed } = await tx.one<{ snapshot: string; changed: (string | null)[] | null }>(
    since === undefined
      ? sql`select pg_current_snapshot()::text as snapshot, null as changed`
      : sql`select pg_current_snapshot()::text as snapshot, (
          select array_agg(identity_id::text) from identity_changes
          where xid >= pg_snapshot_xmin(${since}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${since}::pg_snapshot)) as changed`,
  );
  memory.round++;
  memory.snapshot = snapshot;
  memory.askedAt = performance.now();
  if (changed?.includes(null)) forgetAll(memory);
  else if (changed) forget(memory, new Set(changed as string[]));
}

/** Changes are told by id, since a key may say who it is; going through everybody costs less than keeping them by id as well. */
function forget(memory: Memory, identityIds: ReadonlySet<string>): void {
  for (const people of memory.people.values()) {
    for (const [key, { identityId }] of people) {
      if (!identityIds.has(identityId)) continue;
      people.delete(key);
      memory.size--;
    }
  }
  if (memory.forgotten.size >= MOST) forgetAll(memory);
  for (const id of identityIds) memory.forgotten.set(id, memory.round);
}

function forgetAll(memory: Memory): void {
  for (const people of memory.people.values()) people.clear();
  memory.size = 0;
  memory.forgotten.clear();
  memory.allForgotten = memory.round;
}

/** The one met first goes. */
function forgetOne(memory: Memory): void {
  for (const people of memory.people.values()) {
    for (const key of people.keys()) {
      people.delete(key);
      memory.size--;
      return;
    }
  }
}
