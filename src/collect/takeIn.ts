import type { Tx } from '../platform/database.ts';
import type { Platform } from '../platform/platform.ts';
import type { Fact, Outcome } from './facts.ts';
import type { Leading } from './following.ts';

/** At most this many facts in one transaction: PGlite has one connection, and requests wait behind a batch. */
export const BATCH = 5000;

export interface Intake {
  sourceId: number;
  runId?: number;
  facts: Fact[];
  /** They were screened a moment ago, without objection. */
  screened?: boolean;
  /** The batch before this one of the same run: its facts come first. On a server this one follows it closely. */
  follows?: Leading | undefined;
  /** Told how far this batch has come, for the one that follows. */
  leading?: Leading;
  /**
   * Runs in the batch's own transaction after its facts are stored, so that progress counters and
   * "this delivery is done" commit with them or not at all.
   */
  alongside?: (tx: Tx, outcomes: Outcome[]) => Promise<void>;
}

/** The spine (`src/loop.ts`), handed to this room by the wiring: rooms know nothing of what comes after them. */
export type TakeIn = (platform: Platform, intake: Intake) => Promise<Outcome[]>;
