// How cases flow, at a million of them in two years: what the page asks for, whole requests against 200 ms; and how fast changed cases are counted.
import { buildApp } from '../src/app.ts';
import { countFlow } from '../src/close/close.ts';
import { makeAllCells } from '../src/close/flow/cells.sql.ts';
import { operatorActor } from '../src/platform/access.ts';
import { sql } from '../src/platform/database.ts';
import type { Platform } from '../src/platform/platform.ts';
import { closePlatform } from '../src/platform/start.ts';
import { figure, hold, say } from './figure.ts';
import { type Engine, given } from './given.ts';
import { ground } from './ground.ts';
import { quantile, timed } from './median.ts';
import { platformAt } from './world.ts';

const { engines, size } = given(1_000_000);
const DEPARTMENTS = 8;
const PEOPLE = 160;
const TOUCHPOINTS = 40;
const DAYS = 730;
/** Counted from their records by the job itself; the others stand in the rows as it would have left them. */
const RECOUNTED = Math.min(5000, Math.ceil(size / 10));
const RUNS = 30;
/** A page whose answer takes longer than this is felt to wait. */
const PATIENCE = 200;

const id = (kind: string, of: string) => sql.raw(`md5('${kind}' || (${of}))::uuid`);
/** Cases 1 … size, opened evenly over two years; the newest two in a hundred are open. Took: up to two weeks, more often short. */
const opened = sql.raw(`now() - (i::float8 / ${size} * ${DAYS}) * interval '1 day'`);
const took = sql.raw(`(5 + (i::bigint * 7919 % 1000) * (i::bigint * 104729 % 1000) / 50)`);
const person = sql.raw(`(i * 31 % ${PEOPLE})`);

async function fill({ db }: Platform): Promise<void> {
  const cases = sql`generate_series(1, ${size}::int) i`;
  await db.run(sql`insert into departments (department_id, key, name)
    select ${id('d', 'i')}, 'd' || i, 'Department ' || i from generate_series(0, ${DEPARTMENTS - 1}::int) i`);
  await db.run(sql`insert into people (person_id, name, email, department_id, colour, made_at)
    select ${id('p', 'i')}, 'Person ' || i, 'p' || i || '@x.example', ${id('d', `i % ${DEPARTMENTS}`)}, '#555555', '2020-01-01'
    from generate_series(0, ${PEOPLE - 1}::int) i`);
  await db.run(sql`insert into journeys (journey_id, key, name, made_at, changed_at) overriding system value
    select i, 'j' || i, 'Journey ' || i, '2020-01-01', '2020-01-01' from generate_series(1, 5) i`);
  await db.run(sql`insert into phases (phase_id, journey_id, key, name, position) overriding system value
    select i, i, 'p' || i, 'Phase ' || i, i from generate_series(1, 5) i`);
  await db.run(sql`insert into touchpoints (touchpoint_id, phase_id, key, name, position) overriding system value
    select i, (i - 1) / 8 + 1, 't' || i, 'Touchpoint ' || i, i from generate_series(1, ${TOUCHPOINTS}::int) i`);
  say('cases');
  await db.run(sql`insert into case_holders (holder_id, case_id, person_id, from_at, rung, reason)
    select ${id('h', 'i')}, ${id('k', 'i')}, md5('p' || ${person})::uuid, ${opened}, 'responsible', 'r' from ${cases}`);
  await db.run(sql`insert into cases (case_id, customer_id, identity_id, touchpoint_id, fact_kind, reason, urgent, occurred_at, opened_at,
      due_at, holder_id, owner_id)
    select ${id('k', 'i')}, ${id('c', 'i')}, ${id('c', 'i')}, 1 + i % ${TOUCHPOINTS}, 'person', 'The visit', i % 10 = 0, ${opened},
      ${opened}, greatest(${opened} + interval '48 hours', now() + (i % 240) * interval '1 hour'), ${id('h', 'i')}, md5('p' || ${person})::uuid
    from ${cases}`);
  await db.run(sql`insert into case_closures (closure_id, case_id, at, person_id, waiver)
    select ${id('z', 'i')}, ${id('k', 'i')}, least(now(), ${opened} + ${took} * interval '1 minute'), md5('p' || ${person})::uuid, 'Not needed'
    from ${cases} where i > ${size}::int / 50`);
  await db.run(
    sql`update cases c set closure_id = z.closure_id from case_closures z where z.case_id = c.case_id`,
  );
  say('their rows');
  const week = (at: ReturnType<typeof sql>) => sql`date_trunc('week', ${at} at time zone 'UTC')::date`;
  await db.run(sql`insert into flow_cases (case_id, team_id, touchpoint_id, owner_id, urgent, opened_week, closed_week, acknowledge, act, tell,
      confirm, total, outside, paused, offered, unseen, worked, handovers, reopened, told, first_contact, confirmed, score_before, score_after)
    select c.case_id, p.department_id, c.touchpoint_id, c.owner_id, c.urgent, ${week(sql`c.opened_at`)}, ${week(sql`z.at`)},
      m / 8, m / 4, m - m / 8 - m / 4, case when n % 3 = 0 then 1440 end, m, coalesce(m / 3, 0), coalesce(m / 10, 0), coalesce(m / 20, 0), coalesce(m / 8, 0),
      coalesce(m / 4, 0), n % 4, (n % 9 = 0)::int,
      n % 20 <> 0, n % 2 = 0, case n % 4 when 0 then true when 1 then false end, n % 7, case when n % 3 = 0 then 4 + n % 7 end
    from (select c.*, z.at, (extract(epoch from z.at - c.opened_at) / 60)::int as m, c.number::int as n
      from cases c left join case_closures z using (closure_id)) c
    left join case_closures z on z.closure_id = c.closure_id join people p on p.person_id = c.owner_id`);
  await db.raw('analyze');
}

/** Every cell from its rows, as the job makes one. */
async function makeCells(platform: Platform): Promise<void> {
  say('cells');
  await platform.db.tx(makeAllCells);
  await platform.db.raw('vacuum analyze flow_cells, flow_cases');
}

async function measure(engine: Engine, words: string, platform: Platform): Promise<void> {
  const app = buildApp(platform);
  const get = async (path: string) => {
    const answer = await app.request(`/api/v1${path}`, {}, { actor: operatorActor });
    const body = await answer.text();
    if (answer.status !== 200) throw new Error(`The run is void: ${path} ${answer.status} ${body}`);
    return JSON.parse(body);
  };
  const year = await get('/flow?weeks=52');
  const closed = await platform.db.one<{ n: number }>(
    sql`select count(*)::int as n from flow_cases where closed_week >= ${year.from}::date and closed_week < ${year.to}::date`,
  );
  hold(year.closed === closed.n, `${year.closed} cases closed in a year are counted`);
  const questions = {
    page: '/flow',
    page_of_a_team: '/flow?team=d3',
    page_of_a_year: '/flow?weeks=52',
    now: '/flow/now',
    behind: '/flow/cases?figure=tell',
  };
  for (const [name, path] of Object.entries(questions)) {
    const times: number[] = [];
    for (let run = 0; run < RUNS + 3; run++) {
      const { ms } = await timed(() => get(path));
      if (run >= 3) times.push(ms);
    }
    const common = {
      bench: 'flow',
      engine,
      against: `${PATIENCE} ms`,
      limit: PATIENCE,
      with: { cases: size, runs: RUNS, database: words },
    };
    const judged = name === 'page' || name === 'page_of_a_team' || name === 'now';
    figure({
      ...common,
      figure: `${name}_p50_ms`,
      value: quantile(times, 0.5),
      ...(judged && engine === 'postgres' ? { must: { atMost: 1 } } : {}),
    });
    figure({ ...common, figure: `${name}_p99_ms`, value: quantile(times, 0.99) });
  }
  await platform.db.run(
    sql`insert into flow_changes (case_id) select case_id from cases order by number limit ${RECOUNTED}`,
  );
  const { ms, result } = await timed(() => countFlow(platform));
  hold(result === RECOUNTED, `${RECOUNTED} changed cases are counted`);
  figure({
    bench: 'flow',
    engine,
    figure: 'counted_cases_per_s',
    value: RECOUNTED / (ms / 1000),
    against: '100 changed cases a second',
    limit: 100,
    must: { atLeast: 1 },
    with: { cases: size, counted: RECOUNTED, database: words },
  });
}

for (const engine of engines) {
  const on = await ground(engine);
  const place = await on.place();
  const platform = await platformAt(place);
  try {
    await fill(platform);
    await makeCells(platform);
    await measure(engine, on.words, platform);
  } finally {
    await closePlatform(platform);
    await place.remove();
    await on.end();
  }
}
