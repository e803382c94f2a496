import type { Runner, Tx } from '../platform/database.ts';
import { readOrganisation } from '../platform/settings.ts';
import { calendar } from './calendar.ts';
import { addToCells, lockCounting } from './cells.sql.ts';
import { Tally } from './cells.ts';
import { type CountedFact, compileCounting, type FactType } from './counting.ts';
import { countingRules } from './metric.sql.ts';

/** A fact as it lies in its table. */
export interface PlacedFact extends CountedFact {
  /** 0: on no touchpoint. */
  touchpointId: number;
  sliceId: number;
  occurredAt: Date;
}

/** The counting of one batch. */
export interface Counter {
  /** A new fact, or a changed one as it is now. */
  in(type: FactType, fact: PlacedFact): void;
  /** A changed fact as it was: taken out of its cell. */
  out(type: FactType, fact: PlacedFact): void;
  /** Writes all cells of the batch; once and late, so that the rows all batches share are locked shortly. */
  write(tx: Tx): Promise<void>;
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
 * Begins to count a batch; from here to the commit nobody redefines a metric or recounts. Call it after the kinds of
 * the batch are interned.
 */
export async function counter(tx: Tx): Promise<Counter> {
  await lockCounting(tx, 'shared');
  const dayOf = await calendarOf(tx);
  const contributions = compileCounting(await countingRules(tx));
  const tally = new Tally();
  const add = (type: FactType, fact: PlacedFact, sign: 1 | -1) => {
    const found = contributions(type, fact);
    if (found.length === 0) return;
    tally.add(
      found,
      { touchpointId: fact.touchpointId, sliceId: fact.sliceId, day: dayOf(fact.occurredAt) },
      sign,
    );
  };
  return {
    in: (type, fact) => add(type, fact, 1),
    out: (type, fact) => add(type, fact, -1),
    write: (on) => addToCells(on, tally.rows()),
  };
}
