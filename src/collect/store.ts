import { bring, type Columns } from '../platform/bulk.ts';
import { sql, type Tx } from '../platform/database.ts';

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
export type CountedBefore = Pick<StoredFact, 'factId' | 'typeId' | 'touchpointId' | 'sliceId' | 'occurredAt' | 'value' | 'flag'> & {
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

const tables: Record<'interaction' | 'response', Table> = {
  interaction: { name: 'interactions', id: 'interaction_id', type: 'kind_id', flag: 'failed', text: 'summary' },
  response: { name: 'responses', id: 'response_id', type: 'metric_id', flag: 'contact_requested', text: 'comment' },
};

const columns: Columns = [
  ['fact_id', 'uuid'],
  ['identity_id', 'uuid'],
  ['source_id', 'int'],
  ['type_id', 'int'],
  ['touchpoint_id', 'int'],
  ['slice_id', 'int'],
  ['occurred_at', 'timestamptz'],
  ['value', 'numeric'],
  ['flag', 'boolean'],
  ['text', 'text'],
  ['attributes', 'jsonb'],
  ['content_hash', 'bigint'],
  ['run_id', 'int'],
];

/** Whether the same batch would succeed if tried again: others were in the way, nothing is wrong with it. */
export function isWorthRepeating(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  return error instanceof StoredMeanwhile || code === '40P01' || code === '40001' || code === '23505';
}

/** Another transaction stored one of these facts in between: the whole batch is to be tried again. */
class StoredMeanwhile extends Error {}

/**
 * Stores facts of one type, each once whatever is delivered again. Fact ids must be distinct within the batch.
 * A known fact with other content is replaced, also where it now names another person.
 * @throws StoredMeanwhile where a concurrent batch holds the same facts.
 */
export async function store(tx: Tx, facts: readonly { fact: { type: 'interaction' | 'response' }; row: StoredFact }[]): Promise<Stored> {
  const result: Stored = { outcomes: [], before: new Map() };
  const [first] = facts;
  if (!first) return result;
  const t = tables[first.fact.type];
  const rows = facts.map(({ row }) => row);
  const name = sql.raw(t.name);
  await bring(
    tx,
    'new_facts',
    columns,
    rows.map((r) => [
      r.factId,
      r.identityId,
      r.sourceId,
      r.typeId,
      r.touchpointId,
      r.sliceId,
      r.occurredAt,
      r.value,
      r.flag,
      r.text,
      r.attributes,
      r.contentHash,
      r.runId,
    ]),
  );
  const known = new Map<string, CountedBefore & { hash: number }>();
  const found = await tx.all<CountedBefore & { hash: number }>(sql`
    select f.${sql.ref(t.id)} as "factId", f.${sql.ref(t.type)} as "typeId", f.touchpoint_id as "touchpointId",
      f.slice_id as "sliceId", f.occurred_at as "occurredAt", f.value, f.${sql.ref(t.flag)} as flag, f.content_hash as hash,
      ${t.type === 'kind_id' ? sql`(select key from kinds k where k.kind_id = f.kind_id)` : sql`null`} as kind
    from ${name} f where f.${sql.ref(t.id)} = any(select fact_id from new_facts)`);
  for (const row of found) known.set(row.factId, row);

  let fresh = 0;
  const changed: string[] = [];
  for (const row of rows) {
    const was = known.get(row.factId);
    if (!was) {
      fresh++;
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
  if (fresh + changed.length === 0) return result;
  const unchanged = rows.filter((_, i) => result.outcomes[i] === 'unchanged').map((r) => r.factId);
  const only =
    unchanged.length > 0
      ? sql`where not exists (select from unnest(${unchanged}::uuid[]) u(id) where u.id = new_facts.fact_id)`
      : sql``;
  const inserted = await tx.run(sql`
    insert into ${name} (${sql.ref(t.id)}, identity_id, source_id, ${sql.ref(t.type)}, touchpoint_id, slice_id, occurred_at, value,
      ${sql.ref(t.flag)}, ${sql.ref(t.text)}, attributes, content_hash, run_id)
    select * from new_facts ${only}
    on conflict do nothing`);
  if (inserted !== fresh + changed.length) throw new StoredMeanwhile();
  return result;
}
