import { type Runner, sql, type Tx } from './database.ts';

/** Every advisory lock of Onus, so that no two mean different things by one number. Held until the transaction ends. */
const numbers = {
  migrating: 7_267_001,
  counting: 7_267_002,
  /** Which import runs next. */
  importing: 7_267_003,
  openingCases: 7_267_008,
  /** Changing the routing rules. */
  routing: 7_267_009,
  settingUp: 7_267_010,
  drawingMaps: 7_267_011,
  assigning: 7_267_012,
  /** Appointing and deciding about grey areas. */
  clarifying: 7_267_017,
  /** Who acts for whom from today is told. */
  tellingCover: 7_267_021,
  /** Which deliveries go out next. */
  sendingOut: 7_267_023,
  /** How cases flow is being counted. */
  countingFlow: 7_267_041,
  /** What one customer is given in a month. */
  givingTo: 7_267_039,
} as const;

/** Waits until nobody else holds the lock in a way that excludes ours. */
export async function hold(
  tx: Runner,
  lock: keyof typeof numbers,
  mode: 'exclusive' | 'shared' = 'exclusive',
): Promise<void> {
  const number = sql.lit(numbers[lock]);
  await tx.run(
    mode === 'shared'
      ? sql`select pg_advisory_xact_lock_shared(${number})`
      : sql`select pg_advisory_xact_lock(${number})`,
  );
}

/** The same for one thing of many, such as one customer: others of its kind go on. */
export async function holdOne(tx: Tx, lock: keyof typeof numbers, which: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(${sql.lit(numbers[lock])}, hashtext(${which}))`);
}

/**
 * Batches count side by side (shared); who redefines what counts, recounts, or moves facts to another touchpoint waits
 * for them and holds them off (exclusive).
 */
export function lockCounting(tx: Tx, mode: 'shared' | 'exclusive'): Promise<void> {
  return hold(tx, 'counting', mode);
}
