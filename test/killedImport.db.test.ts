import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyCells } from '../src/measure/verify.ts';
import { type Database, sql } from '../src/platform/database.ts';
import { openDatabase } from '../src/platform/open.ts';
import { contents } from './collecting.ts';
import { engine, type FreshDatabase, freshDatabase, freshFolder } from './engines.ts';

const main = join(import.meta.dirname, '../src/main.ts');
const olist = join(process.env.ONUS_SHARED_DATA ?? join(import.meta.dirname, '../../shared/data'), 'olist');
const folder = mkdtempSync(join(tmpdir(), 'onus-killed-'));
const file = join(folder, 'answers.csv');
const map = join(folder, 'map.yaml');
const databases: FreshDatabase[] = [];
const ROWS = 15_000;

beforeAll(() => {
  const rows = Array.from(
    { length: ROWS },
    (_, i) =>
      `a${i},c${i % 900},c${i % 900}@post.example,${i % 12},2026-01-${String(1 + (i % 28)).padStart(2, '0')}`,
  );
  writeFileSync(file, `id,customer,mail,score,day\n${rows.join('\n')}\n`);
  writeFileSync(
    map,
    `yields:
  - { type: identity, key: customer, email: mail }
  - { type: response, key: id, who: customer, metric: =answer, value: score, at: day }
`,
  );
});
afterAll(async () => {
  for (const fresh of databases) await fresh.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Place {
  url: string | undefined;
  data: string;
}

async function place(): Promise<Place> {
  const data = mkdtempSync(join(folder, 'data-'));
  let url: string | undefined;
  if (engine === 'postgres') {
    const fresh = await freshDatabase();
    databases.push(fresh);
    url = fresh.url;
  } else await freshFolder(data);
  await look({ url, data }, async (db) => {
    await db.run(
      sql`insert into metrics (key, name, kind, taken_from, scale_min, scale_max, made_at) values ('answer', 'Answer', 'nps', 'response', 0, 10, now())`,
    );
    await db.run(sql`insert into sources (key, name, made_at) values ('survey', 'Survey', now())`);
  });
  return { url, data };
}

async function look<T>({ url, data }: Place, see: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase({ url, folder: data });
  try {
    return await see(db);
  } finally {
    await db.close();
  }
}

interface Report {
  accepted: number;
  unchanged: number;
  rejected: number;
}

/** The command line, killed after so many milliseconds; undefined when it was. */
async function importing(at: Place, args: string[], killAfter?: number): Promise<Report | undefined> {
  const env = {
    PATH: process.env.PATH,
    ONUS_DATA: at.data,
    ONUS_LOG: 'silent',
    ...(at.url ? { DATABASE_URL: at.url } : {}),
  };
  const child = spawn(process.execPath, [main, 'import', ...args, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let said = '';
  child.stdout.on('data', (part) => {
    out += part;
  });
  child.stderr.on('data', (part) => {
    said += part;
  });
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('exit', (...how) => resolve(how)),
  );
  clearTimeout(timer);
  if (signal === 'SIGKILL') return undefined;
  expect([0, 3], said).toContain(code);
  return JSON.parse(out) as Report;
}

async function state(at: Place): Promise<string> {
  return look(at, async (db) => {
    expect(await verifyCells(db)).toMatchObject({ ok: true });
    return contents(db);
  });
}

// Wherever the kill lands the assertions hold; the delays only spread it.
test('an import killed by kill -9 and run again gives exactly the same', { timeout: 240_000 }, async () => {
  const args = [file, '--map', map, '--source', 'survey'];
  const clean = await place();
  const rejected = ROWS / 12;
  expect(await importing(clean, args)).toMatchObject({ accepted: ROWS - rejected, unchanged: 0, rejected });
  const expected = await state(clean);
  for (const delay of [1500, 2800]) {
    const at = await place();
    await importing(at, args, delay);
    const again = await importing(at, args);
    expect((again?.accepted ?? 0) + (again?.unchanged ?? 0)).toBe(ROWS - rejected);
    expect(again?.rejected).toBe(rejected);
    expect(await state(at)).toBe(expected);
    // What the killed process left half done was gone on with, and its report counts every row once.
    const runs = await look(at, (db) =>
      db.all<{ read: number; over: boolean }>(
        sql`select read_rows as read, finished_at is not null as over from import_runs`,
      ),
    );
    expect(runs.every(({ read, over }) => over && read === ROWS)).toBe(true);
  }
});

test('a hand-over history killed by kill -9 and run again gives exactly the same', {
  timeout: 240_000,
}, async () => {
  const history = join(folder, 'history.csv');
  const ENTRIES = 60_000;
  const rows = Array.from({ length: ENTRIES }, (_, i) => {
    const minute = String(Math.floor(i / 20) % 60).padStart(2, '0');
    // Every tenth row says what another says; every thousandth says nothing of who held the case.
    return `${i % 7000},2026-01-05T08:${minute},${i % 1000 === 0 ? '' : `T${(i - (i % 10 === 0 ? 7000 : 0)) % 11}`}`;
  });
  writeFileSync(history, `ticket,at,team\n${rows.join('\n')}\n`);
  const args = [
    history,
    '--as',
    'event-log',
    '--name',
    'desk',
    '--case',
    'ticket',
    '--time',
    'at',
    '--group',
    'team',
  ];
  // Ids and the number of the run differ; what was said when, and in which order, must not.
  const paths = (at: Place) =>
    look(at, (db) =>
      db.all(sql`
        select c.key, e.at, g.name, e.nth, e.place % (2::bigint ^ 32)::bigint as line from event_log_entries e
        join event_log_cases c using (case_id) join event_log_groups g using (group_id)
        order by c.key, e.at, e.place`),
    );
  const clean = await place();
  const rejected = ENTRIES / 1000;
  expect(await importing(clean, args)).toMatchObject({
    accepted: ENTRIES - rejected,
    unchanged: 0,
    rejected,
  });
  const expected = JSON.stringify(await paths(clean));
  for (const delay of [1500, 2600]) {
    const at = await place();
    await importing(at, args, delay);
    const again = await importing(at, args);
    expect((again?.accepted ?? 0) + (again?.unchanged ?? 0)).toBe(ENTRIES - rejected);
    expect(again?.rejected).toBe(rejected);
    expect(JSON.stringify(await paths(at))).toBe(expected);
  }
});

test.skipIf(!existsSync(olist))(
  'a recipe killed by kill -9 and run again gives exactly the same',
  { timeout: 480_000 },
  async () => {
    const args = [olist, '--recipe', 'recipes/olist'];
    const clean = await place();
    const whole = await importing(clean, args);
    expect(whole).toMatchObject({ unchanged: 0, rejected: 0 });
    const expected = await state(clean);
    const at = await place();
    await importing(at, args, 6000);
    const again = await importing(at, args);
    expect((again?.accepted ?? 0) + (again?.unchanged ?? 0)).toBe(whole?.accepted);
    expect(await state(at)).toBe(expected);
  },
);
