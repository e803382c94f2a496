import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { sql } from '../database.ts';
import type { Platform } from '../platform.ts';

/** What the HTTP side reports of each request, and the page Prometheus reads. */
export interface HttpMetrics {
  observe(request: { method: string; route: string; status: number; seconds: number }): void;
  /** Text in Prometheus' exposition format. */
  text(): Promise<string>;
  contentType: string;
}

export function createMetrics(platform: Platform): HttpMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'onus_http_request_duration_seconds',
    help: 'Time until the answer was ready, by route as registered.',
    labelNames: ['method', 'route', 'status'],
    // A dashboard reading is planned at 20 ms, a page at 200 ms.
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers,
  });
  const depth = new Gauge({
    name: 'onus_queue_jobs',
    help: 'Jobs by queue and state.',
    labelNames: ['queue', 'state'],
    registers,
  });
  const rows = new Gauge({
    name: 'onus_loop_rows',
    help: 'Rows taken in by imports, by outcome, since the beginning.',
    labelNames: ['outcome'],
    registers,
  });
  const pool = new Gauge({
    name: 'onus_database_connections',
    help: 'Connections of this process by state; the embedded engine has one.',
    labelNames: ['state'],
    registers,
  });
  const idle = new Gauge({
    name: 'onus_idle_resident_memory_bytes',
    help: 'Resident memory 10 s after the start of this process.',
    registers,
  });
  const failures = new Counter({
    name: 'onus_http_failures_total',
    help: 'Answers of 500 and above.',
    registers,
  });
  setTimeout(() => idle.set(process.memoryUsage().rss), 10_000).unref();

  async function refresh(): Promise<void> {
    for (const { queue, waiting, active, failed } of await platform.queue.depths()) {
      depth.set({ queue, state: 'waiting' }, waiting);
      depth.set({ queue, state: 'active' }, active);
      depth.set({ queue, state: 'failed' }, failed);
    }
    const taken = await platform.db.one<
      Record<string, number>
    >(sql`select coalesce(sum(accepted), 0) as accepted,
      coalesce(sum(unchanged), 0) as unchanged, coalesce(sum(rejected), 0) as rejected from import_runs`);
    for (const [outcome, count] of Object.entries(taken)) rows.set({ outcome }, count);
    const counts = poolCounts(platform.db);
    pool.set({ state: 'open' }, counts.open);
    pool.set({ state: 'idle' }, counts.idle);
    pool.set({ state: 'waiting' }, counts.waiting);
  }

  return {
    observe({ method, route, status, seconds }) {
      durations.observe({ method, route, status: String(status) }, seconds);
      if (status >= 500) failures.inc();
    },
    async text() {
      await refresh();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

function poolCounts(db: unknown): { open: number; idle: number; waiting: number } {
  const pool = (db as { pool?: { totalCount: number; idleCount: number; waitingCount: number } }).pool;
  if (!pool) return { open: 1, idle: 0, waiting: 0 };
  return { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
}
