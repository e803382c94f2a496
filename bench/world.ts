import { registerJobs } from '../src/app.ts';
import { addRule } from '../src/close/close.ts';
import { RuleInput } from '../src/close/rule.ts';
import { makeSource } from '../src/collect/sources.ts';
import { declareDimension } from '../src/know/know.ts';
import { applyJourney } from '../src/map/map.ts';
import { declareMetric } from '../src/measure/measure.ts';
import { operatorActor } from '../src/platform/access.ts';
import { sql } from '../src/platform/database.ts';
import { newId } from '../src/platform/ids.ts';
import { createKey } from '../src/platform/keys.ts';
import type { Platform } from '../src/platform/platform.ts';
import { closePlatform, openPlatform } from '../src/platform/start.ts';
import type { Place } from './ground.ts';

export const regions = ['north', 'south', 'east', 'west'];
export const plans = ['fibre', 'cable', 'dsl'];
/** Five phases of two touchpoints. */
export const touchpoints = Array.from({ length: 10 }, (_, i) => `tp${i}`);

/** A platform over a place, as a server would open it, jobs declared and none taken up. */
export async function platformAt(place: Place): Promise<Platform> {
  const platform = await openPlatform({ ...place.config, logLevel: 'warn' });
  registerJobs(platform);
  await platform.queue.start({ work: false });
  return platform;
}

/**
 * A company as the loop meets it: somebody to own what goes wrong, a source, three metrics, ten touchpoints in five phases,
 * two reporting dimensions (4 × 3 values: twelve slices), and the rule that a low score of the last 14 days opens a case.
 */
export async function makeWorld(platform: Platform): Promise<{ sourceId: number; key: string }> {
  const me = operatorActor;
  const { db } = platform;
  const sponsor = newId();
  await db.run(sql`insert into people (person_id, name, email, colour, made_at)
    values (${sponsor}::uuid, 'Ada Sponsor', 'ada@bench.example', '#555555', '2020-01-01')`);
  await db.run(
    sql`insert into person_roles (person_id, role, granted_at) values (${sponsor}::uuid, 'sponsor', '2020-01-01')`,
  );
  await makeSource(platform, me, {
    key: 'survey',
    name: 'Survey',
    kind: 'feedback',
    description: '',
    ownerPersonId: null,
    departmentId: null,
    expectedEveryHours: null,
  });
  await declareMetric(platform, me, { key: 'nps', name: 'NPS', kind: 'nps', common: true });
  await declareMetric(platform, me, { key: 'csat', name: 'CSAT', kind: 'csat' });
  await declareMetric(platform, me, { key: 'ces', name: 'Effort', kind: 'ces' });
  await declareDimension(db, { key: 'region', name: 'Region' });
  await declareDimension(db, { key: 'plan', name: 'Plan' });
  const phases = Array.from(
    { length: 5 },
    (_, p) =>
      `  - key: phase${p}\n    name: Phase ${p}\n    touchpoints:\n` +
      [2 * p, 2 * p + 1].map((t) => `      - { key: tp${t}, name: Touchpoint ${t} }\n`).join(''),
  );
  await applyJourney(platform, me, `journey: use\nname: Use\nphases:\n${phases.join('')}`);
  await addRule(
    platform,
    me,
    RuleInput.parse({ key: 'low', name: 'Low score', appliesTo: 'response', metricKey: 'nps', atMost: 2 }),
  );
  const { key } = await createKey(platform, me, { name: 'bench', scopes: ['admin'] });
  const { id } = await db.one<{ id: number }>(sql`select source_id as id from sources`);
  return { sourceId: id, key };
}

/** The same in a place nobody has open. @returns the API key */
export async function furnish(place: Place): Promise<string> {
  const platform = await platformAt(place);
  try {
    return (await makeWorld(platform)).key;
  } finally {
    await closePlatform(platform);
  }
}
