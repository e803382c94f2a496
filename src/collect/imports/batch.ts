import type { Tx } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Fact, Outcome } from '../facts.ts';
import { type Place, takeInTurn } from '../following.ts';
import { screenAll } from '../known.ts';
import type { Watched } from '../quality/watchColumns.ts';
import { countReceived } from '../source.sql.ts';
import type { TakeIn } from '../takeIn.ts';
import { holder } from './claim.ts';
import { addRejections, KEPT_REJECTIONS, type NewRejection } from './rejections.ts';
import { addProgress, type BatchCount } from './run.sql.ts';

/** Rows of a file or a SELECT, each with the facts it became. */
export interface Batch {
  rows: BatchRow[];
  /** Rows that could not be read or mapped. */
  bad: NewRejection[];
  /** Position in the file after this batch. */
  doneBytes: number | null;
  /** What else stands or falls with the batch: how far a source was read. */
  also?: (tx: Tx) => Promise<void>;
  /** What its columns look like; told which rows were refused. */
  watched?: Watched;
}

export interface BatchRow {
  line: number;
  facts: Fact[];
  /** For the rejection list, should it come to that; made only then. */
  raw: () => NewRejection['raw'];
  /** Field → column it came from. */
  column?: (field: string) => string | null;
}

/** The run was taken over by another process, or asked to stop. */
export class Stopped extends Error {
  readonly why: 'cancelled' | 'taken' | 'shutdown';
  constructor(why: Stopped['why']) {
    super(why);
    this.why = why;
  }
}

export interface BatchContext {
  platform: Platform;
  takeIn: TakeIn;
  runId: number;
  sourceId: number;
  /** Rejections on record already. */
  kept: { rejections: number };
}

/**
 * Takes one batch in. A row with several facts is taken whole or not at all: if one of them is refused, so is the row.
 * The counters and the rejected rows commit with the facts, after those of the batch before: a run that was broken off
 * goes on after so many rows.
 */
async function takeBatch(
  context: BatchContext,
  batch: Batch,
  { follows, leading }: Place,
): Promise<BatchCount> {
  const { platform, runId, sourceId } = context;
  const all = batch.rows.flatMap((row) => row.facts);
  const objections = await screenAll(platform, all);
  const refused: NewRejection[] = [];
  const good: BatchRow[] = [];
  let at = 0;
  for (const row of batch.rows) {
    const objection = objections.slice(at, at + row.facts.length).find((one) => one !== undefined);
    at += row.facts.length;
    if (objection === undefined) good.push(row);
    else refused.push(rejection(row, objection.reason, objection.field));
  }
  let count: BatchCount = { rows: 0, accepted: 0, changed: 0, unchanged: 0, rejected: 0 };
  let cancel = false;

  async function alongside(tx: Tx, outcomes: Outcome[]): Promise<void> {
    const late: NewRejection[] = [];
    count = tally(good, outcomes, late);
    const rejections = [...batch.bad, ...refused, ...late];
    count.rejected = rejections.length;
    count.rows = batch.rows.length + batch.bad.length;
    const room = Math.max(0, KEPT_REJECTIONS - context.kept.rejections);
    await addRejections(tx, runId, rejections.slice(0, room));
    const going = await addProgress(tx, { runId, holder }, { ...count, doneBytes: batch.doneBytes });
    if (!going) throw new Stopped('taken');
    cancel = going.cancel;
    await batch.also?.(tx);
    await batch.watched?.(tx, rejections);
    // The loop counts what it was given; these never reached it.
    const before = batch.bad.length + refused.length;
    await countReceived(tx, { sourceId, at: platform.clock.now(), rejected: before });
  }

  if (good.length > 0) {
    const facts = good.flatMap((row) => row.facts);
    await context.takeIn(platform, { sourceId, runId, facts, screened: true, follows, leading, alongside });
  } else {
    await follows?.done;
    await platform.db.tx((tx) => alongside(tx, []));
  }
  context.kept.rejections += count.rejected;
  if (cancel) throw new Stopped('cancelled');
  return count;
}

/** What became of each row: refused if one of its facts was, else new or changed if one of them was. */
function tally(rows: BatchRow[], outcomes: Outcome[], late: NewRejection[]): BatchCount {
  const count: BatchCount = { rows: 0, accepted: 0, changed: 0, unchanged: 0, rejected: 0 };
  let at = 0;
  for (const row of rows) {
    const own = outcomes.slice(at, at + row.facts.length);
    at += row.facts.length;
    const no = own.find((one) => one.outcome === 'rejected');
    if (no?.outcome === 'rejected')
      late.push(no.erased ? withoutRow(row.line, no.reason) : rejection(row, no.reason, no.field));
    else if (own.some((one) => one.outcome === 'changed')) {
      count.changed++;
      count.accepted++;
    } else if (own.some((one) => one.outcome === 'accepted')) count.accepted++;
    else count.unchanged++;
  }
  return count;
}

function rejection(row: BatchRow, reason: string, field?: string): NewRejection {
  return { line: row.line, column: (field && row.column?.(field)) || null, reason, raw: row.raw() };
}

/** The line, and why; the row itself is what must not be kept. */
function withoutRow(line: number, reason: string): NewRejection {
  return { line, column: null, reason, raw: [] };
}

/** Takes the batches of a run in, one after the other as far as anybody can see. @throws Stopped */
export function takeAll(
  batches: AsyncIterable<Batch>,
  context: BatchContext,
  stopping: () => boolean,
): Promise<void> {
  return takeInTurn(batches, async (batch, place) => {
    if (stopping()) throw new Stopped('shutdown');
    await takeBatch(context, batch, place);
  });
}
