import { sql } from '../src/platform/database.ts';
import type { Platform } from '../src/platform/platform.ts';
import { hold, say } from './figure.ts';

/** Cases of one statement: on the embedded engine a larger one would need as much memory at once. */
const STEP = 20_000;
const PEOPLE = 60;

/** What people are called and what they say; common words and rare ones. */
const first =
  'Anna Ben Carla David Eva Finn Greta Hugo Ines Jan Karla Luis Mira Nils Olga Paul Rosa Sven Tara Uwe'.split(
    ' ',
  );
const last =
  'Albers Brandt Conrad Dietz Ebert Franke Graf Hartwig Iversen Jansen Keller Lorenz Maurer Nowak Ott Petersen Quandt Richter Schulte Thoma'.split(
    ' ',
  );
const what = [
  'The technician never came',
  'The router is slow every evening',
  'My bill is wrong for the third time',
  'Nobody called me back',
  'The contract is not what was promised',
  'The line broke down during a meeting',
  'Moving house took five weeks',
  'The hotline hung up on me',
];
const wish = [
  'and I want my money back',
  'please call me',
  'and I am leaving',
  'although the colleague was kind',
  'again',
];

/**
 * Puts `size` cases straight into the tables: 24 months, ten touchpoints, sixty people in eight departments, few of whom have
 * most of it. What came last is open, and one older case in a hundred; the rest was told and closed, some waived. Nothing is left
 * for the server to catch up with.
 */
export async function stockCases({ db }: Platform, size: number): Promise<void> {
  const customers = Math.max(10, Math.floor(size * 0.6));
  await db.run(sql`insert into departments (department_id, key, name, position)
    select md5('d' || i)::uuid, 'team' || i, 'Team ' || i, i from generate_series(0, 7) i`);
  await db.run(sql`insert into people (person_id, name, email, colour, department_id, joined_on, made_at)
    select md5('p' || i)::uuid, 'Person ' || i, 'p' || i || '@bench.example', '#555555', md5('d' || i % 8)::uuid, '2020-01-01', '2020-01-01'
    from generate_series(0, ${PEOPLE}::int - 1) i`);
  for (let from = 0; from < customers; from += STEP) {
    await people(db, from, Math.min(customers, from + STEP));
  }
  say(`${customers} customers are stored`);
  await db.run(sql`insert into tags (name, made_at) select 'tag ' || i, now() from generate_series(1, 8) i`);
  for (let from = 0; from < size; from += STEP)
    await cases(db, { from, until: Math.min(size, from + STEP), of: size, customers });
  await db.raw('vacuum analyze');
  const { n, open } = await db.one<{ n: number; open: number }>(
    sql`select count(*) as n, count(*) filter (where closure_id is null) as open from cases`,
  );
  hold(n === size && open > size / 50, `${n} cases are stored, ${open} of them open`);
}

async function people(db: Platform['db'], from: number, until: number): Promise<void> {
  const range = sql`generate_series(${from}::int, ${until}::int - 1) i`;
  const name = sql`(${first}::text[])[1 + (hashint4(i) & 15)] || ' ' || (${last}::text[])[1 + (hashint4(i + 7) & 2147483647) % 20] || ' ' || i % 997`;
  await db.run(sql`insert into identities (identity_id, source_id, external_key, name, email, content_hash, first_seen_at, changed_at)
    select md5('i' || i)::uuid, 1, 'c' || i, ${name}, 'c' || i || '@mail.example', 'stub', now(), now() from ${range}`);
  await db.run(sql`insert into customers (customer_id, name, email, search, made_at)
    select md5('k' || i)::uuid, ${name}, 'c' || i || '@mail.example',
      to_tsvector('simple', ${name} || ' c' || i || '@mail.example c' || i), now() from ${range}`);
  await db.run(sql`insert into links (identity_id, customer_id, reason, linked_at)
    select md5('i' || i)::uuid, md5('k' || i)::uuid, 'own', now() from ${range}`);
}

/** `hashint4` scatters the numbers the same way each time; a power of a number below 1 makes few of many. */
async function cases(
  db: Platform['db'],
  part: { from: number; until: number; of: number; customers: number },
): Promise<void> {
  await db.raw('drop table if exists made_cases');
  await db.run(sql`create unlogged table made_cases as
    select i, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008' || substr(md5('c' || i), 1, 15))::uuid as case_id,
      md5('h' || i)::uuid as holder_id, md5('p' || floor(${PEOPLE}::int * power(r1, 2.5)))::uuid as owner_id, customer,
      1 + floor(10 * power(r2, 1.6))::int as touchpoint_id, r2 < 0.1 as urgent, at,
      at + case when r2 < 0.1 then interval '1 day' else interval '2 days' end as due_at,
      case when not (i > ${part.of}::int * 0.97 or i % 100 = 13) then md5('z' || i)::uuid end as closure_id, r1 < 0.05 as waived,
      case when i % 10 < 7 then (${what}::text[])[1 + (c >> 3) % 8] || ', ' || (${wish}::text[])[1 + (c >> 7) % 5]
        || ', order ' || md5('o' || i % 20000) end as quote, (c >> 9) % 7 as score
    from (select i, c, (c % 10007) / 10007.0 as r1, ((c >> 5) % 10009) / 10009.0 as r2, (hashint4(i + 7) & 2147483647) % ${part.customers}::int as customer,
        date_trunc('milliseconds', now() - interval '730 days' + (i::float8 / ${part.of}::float8) * interval '730 days') as at
      from (select i, hashint4(i) & 2147483647 as c from generate_series(${part.from}::int, ${part.until}::int - 1) i) n) m`);
  const told = sql`from made_cases where closure_id is not null and not waived`;
  await db.run(sql`insert into case_holders (holder_id, case_id, person_id, from_at, rung, reason)
    select holder_id, case_id, owner_id, at, 'responsible', 'responsible for it' from made_cases`);
  await db.run(sql`insert into case_messages (message_id, case_id, at, person_id, channel, body)
    select md5('m' || i)::uuid, case_id, at + interval '20 hours', owner_id, 'phone', 'We called and put it right.' ${told}`);
  // Settled when the time for an answer was over.
  await db.run(sql`insert into case_closures (closure_id, case_id, at, person_id, message_id, waiver, settled_at, settled_as)
    select closure_id, case_id, at + interval '21 hours', owner_id, case when not waived then md5('m' || i)::uuid end,
      case when waived then 'Cannot be reached.' end, case when settled then at + interval '15 days' end,
      case when settled then case when i % 5 < 2 then 'confirmed' else 'unanswered' end end
    from (select *, not waived and at < now() - interval '15 days' as settled from made_cases where closure_id is not null) c`);
  await db.run(sql`insert into case_confirmations (confirmation_id, case_id, message_id, at, helped)
    select md5('f' || i)::uuid, case_id, md5('m' || i)::uuid, at + interval '3 days', true ${told} and i % 5 < 2`);
  await db.run(sql`insert into cases (case_id, customer_id, identity_id, touchpoint_id, rule_id, fact_kind, fact_id, reason, quote, score,
      urgent, occurred_at, opened_at, due_at, holder_id, owner_id, closure_id)
    select case_id, md5('k' || customer)::uuid, md5('i' || customer)::uuid, touchpoint_id, 1, 'response', md5('r' || i)::uuid,
      'NPS ' || score || ' at Touchpoint ' || touchpoint_id, quote, score, urgent, at, at, due_at, holder_id, owner_id, closure_id
    from made_cases`);
  await db.run(sql`insert into case_facts (fact_id, case_id, fact_kind, rule_id, opened, urgent, reason, quote, score, occurred_at, linked_at)
    select md5('r' || i)::uuid, case_id, 'response', 1, true, urgent, 'NPS ' || score, quote, score, at, at from made_cases`);
  // Warned and told up the ladder when it happened, as a company's cases of two years are: else the server does it all at its start.
  await db.run(sql`insert into case_clocks (clock_id, case_id, clock, minutes, started_at, due_at, warn_at, met_at, warned_at)
    select gen_random_uuid(), case_id, clock, 1440, at, due_at, due_at - interval '6 hours', case when closure_id is not null then at + interval '20 hours' end,
      case when closure_id is null and due_at - interval '6 hours' < now() then due_at - interval '6 hours' end
    from made_cases, unnest(array['acknowledge', 'act', 'tell']) clock where clock = 'tell' or closure_id is null`);
  await db.run(sql`insert into case_breaches (breach_id, case_id, due_at, rung, at, told_person_id)
    select gen_random_uuid(), case_id, due_at, rung, due_at + (rung - 1) * interval '1 day', owner_id
    from made_cases, generate_series(1, 2) rung where closure_id is null and due_at + (rung - 1) * interval '1 day' < now()`);
  await db.run(sql`insert into case_notes (note_id, case_id, at, person_id, text)
    select md5('n' || i)::uuid, case_id, at + interval '1 hour', owner_id, 'Looked into it.' from made_cases where i % 3 = 0`);
  await db.run(sql`insert into case_tags (case_id, tag_id, at, person_id)
    select case_id, 1 + floor(8 * power((i % 101) / 101.0, 2))::int, at, owner_id from made_cases where i % 4 = 0`);
  await db.raw('drop table made_cases');
}
