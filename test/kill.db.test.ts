import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyCells } from '../src/measure/verify.ts';
import { type Database, sql } from '../src/platform/database.ts';
import { openDatabase } from '../src/platform/open.ts';
import { engine, type FreshDatabase, freshDatabase } from './engines.ts';
import { BATCHES, batch } from './kill.facts.ts';
import { contentOf } from './world.ts';

const child = join(import.meta.dirname, 'kill.child.ts');
const folders: string[] = [];
const databases: FreshDatabase[] = [];
let expected: Record<string, unknown[]>;

/** Where the child works: a folder of its own, or a database of its own. */
async function place(): Promise<{ url: string; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'onus-kill-'));
  folders.push(folder);
  if (engine === 'pglite') return { url: '', folder };
  const fresh = await freshDatabase();
  databases.push(fresh);
  return { url: fresh.url, folder };
}

/** Runs the child until it is done, or kills it `after` it acknowledged that many batches, plus a moment. */
async function run(
  at: { url: string; folder: string },
  kill?: { after: number; moment: number },
): Promise<number> {
  const running = spawn(process.execPath, [child, at.url, at.folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
  let acknowledged = 0;
  for await (const line of createInterface({ input: running.stdout })) {
    if (/^\d+$/.test(line)) acknowledged = Number(line) + 1;
    if (kill && (acknowledged >= kill.after || (kill.after === 0 && line === 'ready'))) {
      // The moment lands the kill inside the next transaction, at a place that differs from run to run of the list below.
      await new Promise((resolve) => setTimeout(resolve, kill.moment));
      running.kill('SIGKILL');
    }
  }
  await ended;
  return acknowledged;
}

async function reading<T>(
  at: { url: string; folder: string },
  look: (db: Database) => Promise<T>,
): Promise<T> {
  const db = await openDatabase({ url: at.url || undefined, folder: at.folder });
  try {
    return await look(db);
  } finally {
    await db.close();
  }
}

beforeAll(async () => {
  const at = await place();
  expect(await run(at)).toBe(BATCHES);
  expected = await reading(at, contentOf);
  expect(expected.responses!.length + expected.interactions!.length).toBeGreaterThan(1000);
}, 120_000);
afterAll(async () => {
  for (const fresh of databases) await fresh.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

// Whatever the speed of the machine: the assertions hold wherever the kill lands, the moments only spread it.
test.each([
  { after: 0, moment: 1 },
  { after: 3, moment: 0 },
  { after: 9, moment: 3 },
  { after: 20, moment: 12 },
])(
  'killed after $after batches: nothing acknowledged is lost, and delivering all again gives exactly the same',
  async (kill) => {
    const at = await place();
    const acknowledged = await run(at, kill);
    await reading(at, async (db) => {
      for (const [table, id, type] of [
        ['responses', 'response_id', 'response'],
        ['interactions', 'interaction_id', 'interaction'],
      ] as const) {
        const promised = Array.from({ length: acknowledged }, (_, n) => batch(n))
          .flat()
          .filter((fact) => fact.type === type).length;
        const { n } = await db.one<{ n: number }>(
          sql`select count(*) as n from ${sql.table(table)} where ${sql.ref(id)} is not null`,
        );
        expect(n).toBeGreaterThanOrEqual(promised);
      }
      expect(await verifyCells(db)).toMatchObject({ ok: true });
    });
    expect(await run(at)).toBe(BATCHES);
    await reading(at, async (db) => {
      expect(await contentOf(db)).toEqual(expected);
      expect(await verifyCells(db)).toMatchObject({ ok: true });
      const doubled = await db.all(sql`select fact_id from case_facts group by fact_id having count(*) > 1`);
      expect(doubled).toEqual([]);
    });
    // Three starts of a process and of its database: up to 20 s on a busy machine, so more than the usual limit.
  },
  120_000,
);
