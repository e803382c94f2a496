import { type Columns, idList, put } from '../platform/bulk.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';
import type { EventFact } from './facts.ts';
import { LeaderBroke, type Leading } from './following.ts';

/** A fact as it lies in its table. `typeId` is the kind of an interaction or the metric of a response. */
export interface StoredFact {
  factId: string;
  identityId: string;
  sourceId: number;
  typeId: number;
  touchpointId: number;
  sliceId: number;
  occurredAt: Date;
  value: number | null;
  /** Interactions: it went wrong. Responses: contact was requested. */
  flag: boolean | null;
  /** Interactions: summary. Responses: comment. */
  text: string | null;
  attributes: object | null;
  contentHash: number;
  runId: number | null;
}

/** What a fact counted as before it changed, to be taken out of the cells. */
export type CountedBefore = Pick<
  StoredFact,
  'factId' | 'typeId' | 'touchpointId' | 'sliceId' | 'occurredAt' | 'value' | 'flag'
> & {
  /** Interactions: key of the kind it was. */
  kind: string | null;
};

export interface Stored {
  outcomes: ('accepted' | 'changed' | 'unchanged')[];
  /** The earlier state of each changed fact, by fact id. */
  before: Map<string, CountedBefore>;
}

interface Table {
  name: string;
  id: string;
  type: string;
  flag: string;
  text: string;
}

export const tables: Record<EventFact['type'], Table> = {
  interaction: {
    name: 'interactions',
    id: 'interaction_id',
    type: 'kind_id',
    flag: 'failed',
    text: 'summary',
  },
  response: {
    name: 'responses',
    id: 'response_id',
    type: 'metric_id',
    flag: 'contact_requested',
    text: 'comment',
  },
};

/** Whether the same batch would succeed if tried again: others were in the way, nothing is wrong with it. */
export function isWorthRepeating(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  // 23505: a fact or record somebody else stored since we looked; the next try finds it.
  return (
    error instanceof StoredMeanwhile ||
    error instanceof LeaderBroke ||
    code === '40P01' ||
    code === '40001' ||
    code === '23505'
  );
}

/** Another transaction stored one of these facts in between: the whole batch is to be tried again. */
class StoredMeanwhile extends Error {}

/** From this size on, a batch of facts that are all new saves more by not being looked up than one known fact costs. */
const LARGE = 500;

/** By database: sources and types whose last batch held something known, so that the next one probably does. */
const meetsKnown = new WeakMap<Runner, Set<string>>();

/**
 * Stores facts of one type, each once whatever is delivered again. Fact ids must be distinct within the batch.
 * A known fact with other content is replaced, also where it now names another person.
 * Copies straight into the table, which writes a row once where copying beside it and inserting writes it twice; and first
 * looks up what is known, a quarter of the time of a batch, unless all of it is probably new. The primary key tells.
 * Where a concurrent batch holds the same facts, it fails with an error that `isWorthRepeating`.
 * `follows`: what the batch before changes is seen only once that is committed.
 */
export async function store(
  tx: Tx,
  facts: readonly { fact: Pick<EventFact, 'type'>; row: StoredFact }[],
  follows?: Leading,
): Promise<Stored> {
  const [first] = facts;
  if (!first) return { outcomes: [], before: new Map() };
  const t = tables[first.fact.type];
  const rows = facts.map(({ row }) => row);
  const known = meetsKnown.get(tx.origin) ?? new Set();
  meetsKnown.set(tx.origin, known);
  const kind = `${rows[0]?.sourceId} ${t.name}`;
  if (rows.length >= LARGE && !known.has(kind) && (await allNew(tx, t, rows)))
    return { outcomes: rows.map(() => 'accepted'), before: new Map() };
  await follows?.untilDone();
  const stored = await lookAndStore(tx, t, rows);
  if (stored.outcomes.every((outcome) => outcome === 'accepted')) known.delete(kind);
  else known.add(kind);
  return stored;
}

/** Copies all rows in; false, and nothing happened, where one of them is there already. */
async function allNew(tx: Tx, t: Table, rows: StoredFact[]): Promise<boolean> {
  await tx.raw('savepoint storing');
  try {
    await put(tx, t.name, columnsOf(t), rows.map(valuesOf));
    await tx.raw('release savepoint storing');
    return true;
  } catch (error) {
    if ((error as { code?: string } | null)?.code !== '23505') throw error;
    await tx.raw('rollback to savepoint storing');
    return false;
  }
}

async function lookAndStore(tx: Tx, t: Table, rows: StoredFact[]): Promise<Stored> {
  const result: Stored = { outcomes: [], before: new Map() };
  const name = sql.raw(t.name);
  const known = new Map<string, CountedBefore & { hash: number }>();
  const found = await tx.all<CountedBefore & { hash: number }>(sql`
    select f.${sql.ref(t.id)} as "factId", f.${sql.ref(t.type)} as "typeId", f.touchpoint_id as "touchpointId",
      f.slice_id as "sliceId", f.occurred_at as "occurredAt", f.value, f.${sql.ref(t.flag)} as flag, f.content_hash as hash,
      ${t.type === 'kind_id' ? sql`(select key from kinds k where k.kind_id = f.kind_id)` : sql`null`} as kind
    from ${name} f where f.${sql.ref(t.id)} = any(${idList(rows.map((row) => row.factId))}::uuid[])`);
  for (const row of found) known.set(row.factId, row);

  const changed: string[] = [];
  for (const row of rows) {
    const was = known.get(row.factId);
    if (!was) {
      result.outcomes.push('accepted');
    } else if (was.hash === row.contentHash) {
      result.outcomes.push('unchanged');
    } else {
      changed.push(row.factId);
      result.before.set(row.factId, was);
      result.outcomes.push('changed');
    }
  }
  if (changed.length > 0) {
    const hashes = changed.map((id) => (known.get(id) as { hash: number }).hash);
    const removed = await tx.run(sql`
      delete from ${name} f using unnest(${changed}::uuid[], ${hashes}::bigint[]) c(fact_id, hash)
      where f.${sql.ref(t.id)} = c.fact_id and f.content_hash = c.hash`);
    if (removed !== changed.length) throw new StoredMeanwhile();
  }
  const writes = known.size === 0 ? rows : rows.filter((_, i) => result.outcomes[i] !== 'unchanged');
  await put(tx, t.name, columnsOf(t), writes.map(valuesOf));
  return result;
}

function columnsOf(t: Table): Columns {
  return [
    [t.id, 'uuid'],
    ['identity_id', 'uuid'],
    ['source_id', 'int'],
    [t.type, 'int'],
    ['touchpoint_id', 'int'],
    ['slice_id', 'int'],
    ['occurred_at', 'timestamptz'],
    ['value', 'numeric'],
    [t.flag, 'boolean'],
    [t.text, 'text'],
    ['attributes', 'jsonb'],
    ['content_hash', 'bigint'],
    ['run_id', 'int'],
  ];
}

function valuesOf(row: StoredFact): unknown[] {
  return [
    row.factId,
    row.identityId,
    row.sourceId,
    row.typeId,
    row.touchpointId,
    row.sliceId,
    row.occurredAt,
    row.value,
    row.flag,
    row.text,
    row.attributes,
    row.contentHash,
    row.runId,
  ];
}
