// What a person waits for at the inbox: lists, filters, searches, counts and one case, over HTTP from a running server. At a
// million cases on PostgreSQL, at 100,000 on the embedded engine; and how it grows on the way there.
import { createHash } from 'node:crypto';
import { openWhereNeeded } from '../src/close/close.ts';
import { sql } from '../src/platform/database.ts';
import type { Platform } from '../src/platform/platform.ts';
import { insertSession } from '../src/platform/signIn/session.sql.ts';
import { closePlatform } from '../src/platform/start.ts';
import { startOnus } from '../test/running.ts';
import { figure, hold, say } from './figure.ts';
import { type Engine, given } from './given.ts';
import { type Ground, ground } from './ground.ts';
import { stockCases } from './inbox.stock.ts';
import { quantile, timed } from './median.ts';
import { makeWorld, platformAt } from './world.ts';

const { engines, size } = given(1_000_000);
const RUNS = 60;
const limits: Record<Engine, number> = { postgres: 150, pglite: 300 };
/** On the embedded engine a company is smaller. */
const most: Record<Engine, number> = { postgres: size, pglite: Math.min(size, 100_000) };

interface Stock {
  cookie: string;
  numbers: number[];
  ids: string[];
}

/** A person’s questions; each run asks a little otherwise, so that nothing is answered from the run before. */
const questions: Record<string, Record<string, (run: number, stock: Stock) => string>> = {
  list: {
    mine: () => '?open=true&owner=me',
    mine_newest: () => '?open=true&owner=me&sort=-opened',
    mine_closed: () => '?open=false&owner=me&sort=-opened',
    offered: () => '?open=true&offered=me',
    all: () => '?open=true',
    all_newest: () => '?open=true&sort=-opened',
    all_oldest: () => '?open=true&sort=opened',
    closed: () => '?open=false&sort=-opened',
    closed_by_deadline: () => '?open=false&sort=due',
    everything_200: () => '?sort=-opened&limit=200',
  },
  filter: {
    team: (run) => `?open=true&department=team${run % 8}`,
    team_closed: (run) => `?open=false&sort=-opened&department=team${run % 8}`,
    touchpoint: (run) => `?open=true&touchpoint=tp${run % 10}`,
    touchpoint_closed: (run) => `?open=false&sort=-opened&touchpoint=tp${run % 10}`,
    urgent: () => '?open=true&urgent=true',
    overdue: () => '?open=true&overdue=true',
    in_time: () => '?open=true&overdue=false',
    tag: (run) => `?open=true&tag=${1 + (run % 8)}`,
    tag_closed: (run) => `?open=false&sort=-opened&tag=${1 + (run % 8)}`,
    customer: (run) => `?customer=${customer(run)}`,
    team_touchpoint_urgent: (run) =>
      `?open=true&department=team${run % 8}&touchpoint=tp${run % 10}&urgent=true`,
    team_touchpoint_tag_closed: (run) =>
      `?open=false&sort=-opened&department=team${run % 8}&touchpoint=tp${run % 10}&tag=${1 + (run % 8)}`,
  },
  search: {
    number: (run, { numbers }) => `?q=%23${numbers[run % numbers.length]}`,
    name: (run) =>
      `?open=true&q=${pick('Anna Ben Carla David', run)}%20${pick('Keller Graf Ott Nowak Thoma', run)}`,
    name_closed: (run) => `?open=false&sort=-opened&q=${pick('Keller Graf Ott Nowak Thoma', run)}`,
    whole_name: (run) => `?q=Anna%20Albers%20${run * 13}`,
    mail: (run) => `?q=c${run * 7}@mail.example`,
    word: (run) => `?open=true&q=${pick('router bill technician hotline moving', run)}`,
    word_closed: (run) => `?open=false&sort=-opened&q=${pick('router bill technician hotline moving', run)}`,
    words: (run) => `?open=false&sort=-opened&q=${pick('router bill technician hotline', run)}%20money`,
    beginning: (run) => `?open=false&sort=-opened&q=${pick('rou tec mon hot mee', run)}`,
    rare: (run) => `?q=${pick('a1b c2d 3e4 5f6 7a8 9bc', run)}`,
    nothing: (run) => `?q=zebra${run}`,
    word_of_team: (run) => `?open=true&q=router&department=team${run % 8}`,
    word_of_mine: () => '?open=true&owner=me&q=bill',
    word_of_touchpoint_closed: (run) => `?open=false&sort=-opened&q=router&touchpoint=tp${run % 10}`,
  },
  count: {
    mine: () => '/count?open=true&owner=me',
    all: () => '/count?open=true',
    closed: () => '/count?open=false',
    team_urgent: (run) => `/count?open=true&department=team${run % 8}&urgent=true`,
    word: (run) => `/count?open=false&q=${pick('router bill technician hotline', run)}`,
  },
  open: {
    one: (run, { ids }) => `/${ids[(run * 7) % ids.length]}`,
  },
};

const pick = (words: string, run: number) => words.split(' ')[run % words.split(' ').length];
/** md5('k' || run), as the stock names its customers. */
const customer = (run: number) =>
  createHash('md5')
    .update(`k${run * 31}`)
    .digest('hex')
    .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

async function stocked(platform: Platform, n: number): Promise<Stock> {
  await makeWorld(platform);
  say(`storing ${n} cases`);
  const { ms } = await timed(() => stockCases(platform, n));
  say(`stored in ${Math.round(ms / 1000)} s`);
  const { id } = await platform.db.one<{ id: string }>(
    sql`select person_id as id from people where name = 'Person 3'`,
  );
  await platform.db.run(
    sql`insert into person_roles (person_id, role, granted_at) values (${id}::uuid, 'member', '2020-01-01')`,
  );
  const cookie = await insertSession(platform.db, { personId: id, means: 'link', at: new Date() });
  const rows = await platform.db.all<{ id: string; number: number }>(
    sql`select case_id as id, number from cases where hashtext(case_id::text) % ${Math.max(1, Math.floor(n / 500))} = 0 limit 200`,
  );
  return { cookie, ids: rows.map((row) => row.id), numbers: rows.map((row) => row.number) };
}

/** Milliseconds of every question, each asked `RUNS` times in turn with all others. */
async function asked(url: string, stock: Stock): Promise<Record<string, Record<string, number[]>>> {
  const times = Object.fromEntries(
    Object.entries(questions).map(([kind, of]) => [
      kind,
      Object.fromEntries(Object.keys(of).map((name) => [name, [] as number[]])),
    ]),
  );
  for (let run = -3; run < RUNS; run++) {
    for (const [kind, of] of Object.entries(questions)) {
      for (const [name, path] of Object.entries(of)) {
        const at = `/api/v1/cases${path(Math.max(0, run), stock)}`;
        const { ms, result } = await timed(async () => {
          const answer = await fetch(`${url}${at}`, { headers: { cookie: `onus=${stock.cookie}` } });
          return { status: answer.status, text: await answer.text() };
        });
        if (result.status !== 200)
          throw new Error(`The run is void: ${at} answers ${result.status} ${result.text}`);
        if (run >= 0) times[kind]?.[name]?.push(ms);
      }
    }
  }
  return times;
}

/** A batch of bad answers into the loop’s last step: what the indexes of the inbox cost there. @returns ms a case */
async function opening(platform: Platform, n: number): Promise<number> {
  const BATCH = 500;
  const facts = (from: number) =>
    Array.from({ length: BATCH }, (_, i) => ({
      kind: 'response' as const,
      factId: crypto.randomUUID(),
      identityId: crypto.randomUUID(),
      customerId: crypto.randomUUID(),
      sourceKey: 'survey',
      metricKey: 'nps',
      kindKey: null,
      value: 1,
      failed: null,
      comment: `The router of order ${from + i} is slow every evening and nobody called me back`,
      contactRequested: null,
      touchpointId: 1 + (i % 10),
      touchpointKey: `tp${i % 10}`,
      touchpointName: `Touchpoint ${i % 10}`,
      occurredAt: new Date(),
    }));
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const batch = facts(round * BATCH);
    const { ms, result } = await timed(() => platform.db.tx((tx) => openWhereNeeded(tx, platform, batch)));
    hold(result.length === BATCH, `${result.length} cases of ${BATCH} answers at ${n}`);
    times.push(ms / BATCH);
  }
  return quantile(times, 0.5);
}

async function run(on: Ground, n: number): Promise<Measured> {
  const place = await on.place();
  try {
    const platform = await platformAt(place);
    let stock: Stock;
    let perCase: number;
    try {
      stock = await stocked(platform, n);
      perCase = await opening(platform, n);
    } finally {
      await closePlatform(platform);
    }
    const server = await startOnus('serve', { env: place.env, dataFolder: place.folder });
    try {
      return { n, perCase, times: await asked(server.url, stock) };
    } finally {
      await server.stop();
    }
  } finally {
    await place.remove();
  }
}

interface Measured {
  n: number;
  perCase: number;
  times: Record<string, Record<string, number[]>>;
}

function report(on: Ground, small: Measured, large: Measured, judged: boolean): void {
  const common = { bench: 'inbox', engine: on.engine };
  const facts = { cases: large.n, runs: RUNS, database: on.words };
  for (const [kind, of] of Object.entries(large.times)) {
    const all = Object.values(of).flat();
    const before = Object.values(small.times[kind] ?? {}).flat();
    const slowest = Object.entries(of)
      .map(([name, ms]) => [name, Math.round(quantile(ms, 0.99))] as const)
      .sort((a, b) => b[1] - a[1]);
    figure({
      ...common,
      figure: `${kind}_p99_ms`,
      value: quantile(all, 0.99),
      against: `${limits[on.engine]} ms`,
      limit: limits[on.engine],
      ...(judged ? { must: { atMost: 1 } } : {}),
      with: { ...facts, slowest: Object.fromEntries(slowest.slice(0, 4)) },
    });
    figure({
      ...common,
      figure: `${kind}_p50_ms`,
      value: quantile(all, 0.5),
      against: `the same at ${small.n} cases`,
      limit: quantile(before, 0.5),
      with: facts,
    });
  }
  figure({
    ...common,
    figure: 'opening_ms_a_case',
    value: large.perCase,
    against: `the same at ${small.n} cases`,
    limit: small.perCase,
    with: facts,
  });
}

for (const engine of engines) {
  const on = await ground(engine);
  try {
    const steps = [10_000, 100_000, 1_000_000].filter((n) => n < most[engine]);
    let [small, before]: (Measured | undefined)[] = [];
    for (const n of [...steps, most[engine]]) {
      before = await run(on, n);
      small ??= before;
      if (before !== small || steps.length === 0) report(on, small, before, n === most[engine]);
    }
  } finally {
    await on.end();
  }
}
