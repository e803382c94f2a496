import { idList } from '../../platform/bulk.ts';
import { sql, type Tx } from '../../platform/database.ts';
import type { EventFact } from '../facts.ts';
import { type StoredFact, tables } from '../store.ts';

/** New facts that were looked at, and how many of them say what another one of the source says under another key. */
export interface Twins {
  checked: number;
  doubled: number;
}

/** About so many of a batch are looked at, chosen by their content: a share, not a search. */
const LOOKED_AT = 64;

/**
 * Looks for the same content, of the same person at the same instant, under another key. Reads the index
 * (identity_id, occurred_at) and the row behind it: about 50 µs a fact once the table is large, so that all of a batch of 5,000 would
 * take longer than the batch. Of two twins in one batch the later one counts.
 */
export async function countTwins(
  tx: Tx,
  fresh: readonly { fact: Pick<EventFact, 'type'>; row: StoredFact }[],
): Promise<Twins> {
  const twins = { checked: 0, doubled: 0 };
  for (const type of ['interaction', 'response'] as const) {
    const rows = fresh.flatMap(({ fact, row }) => (fact.type === type ? [row] : []));
    const every = 2 ** Math.max(0, Math.ceil(Math.log2(rows.length / LOOKED_AT)));
    const looked = every === 1 ? rows : rows.filter((row) => row.contentHash % every === 0);
    twins.checked += looked.length;
    twins.doubled += await doubledAmong(tx, tables[type], looked);
  }
  return twins;
}

async function doubledAmong(
  tx: Tx,
  { name, id }: { name: string; id: string },
  looked: readonly StoredFact[],
): Promise<number> {
  const [first] = looked;
  if (!first) return 0;
  const found = await tx.all<{ i: number; other: string }>(sql`
    select n.i, f.${sql.ref(id)} as other
    from unnest(${idList(looked.map((row) => row.factId))}::uuid[], ${idList(looked.map((row) => row.identityId))}::uuid[],
      ${looked.map((row) => row.occurredAt)}::timestamptz[], ${looked.map((row) => row.contentHash)}::bigint[])
      with ordinality n(fact_id, identity_id, at, hash, i)
    join ${sql.raw(name)} f on f.identity_id = n.identity_id and f.occurred_at = n.at and f.content_hash = n.hash
      and f.${sql.ref(id)} <> n.fact_id and f.source_id = ${first.sourceId}`);
  const at = new Map(looked.map((row, i) => [row.factId, i + 1]));
  const doubled = new Set<number>();
  for (const { i, other } of found) if ((at.get(other) ?? 0) < Number(i)) doubled.add(Number(i));
  return doubled.size;
}
