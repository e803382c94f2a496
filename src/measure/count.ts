import type { Runner, Tx } from '../platform/database.ts';
import { lockCounting } from '../platform/locks.ts';
import { readOrganisation } from '../platform/settings.ts';
import { calendar } from './calendar.ts';
import { addToCells } from './cells.sql.ts';
import { type Place, Tally } from './cells.ts';
import { type CountedFact, compileCounting } from './counting.ts';
import { addToFlows } from './flows.ts';
import { allMetrics } from './metric.sql.ts';

/** The counting of one batch. */
export interface Counting {
  /** `sign` −1 takes an old version of a fact out of its cell. */
  add(fact: CountedFact, place: Omit<Place, 'day'> & { at: Date | number }, sign: 1 | -1): void;
  /** Writes all cells and flows of the batch; call it once, last, so that the shared all-slices rows are locked shortly. */
  write(): Promise<void>;
}

/** One calendar per time zone keeps its offsets over all batches. */
const calendars = new Map<string, ReturnType<typeof calendar>>();

export async function calendarOf(db: Runner): Promise<ReturnType<typeof calendar>> {
  const { timezone } = await readOrganisation(db);
  let days = calendars.get(timezone);
  if (!days) {
    days = calendar(timezone);
    calendars.set(timezone, days);
  }
  return days;
}

/**
 * Begins to count a batch of one source. Call it before reading the old versions of its facts: from here to the commit nobody
 * redefines a metric, recounts, or moves facts to another touchpoint.
 */
export async function startCounting(tx: Tx, sourceId: number): Promise<Counting> {
  await lockCounting(tx, 'shared');
  const dayOf = await calendarOf(tx);
  const contributions = compileCounting(await allMetrics(tx));
  const tally = new Tally();
  return {
    add(fact, { touchpointId, sliceId, at }, sign) {
      const found = contributions(fact);
      if (found.length === 0) return;
      tally.add(found, { touchpointId, sliceId, day: dayOf(at) }, sign);
    },
    async write() {
      await addToCells(tx, tally.rows());
      await addToFlows(tx, sourceId, tally.counts());
    },
  };
}
