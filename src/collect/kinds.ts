import { type Runner, sql, type Tx } from '../platform/database.ts';

/** Kinds of interaction never change once made, so what this process has seen it may keep for good. */
const interned = new WeakMap<Runner, Map<string, number>>();

/** The id of each kind of interaction, made where it is new ("order.placed" reads as "Order placed"). */
export async function internKinds(tx: Tx, keys: Set<string>): Promise<Map<string, number>> {
  let known = interned.get(tx.origin);
  if (!known) interned.set(tx.origin, (known = new Map()));
  const answer = new Map<string, number>();
  const fresh: string[] = [];
  for (const key of keys) {
    const id = known.get(key);
    if (id === undefined) fresh.push(key);
    else answer.set(key, id);
  }
  if (fresh.length === 0) return answer;
  fresh.sort();
  await tx.run(sql`
    insert into kinds (key, name) select * from unnest(${fresh}::text[], ${fresh.map(wordsOf)}::text[])
    on conflict (key) do nothing`);
  const rows = await tx.all<{ kind_id: number; key: string }>(
    sql`select kind_id, key from kinds where key = any(${fresh}::text[])`,
  );
  for (const row of rows) answer.set(row.key, row.kind_id);
  const cache = known;
  tx.onCommit(() => {
    for (const row of rows) cache.set(row.key, row.kind_id);
  });
  return answer;
}

function wordsOf(key: string): string {
  const words = key.replace(/[._-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
