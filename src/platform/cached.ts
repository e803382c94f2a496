import type { Runner } from './database.ts';

export interface Cached<T> {
  get(db: Runner): Promise<T>;
  /** Whoever changes the data says so; this process reads again at the next question. */
  forget(): void;
}

/**
 * Small reference data kept in the process, per database. Read again after `seconds`, so that a change made by
 * another process is seen soon. A value read inside a transaction that is later rolled back could be wrong:
 * change reference data outside of the loop's transactions, or call `forget` when yours fails.
 */
export function cached<T>(read: (db: Runner) => Promise<T>, seconds = 2): Cached<T> {
  let kept = new WeakMap<Runner, { value: T; until: number }>();
  return {
    async get(db) {
      const hit = kept.get(db.origin);
      if (hit && hit.until > performance.now()) return hit.value;
      const asked = kept;
      const value = await read(db);
      asked.set(db.origin, { value, until: performance.now() + seconds * 1000 });
      return value;
    },
    forget() {
      kept = new WeakMap();
    },
  };
}
