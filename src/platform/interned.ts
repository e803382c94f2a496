import type { Runner, Tx } from './database.ts';

/**
 * Words that become numbers, once and for good: what this process has seen it never asks again.
 * `make` inserts those that are new (sorted, so that two loops take their locks in one order) and answers with all ids.
 */
export function interned(
  make: (tx: Tx, fresh: string[]) => Promise<{ key: string; id: number }[]>,
): (tx: Tx, keys: Set<string>) => Promise<Map<string, number>> {
  const seen = new WeakMap<Runner, Map<string, number>>();
  return async (tx, keys) => {
    const known = seen.get(tx.origin) ?? new Map<string, number>();
    seen.set(tx.origin, known);
    const answer = new Map<string, number>();
    const fresh: string[] = [];
    for (const key of keys) {
      const id = known.get(key);
      if (id === undefined) fresh.push(key);
      else answer.set(key, id);
    }
    if (fresh.length === 0) return answer;
    const rows = await make(tx, fresh.sort());
    for (const row of rows) answer.set(row.key, row.id);
    // Only once committed: an id that is rolled back must not be remembered.
    tx.onCommit(() => {
      for (const row of rows) known.set(row.key, row.id);
    });
    return answer;
  };
}
