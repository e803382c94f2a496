import { v7 } from 'uuid';
import { type Database, sql } from '../platform/database.ts';
import { startCounting } from './count.ts';

/** One answer, as tests and benches put it in: stored and counted in one transaction, as the loop does. */
export interface Answer {
  metricId: number;
  touchpointId: number;
  sliceId: number;
  at: Date;
  value: number | null;
  comment?: string;
  identityId?: string;
}

export async function addAnswers(db: Database, answers: Answer[]): Promise<string[]> {
  const ids = answers.map(() => v7());
  await db.tx(async (tx) => {
    const counting = await startCounting(tx, 1);
    for (const one of answers) counting.add({ type: 'response', ...one }, one, 1);
    await tx.run(sql`insert into responses (identity_id, response_id, source_id, metric_id, touchpoint_id, slice_id, occurred_at, value, comment, content_hash)
      select a.* , 0 from unnest(${answers.map((one, i) => one.identityId ?? ids[i])}::uuid[], ${ids}::uuid[], ${answers.map(() => 1)}::int[],
        ${answers.map((one) => one.metricId)}::int[], ${answers.map((one) => one.touchpointId)}::int[], ${answers.map((one) => one.sliceId)}::int[],
        ${answers.map((one) => one.at)}::timestamptz[], ${answers.map((one) => one.value)}::numeric[], ${answers.map((one) => one.comment ?? null)}::text[]) a`);
    await counting.write();
  });
  return ids;
}

/** Two journeys with two phases each, two touchpoints a phase (ids 1 to 8), slices 1 to 4 over region and plan. */
export async function mapAndSlices(db: Database): Promise<void> {
  await db.run(sql`insert into sources (key, name, made_at) values ('surveys', 'Surveys', now())`);
  await db.run(sql`insert into journeys (key, name, position, made_at, changed_at) values
    ('join', 'Join', 0, now(), now()), ('use', 'Use', 1, now(), now())`);
  await db.run(sql`insert into phases (journey_id, key, name, position) values
    (1, 'choose', 'Choose', 0), (1, 'start', 'Start', 1), (2, 'start', 'Begin', 0), (2, 'daily', 'Daily use', 1)`);
  await db.run(sql`insert into touchpoints (phase_id, key, name, position)
    select 1 + (i - 1) / 2, 't' || i, 'Touchpoint ' || i, i from generate_series(1, 8) i`);
  await db.run(
    sql`insert into dimensions (key, name, position) values ('region', 'Region', 0), ('plan', 'Plan', 1)`,
  );
  await db.run(sql`insert into slices (key, dims) select d, d::jsonb from unnest(array[
    '{"plan":"dsl","region":"north"}', '{"plan":"fibre","region":"north"}', '{"plan":"dsl","region":"south"}', '{"region":"west"}']) d`);
}
