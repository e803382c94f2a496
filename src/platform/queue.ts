import { type ConstructorOptions, type Job, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { type Database, type Runner, sql, type Tx } from './database.ts';
import { queueDatabase } from './queueDatabase.ts';

export interface SendOptions {
  /** Not before this instant (by the database's clock). */
  startAfter?: Date;
  /** Higher first. */
  priority?: number;
  /** At most one waiting job with this key, in a queue made with `unique`. */
  key?: string;
}

export interface WorkOptions {
  /** Jobs taken at once by one worker. */
  batchSize?: number;
  /** How many of them run side by side; one after the other, where absent. */
  atOnce?: number;
  retryLimit?: number;
  /** Seconds before the first repeat; doubles each time. */
  retryDelay?: number;
  /** A job that runs longer counts as lost and is given out again. */
  expireInSeconds?: number;
  /** At most one job waiting per key. */
  unique?: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: the queue carries each room's own job shape
type Handler = (data: any, job: { id: string }) => Promise<unknown>;

/**
 * Work that outlives the request. A job is sent inside the transaction it belongs to and exists only if that
 * commits; in this process its worker is woken at once, elsewhere it is found within the polling interval.
 * Delivered at least once: a handler must bear a repeat.
 */
export interface Queue {
  send(tx: Runner, queue: string, data: object, options?: SendOptions): Promise<void>;
  /** Declares a queue and who does its work. Before `start`. */
  work<T>(
    queue: string,
    handler: (data: T, job: { id: string }) => Promise<unknown>,
    options?: WorkOptions,
  ): void;
  /** A job with no data at each time of the cron expression (UTC). Before `start`. */
  schedule(name: string, cron: string, queue: string): void;
  subscribe(event: string, queue: string): void;
  subscribers(event: string): readonly string[];
  /** `work: false` sends and keeps the tables in order, but takes up nothing until `takeUp`. */
  start(how?: { work?: boolean }): Promise<void>;
  takeUp(): Promise<void>;
  /** Waits for the jobs under way. */
  stop(): Promise<void>;
  /** Runs everything that is waiting now, and what that sends, here; throws the first failure afterwards. */
  drain(): Promise<void>;
  /** Jobs by queue: waiting, under way and finally failed. */
  depths(): Promise<{ queue: string; waiting: number; active: number; failed: number }[]>;
}

/** A worker that gave no sign of life for so long is gone, and its job is given to another. Seconds. */
const SIGN_OF_LIFE = 30;

export interface QueueSettings {
  /** Housekeeping and schedules; off in tests. */
  supervise?: boolean;
}

export function createQueue(db: Database, log: Logger, settings: QueueSettings = {}): Queue {
  const supervise = settings.supervise ?? true;
  const options: ConstructorOptions = {
    db: queueDatabase(db),
    backend: db.engine === 'pglite' ? 'pglite' : 'postgres',
    schema: 'pgboss',
    supervise,
    schedule: supervise,
    registerInstance: false,
    openTelemetry: { enabled: false },
    // Finding bloat walks the catalogue; on the one connection of the embedded engine that is a pause for nothing.
    reindex: db.engine !== 'pglite',
    monitorVacuum: db.engine !== 'pglite',
  };
  const boss = new PgBoss(options);
  boss.on('error', (error) => log.error({ error: String(error) }, 'queue'));
  const handlers = new Map<string, { handler: Handler; options: WorkOptions }>();
  const schedules: { name: string; cron: string; queue: string }[] = [];
  const subscriptions = new Map<string, string[]>();
  const workers = new Map<string, string>();
  let started = false;

  const beforeStart = (what: string) => {
    if (started) throw new Error(`${what} must be declared before the queue starts`);
  };

  /** One job; the failure is kept with it and it comes again after its delay. */
  async function run(queue: string, job: Job<unknown>): Promise<unknown> {
    try {
      await handlers.get(queue)?.handler(job.data ?? {}, { id: job.id });
      return undefined;
    } catch (error) {
      log.error(
        { queue, job: job.id, error: error instanceof Error ? error.stack : String(error) },
        'job failed',
      );
      return error ?? new Error('job failed');
    }
  }

  async function giveBack(): Promise<void> {
    const left = await db.all<{ name: string; id: string }>(
      sql`select name, id from pgboss.job where state = 'active'`,
    );
    for (const { name, id } of left) await boss.fail(name, id, { message: 'the process ended meanwhile' });
  }

  const failure = (error: unknown) => ({ message: error instanceof Error ? error.message : String(error) });

  return {
    async send(tx, queue, data, send = {}) {
      if (!handlers.has(queue))
        throw new Error(`no queue “${queue}”: declare it with queue.work before the start`);
      if (!started) throw new Error('the queue has not started');
      await boss.send(queue, data, {
        db: { executeSql: (text: string, values?: unknown[]) => tx.raw(text, values) },
        ...(send.startAfter ? { startAfter: send.startAfter } : {}),
        ...(send.priority === undefined ? {} : { priority: send.priority }),
        ...(send.key === undefined ? {} : { singletonKey: send.key }),
      });
      const wake = () => {
        const worker = workers.get(queue);
        if (worker && !send.startAfter) boss.notifyWorker(worker);
      };
      if ('onCommit' in tx) (tx as Tx).onCommit(wake);
      else wake();
    },
    work(queue, handler, work = {}) {
      beforeStart(`queue “${queue}”`);
      if (handlers.has(queue)) throw new Error(`queue “${queue}” is declared twice`);
      handlers.set(queue, { handler, options: work });
    },
    schedule(name, cron, queue) {
      beforeStart(`schedule “${name}”`);
      schedules.push({ name, cron, queue });
    },
    subscribe(event, queue) {
      beforeStart(`subscription to “${event}”`);
      const list = subscriptions.get(event) ?? [];
      if (!list.includes(queue)) subscriptions.set(event, [...list, queue]);
    },
    subscribers: (event) => subscriptions.get(event) ?? [],

    async start(how = {}) {
      if (started) return;
      await boss.start();
      const there = new Set((await boss.getQueues()).map((queue) => queue.name));
      for (const [name, { options: work }] of handlers) {
        const settings = {
          retryLimit: work.retryLimit ?? 5,
          retryDelay: work.retryDelay ?? 5,
          retryBackoff: true,
          expireInSeconds: work.expireInSeconds ?? 900,
          heartbeatSeconds: SIGN_OF_LIFE,
        };
        if (there.has(name)) await boss.updateQueue(name, settings);
        else await boss.createQueue(name, { ...settings, policy: work.unique ? 'short' : 'standard' });
        // Fills the library's cache of this queue: looked up for the first time inside a transaction it would
        // wait for the embedded engine's only connection, which that transaction holds.
        await boss.findJobs(name, { limit: 1 });
      }
      // The embedded engine has one process: what is under way now was under way in one that is gone.
      if (db.engine === 'pglite') await giveBack();
      started = true;
      for (const { name, cron, queue } of supervise ? schedules : []) {
        await boss.schedule(queue, cron, {}, { key: name, tz: 'UTC' });
      }
      if (how.work !== false) await this.takeUp();
    },

    async takeUp() {
      if (workers.size > 0) return;
      for (const [name, { options: work }] of handlers) {
        const worker = await boss.work<unknown, unknown, { perJobResults: true }>(
          name,
          {
            perJobResults: true,
            batchSize: work.batchSize ?? 20,
            burstWhenBatchFull: (work.batchSize ?? 20) > 1,
            // The embedded engine has one process, which wakes its own workers; polling there only finds repeats.
            pollingIntervalSeconds: db.engine === 'pglite' ? 5 : 0.5,
          } as never,
          (async (jobs: Job<unknown>[]) => {
            const results: object[] = [];
            const left = [...jobs];
            const lane = async () => {
              for (let job = left.shift(); job; job = left.shift()) {
                const error = await run(name, job);
                results.push({
                  id: job.id,
                  status: error ? 'failed' : 'completed',
                  ...(error ? { output: failure(error) } : {}),
                });
              }
            };
            await Promise.all(Array.from({ length: work.atOnce ?? 1 }, lane));
            return results;
          }) as never,
        );
        workers.set(name, worker);
      }
    },

    async stop() {
      if (!started) return;
      started = false;
      await boss.stop({ graceful: true, close: false, timeout: 20_000 });
    },

    async drain() {
      let first: unknown;
      for (let busy = true; busy; ) {
        busy = false;
        for (const name of handlers.keys()) {
          const jobs = await boss.fetch<unknown>(name, { batchSize: 100 });
          for (const job of jobs) {
            busy = true;
            const error = await run(name, job);
            if (error) {
              first ??= error;
              await boss.fail(name, job.id, failure(error));
            } else await boss.complete(name, job.id);
          }
        }
      }
      if (first) throw first;
    },

    async depths() {
      const rows = await boss.getQueues([...handlers.keys()]);
      return rows.map((row) => ({
        queue: row.name,
        waiting: row.queuedCount,
        active: row.activeCount,
        failed: row.failedCount,
      }));
    },
  };
}
