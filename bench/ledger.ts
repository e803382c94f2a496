// A ledger of 50,000 assignments over 200 journeys × 40 touchpoints: the chart, any day of it, and who is accountable.

import { buildApp } from '../src/app.ts';
import { ownersAt } from '../src/own/own.ts';
import { type Actor, operatorActor } from '../src/platform/access.ts';
import { sql } from '../src/platform/database.ts';
import type { Platform } from '../src/platform/platform.ts';
import { closePlatform } from '../src/platform/start.ts';
import { figure, hold, say } from './figure.ts';
import { type Engine, given } from './given.ts';
import { ground, type Place } from './ground.ts';
import { quantile, timed } from './median.ts';
import { platformAt } from './world.ts';

const { engines, size } = given(50_000);
const SMALL = 5_000;
const JOURNEYS = 200;
const TOUCHPOINTS = 40;
const RUNS = 60;
/** What a page may take at the server. */
const LIMIT = 200;

/** Journeys of five phases, 500 people in 20 departments, `n` parts over two years: a fifth of them ended or yet to come. */
async function fill({ db }: Platform, n: number): Promise<void> {
  const journeys = Math.max(1, Math.round((JOURNEYS * n) / size));
  const touchpoints = journeys * TOUCHPOINTS;
  await db.run(sql`insert into departments (department_id, key, name, position)
    select md5('d' || i)::uuid, 'd' || i, 'Department ' || i, i from generate_series(0, 19) i`);
  await db.run(sql`insert into people (person_id, name, email, department_id, colour, made_at)
    select md5('p' || i)::uuid, 'Person ' || i, 'p' || i || '@bench.example', md5('d' || i % 20)::uuid, '#555555', '2024-01-01'
    from generate_series(0, 499) i`);
  await db.run(
    sql`insert into person_roles (person_id, role, granted_at) values (md5('p0')::uuid, 'sponsor', '2024-01-01')`,
  );
  await db.run(sql`insert into journeys (key, name, position, made_at, changed_at)
    select 'j' || i, 'Journey ' || i, i, '2024-01-01', '2024-01-01' from generate_series(1, ${journeys}::int) i`);
  await db.run(sql`insert into phases (journey_id, key, name, position)
    select j.journey_id, 'p' || i, 'Phase ' || i, i from journeys j, generate_series(1, 5) i`);
  await db.run(sql`insert into touchpoints (phase_id, key, name, position)
    select f.phase_id, 't' || f.phase_id || '-' || i, 'Touchpoint ' || f.phase_id || '-' || i, i
    from phases f, generate_series(1, ${TOUCHPOINTS / 5}::int) i`);
  // Every touchpoint: one accountable until a year ago, another since; then R, C and I until `n` rows are there.
  await db.run(sql`insert into assignments (assignment_id, object_kind, object_id, role, person_id, from_on, until_on, made_at)
    select md5('a' || k || '-' || t.touchpoint_id)::uuid, 'touchpoint', t.touchpoint_id, 'A', md5('p' || (t.touchpoint_id * 7 + k) % 500)::uuid,
      current_date - 730 + k * 365 + t.touchpoint_id % 90, case when k = 0 then current_date - 365 + t.touchpoint_id % 90 end, now() - interval '700 days'
    from touchpoints t, generate_series(0, 1) k`);
  await db.run(sql`insert into assignments (assignment_id, object_kind, object_id, role, person_id, from_on, until_on, made_at)
    select md5('r' || i)::uuid, 'touchpoint', t.touchpoint_id, (array['R', 'C', 'I'])[1 + i % 3], md5('p' || i * 13 % 500)::uuid,
      current_date - 700 + i % 760, case when i % 10 = 0 then current_date - 690 + i % 760 + 20 end, now() - interval '700 days'
    from generate_series(1, ${n - 2 * touchpoints}::int) i
    join (select touchpoint_id, row_number() over (order by touchpoint_id) - 1 as at from touchpoints) t on t.at = i % ${touchpoints}::int`);
  await db.run(sql`insert into delegations (delegation_id, from_person_id, to_person_id, absent, from_on, until_on, made_at)
    select md5('g' || i)::uuid, md5('p' || i)::uuid, md5('p' || i + 250)::uuid, i % 2 = 0, current_date - 5, current_date + 10, now()
    from generate_series(1, 100) i`);
  await db.raw('vacuum analyze');
  const { rows } = await db.one<{ rows: number }>(sql`select count(*) as rows from assignments`);
  hold(rows === n, `${n} assignments over ${journeys} journeys and ${touchpoints} touchpoints`);
}

async function filled(place: Place, n: number): Promise<Platform> {
  const platform = await platformAt(place);
  await fill(platform, n);
  return platform;
}

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

/** Whole requests, through routing, access, shape and JSON, without a socket. */
function questions(platform: Platform): Record<string, (run: number) => Promise<unknown>> {
  const app = buildApp(platform);
  const actor: Actor = operatorActor;
  const get = async (path: string) => {
    const answer = await app.request(`/api/v1${path}`, {}, { actor });
    must(answer.status === 200, path);
    return answer.text();
  };
  return {
    chart_page: () => get('/ownership'),
    chart_page_as_of: (run) => get(`/ownership?asOf=${day(run * 11)}`),
    chart_one_journey: () => get('/ownership?journey=j7'),
    chart_faults: () => get('/ownership?show=faults'),
    chart_of_a_department: () => get('/ownership?department=d3&role=R'),
    seats_of_the_atlas: () => get('/ownership/journeys'),
    accountable: (run) => get(`/touchpoints/t3-${1 + (run % 8)}/accountable?at=${day(run * 11)}`),
    accountable_as_known: (run) =>
      get(`/touchpoints/t3-${1 + (run % 8)}/accountable?at=${day(run * 11)}&knownAt=${day(run * 5)}`),
    log_of_a_touchpoint: (run) => get(`/assignments/log?kind=touchpoint&key=t3-${1 + (run % 8)}`),
    owners_of_200: () =>
      ownersAt(
        platform.db,
        Array.from({ length: 200 }, (_, i) => ({ touchpointId: 1 + i, at: new Date() })),
      ),
  };
}

function must(that: boolean, words: string): void {
  if (!that) throw new Error(`The run is void: ${words}`);
}

async function measure(engine: Engine, { small, large }: Record<'small' | 'large', Platform>, words: string) {
  const [few, many] = [questions(small), questions(large)];
  for (const name of Object.keys(many)) {
    const times = { small: [] as number[], large: [] as number[] };
    for (let run = 0; run < RUNS + 10; run++) {
      for (const [at, ask] of [
        ['small', few[name]!],
        ['large', many[name]!],
      ] as const) {
        const { ms } = await timed(() => ask(run));
        if (run >= 10) times[at].push(ms);
      }
    }
    const p50 = quantile(times.large, 0.5);
    const common = { bench: 'ledger', engine, with: { rows: size, runs: RUNS, database: words } };
    figure({
      ...common,
      figure: `${name}_p99_ms`,
      value: quantile(times.large, 0.99),
      against: `${LIMIT} ms`,
      limit: LIMIT,
      must: { atMost: 1 },
    });
    figure({
      ...common,
      figure: `${name}_p50_ms`,
      value: p50,
      against: `the same at ${SMALL} assignments`,
      limit: quantile(times.small, 0.5),
    });
  }
}

for (const engine of engines) {
  const on = await ground(engine);
  const places: Place[] = [];
  const open: Platform[] = [];
  try {
    for (const n of [SMALL, size]) {
      const place = await on.place();
      places.push(place);
      say(`filling a ledger of ${n}, ${on.words}`);
      open.push(await filled(place, n));
    }
    const [small, large] = open as [Platform, Platform];
    await measure(engine, { small, large }, on.words);
  } finally {
    for (const platform of open) await closePlatform(platform);
    for (const place of places) await place.remove();
    await on.end();
  }
}
