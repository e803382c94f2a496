import { bring, type Columns, put } from '../../platform/bulk.ts';
import { sql, type Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { Stopped } from '../imports/batch.ts';
import { holder } from '../imports/claim.ts';
import { addRejections, KEPT_REJECTIONS } from '../imports/rejections.ts';
import { addProgress, type RunWork } from '../imports/run.sql.ts';
import { uploadOf } from '../imports/uploads.ts';
import type { Entry, EntryBatch } from './entry.ts';
import { numbersOf } from './log.sql.ts';
import { LogWork } from './log.ts';
import { logBatches } from './readLog.ts';

/** More teams than this has no company; a column with a different value in each row is the wrong one. */
const MOST_GROUPS = 20_000;
const ENTRIES: Columns = [
  ['log_id', 'int'],
  ['case_id', 'int'],
  ['at', 'timestamptz'],
  ['group_id', 'int'],
  ['activity_id', 'int'],
  ['nth', 'int'],
  ['place', 'bigint'],
];

/** Takes a log's file in, each batch in its own transaction while the next one is being read. */
export async function takeLog(platform: Platform, run: RunWork, stopping: () => boolean): Promise<void> {
  const upload = await uploadOf(platform, run.uploadId as string).catch(() => {
    throw new Refusal(
      'file_gone',
      'The import was interrupted and its file is no longer there. Send the file again: rows taken in before stay and count as unchanged.',
    );
  });
  const log = new Taking(platform, run);
  const batches = logBatches(
    { path: upload.path, work: LogWork.parse(run.mapping), skipRows: run.readRows },
    (columns) => log.begin(columns),
  );
  let taking: Promise<unknown> = Promise.resolve();
  try {
    for await (const batch of batches) {
      await taking;
      if (stopping()) throw new Stopped('shutdown');
      taking = log.take(batch);
      // Its failure is seen at the next turn; until then it must not count as unhandled.
      taking.catch(() => undefined);
    }
  } finally {
    await taking;
  }
}

class Taking {
  private readonly platform: Platform;
  private readonly runId: number;
  private readonly logId: number;
  /** Not the continuation of a run that was broken off. */
  private readonly first: boolean;
  private kept: number;
  /** Cases with higher numbers were first named by this run, so that no entry of theirs can be there already. */
  private lastCase = Number.POSITIVE_INFINITY;
  /** Numbers of the names seen so far; of cases only those of the last batch, as there is no end to them. */
  private known = {
    case: new Map<string, number>(),
    group: new Map<string, number>(),
    activity: new Map([['', 0]]),
  };

  constructor(platform: Platform, run: RunWork) {
    this.platform = platform;
    this.runId = run.runId;
    this.logId = run.logId as number;
    this.kept = run.rejected;
    this.first = run.readRows === 0;
  }

  async begin(columns: string[]): Promise<void> {
    if (this.first) {
      const { last } = await this.platform.db.one<{ last: number }>(
        sql`select coalesce(max(case_id), 0) as last from event_log_cases`,
      );
      this.lastCase = last;
    }
    await this.platform.db.run(
      sql`update import_runs set columns = ${columns}::text[] where run_id = ${this.runId}`,
    );
  }

  async take(batch: EntryBatch): Promise<void> {
    const { runId } = this;
    const cancel = await this.platform.db.tx(async (tx) => {
      const accepted = await this.store(tx, batch.entries);
      await addRejections(tx, runId, batch.bad.slice(0, Math.max(0, KEPT_REJECTIONS - this.kept)));
      const going = await addProgress(
        tx,
        { runId, holder },
        {
          rows: batch.rows,
          accepted,
          changed: 0,
          unchanged: batch.entries.length - accepted,
          rejected: batch.bad.length,
          doneBytes: batch.doneBytes,
        },
      );
      if (!going) throw new Stopped('taken');
      return going.cancel;
    });
    this.kept += batch.bad.length;
    if (cancel) throw new Stopped('cancelled');
  }

  /** @returns how many were new */
  private async store(tx: Tx, entries: Entry[]): Promise<number> {
    if (entries.length === 0) return 0;
    const cases = await this.numbers(
      tx,
      'case',
      entries.map((one) => one.case),
    );
    const groups = await this.numbers(
      tx,
      'group',
      entries.map((one) => one.group),
    );
    const activities = await this.numbers(
      tx,
      'activity',
      entries.map((one) => one.activity),
    );
    if (groups.size > MOST_GROUPS) {
      throw new Refusal(
        'too_many_groups',
        `More than ${MOST_GROUPS.toLocaleString('en')} different groups were found. Choose the column that holds the team, not one with a value of its own in each row. Remove the log before.`,
      );
    }
    const first = this.runId * 2 ** 32;
    const fresh: unknown[][] = [];
    const perhaps: unknown[][] = [];
    for (const one of entries) {
      const caseId = cases.get(one.case) as number;
      (caseId > this.lastCase ? fresh : perhaps).push([
        this.logId,
        caseId,
        new Date(one.at),
        groups.get(one.group),
        activities.get(one.activity),
        one.nth,
        first + one.line,
      ]);
    }
    // Straight into the table: copying beside it and inserting would write each row twice.
    await put(tx, 'event_log_entries', ENTRIES, fresh);
    if (perhaps.length === 0) return fresh.length;
    await bring(tx, 'incoming_entries', ENTRIES, perhaps);
    const names = sql.raw(ENTRIES.map(([name]) => name).join(', '));
    const made = await tx.run(sql`
      insert into event_log_entries (${names}) select ${names} from incoming_entries on conflict do nothing`);
    return fresh.length + made;
  }

  private async numbers(
    tx: Tx,
    kind: 'case' | 'group' | 'activity',
    names: string[],
  ): Promise<Map<string, number>> {
    const known = this.known[kind];
    const all = new Set(names);
    const fresh = [...all].filter((name) => !known.has(name));
    if (fresh.length === 0) return known;
    const found = await numbersOf(tx, kind, this.logId, fresh);
    const next = new Map(found);
    for (const [name, id] of known) if (kind !== 'case' || all.has(name)) next.set(name, id);
    // Only once committed: a number that is rolled back must not be remembered.
    tx.onCommit(() => {
      this.known[kind] = next;
    });
    return next;
  }
}
