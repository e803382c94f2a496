import type { Runner } from './database.ts';

export interface Cached<T> {
  get(db: Runner): Promise<T>;
  /** Whoever changes the data says so; this process reads again at the next question. */
  forget(): void;
}

/**
 * Small reference data kept in the process, per database; who asks while it is read waits for that one reading. Read again after `seconds`, so that a change made by
 * another process is seen soon. A value read inside a transaction that is later rolled back could be wrong:
 * change reference data outside of the loop's transactions, or call `forget` when yours fails.
 */
export function cached<T>(read: (db: Runner) => Promise<T>, seconds = 2): Cached<T> {
  let kept = new WeakMap<Runner, { value: T; until: number }>();
  let asking = new WeakMap<Runner, Promise<T>>();
  const ask = async (db: Runner): Promise<T> => {
    const asked = kept;
    const value = await read(db);
    asked.set(db.origin, { value, until: performance.now() + seconds * 1000 });
    return value;
  };
  return {
    async get(db) {
      const hit = kept.get(db.origin);
      if (hit && hit.until > performance.now()) return hit.value;
      // What a transaction sees is its own, and it must not wait for a question behind it in the same queue.
      if (db !== db.origin) return ask(db);
      let asked = asking.get(db);
      if (!asked) {
        const these = asking;
        asked = ask(db).finally(() => these.delete(db));
        these.set(db, asked);
      }
      return asked;
    },
    forget() {
      kept = new WeakMap();
      asking = new WeakMap();
    },
  };
}
