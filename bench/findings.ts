// The linter over a large registry: 200 journeys of 40 touchpoints, 50,000 rows of the ledger, two in a hundred seats at fault.

import { buildApp } from '../src/app.ts';
import { countUrgent } from '../src/own/findings.ts';
import { findings } from '../src/own/own.ts';
import { operatorActor } from '../src/platform/access.ts';
import { copyLine, sql } from '../src/platform/database.ts';
import { newId } from '../src/platform/ids.ts';
import type { Platform } from '../src/platform/platform.ts';
import { closePlatform } from '../src/platform/start.ts';
import { figure, hold } from './figure.ts';
import { type Engine, given } from './given.ts';
import { ground } from './ground.ts';
import { quantile, timed } from './median.ts';
import { platformAt } from './world.ts';

const { engines, size } = given(50_000);
const JOURNEYS = 200;
const EACH = 40;
const PEOPLE = 4000;
const DEPARTMENTS = 40;
const RUNS = 40;

/** Of every hundred touchpoints one seat is empty and one contested; one person in fifty never said what it takes. */
async function fill(platform: Platform): Promise<number> {
  const { db } = platform;
  const ids = (n: number) => Array.from({ length: n }, newId);
  const departments = ids(DEPARTMENTS);
  const people = ids(PEOPLE);
  const at = '2024-01-01T00:00:00Z';
  const lines = (rows: unknown[][]) => rows.map(copyLine);
  await db.copyFrom(
    'departments',
    ['department_id', 'key', 'name'],
    lines(departments.map((id, i) => [id, `d${i}`, `Department ${i}`])),
  );
  const person = (id: string, i: number) => [
    id,
    `Person ${i}`,
    `p${i}@x.example`,
    departments[i % DEPARTMENTS],
    '#555555',
    at,
  ];
  await db.copyFrom(
    'people',
    ['person_id', 'name', 'email', 'department_id', 'colour', 'made_at'],
    lines(people.map(person)),
  );
  await db.run(
    sql`update departments d set head_person_id = (select person_id from people p where p.department_id = d.department_id limit 1)`,
  );
  await db.run(
    sql`insert into person_roles (person_id, role, granted_at) values (${people[0]!}::uuid, 'sponsor', ${at}::timestamptz)`,
  );
  await db.run(sql`insert into journeys (journey_id, key, name, made_at, changed_at) overriding system value
    select i, 'j' || i, 'Journey ' || i, ${at}::timestamptz, ${at}::timestamptz from generate_series(1, ${JOURNEYS}::int) i`);
  await db.run(sql`insert into phases (phase_id, journey_id, key, name, position) overriding system value
    select i, (i - 1) / 4 + 1, 'p' || i, 'Phase ' || i, i from generate_series(1, ${JOURNEYS * 4}::int) i`);
  await db.run(sql`insert into touchpoints (touchpoint_id, phase_id, key, name, position) overriding system value
    select i, (i - 1) / 10 + 1, 't' || i, 'Touchpoint ' || i, i from generate_series(1, ${JOURNEYS * EACH}::int) i`);
  await db.run(sql`insert into metrics (key, name, kind, taken_from, common, made_at)
    select 'm' || i, 'Metric ' || i, 'nps', 'response', i = 1, ${at}::timestamptz from generate_series(1, 6) i`);
  await db.run(sql`insert into cells (metric_id, span, slice_id, touchpoint_id, day, n, sum, sumsq)
    select m.metric_id, 'm', 0, t.touchpoint_id, date_trunc('month', now())::date - interval '1 month' * i, 30, 200, 1500
    from touchpoints t, metrics m, generate_series(0, 11) i where m.metric_id <= 2`);
  const rows: unknown[][] = [];
  const add = (t: number, role: string, i: number, until: string | null = null) =>
    rows.push([
      newId(),
      'touchpoint',
      t,
      role,
      people[i % PEOPLE],
      until ? '2023-01-01' : '2024-01-01',
      until,
      at,
      at,
    ]);
  for (let t = 1; t <= JOURNEYS * EACH; t++) {
    const team = (t * 7) % DEPARTMENTS;
    const of = (n: number) => team + DEPARTMENTS * ((t + n) % (PEOPLE / DEPARTMENTS));
    add(t, 'A', of(1), '2024-01-01');
    if (t % 100 !== 0) add(t, 'A', of(2));
    if (t % 100 === 1) add(t, 'A', of(3));
    add(t, 'R', of(4));
    add(t, 'R', of(5) + 1);
    add(t, 'C', of(6));
    add(t, 'I', of(7) + 2);
  }
  for (let t = 1; rows.length < size; t++) add(t, 'I', t * 11);
  await db.copyFrom(
    'assignments',
    [
      'assignment_id',
      'object_kind',
      'object_id',
      'role',
      'person_id',
      'from_on',
      'until_on',
      'made_at',
      'acknowledged_at',
    ],
    lines(rows),
  );
  const needs = people.filter((_, i) => i % 50 !== 0).map((id) => [newId(), id, 'nothing', 'All there', at]);
  await db.copyFrom('mandate_needs', ['need_id', 'person_id', 'piece', 'words', 'stated_at'], lines(needs));
  await db.raw('analyze');
  return rows.length;
}

async function measure(engine: Engine, words: string, platform: Platform, rows: number): Promise<void> {
  const today = platform.clock.now().toISOString().slice(0, 10);
  const found = await findings(platform.db, today);
  const empty = found.filter((one) => one.fault === 'nobody_accountable').length;
  const several = found.filter((one) => one.fault === 'several_accountable').length;
  hold(
    empty === 80 && several === 80,
    `${empty} empty seats and ${several} contested ones are found, 80 each were made`,
  );
  const app = buildApp(platform);
  const ask = async () => {
    const answer = await app.request('/api/v1/ownership/findings', {}, { actor: operatorActor });
    return (await answer.text()).length;
  };
  for (const [name, work] of [
    ['findings', () => findings(platform.db, today)],
    ['page', ask],
    ['urgent', () => countUrgent(platform.db, today)],
  ] as const) {
    const times: number[] = [];
    for (let run = 0; run < RUNS + 5; run++) {
      const { ms } = await timed<unknown>(work);
      if (run >= 5) times.push(ms);
    }
    const common = { bench: 'findings', engine, against: '200 ms', limit: 200 };
    const facts = { touchpoints: JOURNEYS * EACH, rows, found: found.length, runs: RUNS, database: words };
    figure({
      ...common,
      figure: `${name}_p50_ms`,
      value: quantile(times, 0.5),
      must: { atMost: 1 },
      with: facts,
    });
    figure({ ...common, figure: `${name}_p99_ms`, value: quantile(times, 0.99), with: facts });
  }
}

for (const engine of engines) {
  const on = await ground(engine);
  const place = await on.place();
  const platform = await platformAt(place);
  try {
    await measure(engine, on.words, platform, await fill(platform));
  } finally {
    await closePlatform(platform);
    await place.remove();
    await on.end();
  }
}
