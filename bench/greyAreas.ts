// Grey areas as a large organisation has them: 10,000 rows of evidence at 500 of 2,000 touchpoints, 100 empty seats,
// 500 disputes of which 200 are open, and as many matters on the ladder; whole requests against 200 ms.

import { buildApp } from '../src/app.ts';
import { operatorActor } from '../src/platform/access.ts';
import { sql } from '../src/platform/database.ts';
import type { Platform } from '../src/platform/platform.ts';
import { closePlatform } from '../src/platform/start.ts';
import { figure, hold } from './figure.ts';
import { type Engine, given } from './given.ts';
import { ground } from './ground.ts';
import { quantile, timed } from './median.ts';
import { platformAt } from './world.ts';

const { engines, size } = given(10_000);
const AREAS = 500;
const TOUCHPOINTS = 2000;
const EMPTY = 100;
const PEOPLE = 400;
const DEPARTMENTS = 20;
const CUSTOMERS = 20_000;
const DISPUTES = 500;
const OPEN = 200;
const RUNS = 40;
/** A page whose answer takes longer than this is felt to wait. */
const PATIENCE = 200;

const id = (kind: string, of: string) => sql.raw(`md5('${kind}' || (${of}))::uuid`);

async function fill({ db }: Platform): Promise<void> {
  await db.run(sql`insert into departments (department_id, key, name)
    select ${id('d', 'i')}, 'd' || i, 'Department ' || i from generate_series(0, ${DEPARTMENTS - 1}::int) i`);
  await db.run(sql`insert into people (person_id, name, email, department_id, colour, made_at)
    select ${id('p', 'i')}, 'Person ' || i, 'p' || i || '@x.example', ${id('d', `i % ${DEPARTMENTS}`)}, '#555555', '2024-01-01'
    from generate_series(0, ${PEOPLE - 1}::int) i`);
  await db.run(
    sql`update departments set head_person_id = (select person_id from people p where p.department_id = departments.department_id limit 1)`,
  );
  await db.run(sql`insert into journeys (journey_id, key, name, made_at, changed_at) overriding system value
    select i, 'j' || i, 'Journey ' || i, '2024-01-01', '2024-01-01' from generate_series(1, 50) i`);
  await db.run(sql`insert into phases (phase_id, journey_id, key, name, position) overriding system value
    select i, (i - 1) / 4 + 1, 'p' || i, 'Phase ' || i, i from generate_series(1, 200) i`);
  await db.run(sql`insert into touchpoints (touchpoint_id, phase_id, key, name, position) overriding system value
    select i, (i - 1) / 10 + 1, 't' || i, 'Touchpoint ' || i, i from generate_series(1, ${TOUCHPOINTS}::int) i`);
  await db.run(sql`insert into assignments (assignment_id, object_kind, object_id, role, person_id, from_on, made_at, acknowledged_at)
    select gen_random_uuid(), 'touchpoint', i, r, ${id('p', `(i * 7 + length(r || 'x') + case r when 'A' then 0 else 3 end) % ${PEOPLE}`)},
      '2024-01-01', '2024-01-01', '2024-01-01'
    from generate_series(1, ${TOUCHPOINTS}::int) i, unnest(array['A', 'R', 'C']) r where r <> 'A' or i > ${EMPTY}::int`);
  await db.run(sql`insert into sources (key, name, made_at) values ('bench', 'Bench', '2024-01-01')`);
  await db.run(sql`insert into kinds (key, name) values ('seen', 'Seen')`);
  await db.run(sql`insert into identities (identity_id, source_id, external_key, content_hash, first_seen_at, changed_at)
    select ${id('c', 'i')}, 1, 'c' || i, '', '2024-01-01', '2024-01-01' from generate_series(1, ${CUSTOMERS}::int) i`);
  await db.run(sql`insert into customers (customer_id, name, attributes, search, made_at)
    select identity_id, 'Customer', jsonb_build_object('fee', 20), '', '2024-01-01' from identities`);
  await db.run(
    sql`insert into links (identity_id, customer_id, reason, linked_at) select identity_id, identity_id, 'own', '2024-01-01' from identities`,
  );
  await db.run(sql`insert into interactions (identity_id, interaction_id, source_id, kind_id, touchpoint_id, slice_id, occurred_at, content_hash)
    select ${id('c', `1 + i % ${CUSTOMERS}`)}, gen_random_uuid(), 1, 1, 1 + i % ${TOUCHPOINTS}, 0, now() - (i % 80) * interval '1 day', 0
    from generate_series(1, 100000) i`);
  await db.run(
    sql`insert into settings (key, value) values ('ownership_terms', '{"value": {"attribute": "fee", "per": "month"}}')`,
  );
  await db.run(sql`insert into ownership_evidence (evidence_id, sign, touchpoint_id, identity_id, from_department_id, to_department_id, about_id, at)
    select gen_random_uuid(), (array['returned', 'handed_over', 'breached', 'disputed', 'nobody'])[1 + i % 5], 1 + i % ${AREAS},
      ${id('c', `1 + i * 13 % ${CUSTOMERS}`)}, ${id('d', `i % ${DEPARTMENTS}`)}, ${id('d', `(i + 1) % ${DEPARTMENTS}`)}, gen_random_uuid(),
      now() - (i % 85) * interval '1 day' from generate_series(1, ${size}::int) i`);
  await db.run(sql`insert into grey_area_decisions (decision_id, subject, cause, reason, decided_at, decided_by)
    select gen_random_uuid(), 'touchpoint:t' || i, 'unclear_responsibility', 'Whoever sends it', now() - interval '10 days', ${id('p', '1')}
    from generate_series(1, ${AREAS}::int, 5) i`);
  await disputes({ db } as Platform);
  await db.raw('analyze');
}

/** Each with one nomination; the open ones wait for an arbiter or for an answer. */
async function disputes({ db }: Platform): Promise<void> {
  const person = (n: number) => id('p', `(i * 3 + ${n}) % ${PEOPLE}`);
  await db.run(sql`insert into case_holders (holder_id, case_id, person_id, from_at, rung, reason)
    select ${id('h', 'i')}, ${id('k', 'i')}, ${person(0)}, now() - interval '20 days', 'responsible', 'r' from generate_series(1, ${DISPUTES}::int) i`);
  await db.run(sql`insert into cases (case_id, customer_id, identity_id, touchpoint_id, fact_kind, reason, urgent, occurred_at, opened_at,
      due_at, holder_id, owner_id)
    select ${id('k', 'i')}, ${id('c', 'i')}, ${id('c', 'i')}, 1 + i % ${AREAS}, 'person', 'The visit', false, now() - interval '20 days',
      now() - interval '20 days', now() + interval '2 days', ${id('h', 'i')}, ${person(0)} from generate_series(1, ${DISPUTES}::int) i`);
  const open = sql.raw(`i <= ${OPEN}`);
  await db.run(sql`insert into disputes (dispute_id, case_id, touchpoint_id, person_id, reason, opened_at, arbitrated_at, ending, ended_at)
    select ${id('q', 'i')}, ${id('k', 'i')}, 1 + i % ${AREAS}, ${person(0)}, 'Not mine', now() - interval '19 days',
      now() - interval '18 days', case when not ${open} then 'withdrawn' end, case when not ${open} then now() - interval '17 days' end
    from generate_series(1, ${DISPUTES}::int) i`);
  await db.run(sql`insert into case_handovers (handover_id, case_id, from_person_id, to_person_id, reason, offered_at, answer_by, answered_at, answer)
    select ${id('o', 'i')}, ${id('k', 'i')}, ${person(0)}, ${person(1)}, 'Yours', now() - interval '19 days', now() - interval '18 days',
      now() - interval '18 days', 'declined' from generate_series(1, ${DISPUTES}::int) i`);
  await db.run(sql`insert into dispute_nominations (handover_id, dispute_id, person_id, by_person_id, number)
    select ${id('o', 'i')}, ${id('q', 'i')}, ${person(1)}, ${person(0)}, 1 from generate_series(1, ${DISPUTES}::int) i`);
  await db.run(sql`insert into escalations (escalation_id, kind, subject, title, touchpoint_id, department_ids, raised_at)
    select ${id('e', 'i')}, case when i <= ${OPEN} then 'dispute' else 'grey_area' end,
      case when i <= ${OPEN} then ${id('q', 'i')}::text else 'touchpoint:t' || i end, 'Whose is it', 1 + i % ${AREAS},
      array[${id('d', `i % ${DEPARTMENTS}`)}], now() - interval '18 days' from generate_series(1, ${2 * OPEN}::int) i`);
  await db.run(sql`insert into escalation_steps (step_id, escalation_id, number, rung, person_ids, at, due_at, why)
    select gen_random_uuid(), ${id('e', 'i')}, n, case n when 1 then 'accountable' else 'heads' end, array[${person(2)}],
      now() - (20 - n) * interval '1 day', now() + interval '1 day', case n when 1 then 'raised' else 'unanswered' end
    from generate_series(1, ${2 * OPEN}::int) i, generate_series(1, 2) n`);
}

async function measure(engine: Engine, words: string, platform: Platform): Promise<void> {
  const app = buildApp(platform);
  const get = async (path: string) => {
    const answer = await app.request(`/api/v1${path}`, {}, { actor: operatorActor });
    const body = await answer.text();
    if (answer.status !== 200) throw new Error(`The run is void: ${path} ${answer.status} ${body}`);
    return JSON.parse(body) as { items: { key: string }[] };
  };
  const { items } = await get('/grey-areas');
  hold(items.length >= AREAS, `${items.length} areas stand on the register, evidence is at ${AREAS}`);
  hold((await get('/disputes')).items.length === OPEN, `${OPEN} disputes are open`);
  const questions = {
    register: () => get('/grey-areas'),
    one_area: () => get(`/grey-areas/${encodeURIComponent(items[7]!.key)}`),
    disputes: () => get('/disputes'),
    escalations: () => get('/escalations'),
  };
  for (const [name, ask] of Object.entries(questions)) {
    const times: number[] = [];
    for (let run = 0; run < RUNS + 5; run++) {
      const { ms } = await timed<unknown>(ask);
      if (run >= 5) times.push(ms);
    }
    const facts = { evidence: size, areas: items.length, disputes: DISPUTES, runs: RUNS, database: words };
    const common = { bench: 'greyAreas', engine, against: `${PATIENCE} ms`, limit: PATIENCE, with: facts };
    figure({ ...common, figure: `${name}_p50_ms`, value: quantile(times, 0.5), must: { atMost: 1 } });
    figure({ ...common, figure: `${name}_p99_ms`, value: quantile(times, 0.99) });
  }
}

for (const engine of engines) {
  const on = await ground(engine);
  const place = await on.place();
  const platform = await platformAt(place);
  try {
    await fill(platform);
    await measure(engine, on.words, platform);
  } finally {
    await closePlatform(platform);
    await place.remove();
    await on.end();
  }
}
