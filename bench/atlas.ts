// Journeys as a large organisation has them: 200 of 40 touchpoints each, asked for over HTTP, against 20 of the same.

import { buildApp } from '../src/app.ts';
import { applyJourney, journeyDiff } from '../src/map/map.ts';
import { declareMetric } from '../src/measure/measure.ts';
import { operatorActor } from '../src/platform/access.ts';
import { sql } from '../src/platform/database.ts';
import type { Platform } from '../src/platform/platform.ts';
import { closePlatform } from '../src/platform/start.ts';
import { figure, hold, say } from './figure.ts';
import { type Engine, given } from './given.ts';
import { ground, type Place } from './ground.ts';
import { quantile, timed } from './median.ts';
import { platformAt } from './world.ts';

const { engines, size } = given(200);
const SMALL = Math.max(1, Math.round(size / 10));
const PHASES = 8;
const TOUCHPOINTS = 5;
const RUNS = 60;
/** A page whose answer takes longer than this is felt to wait. */
const PATIENCE = 200;

/** Every lane filled, as a map looks after a year: 40 touchpoints, 64 notes. */
function drawn(n: number): string {
  const phases = Array.from({ length: PHASES }, (_, p) => {
    const touchpoints = Array.from(
      { length: TOUCHPOINTS },
      (_, t) =>
        `      - { key: j${n}-p${p}-t${t}, name: Touchpoint ${p} ${t}, channel: web, expectation: 20, emotion: 1 }`,
    );
    const notes = ['does', 'thinks', 'says', 'front_stage', 'back_stage', 'systems', 'pain', 'opportunity'];
    return [
      `  - key: phase${p}\n    name: Phase ${p}\n    prospect: ${p === 0}\n    emotion: ${(p % 5) - 2}\n    touchpoints:`,
      ...touchpoints,
      '    notes:',
      ...notes.map((lane) => `      ${lane}: ["What stands in the lane ${lane} of phase ${p}"]`),
    ].join('\n');
  });
  const rules = [`  - { touchpoint: j${n}-p0-t0, when: { kind: k${n} } }`];
  return `journey: j${n}\nname: Journey ${n}\nphases:\n${phases.join('\n')}\nplacement:\n${rules.join('\n')}\n`;
}

async function world(place: Place, journeys: number): Promise<Platform> {
  const platform = await platformAt(place);
  await declareMetric(platform, operatorActor, { key: 'nps', name: 'NPS', kind: 'nps', common: true });
  const files = Array.from({ length: journeys }, (_, n) => drawn(n));
  while (files.length > 0) await applyJourney(platform, operatorActor, files.splice(0, 50).join('---\n'));
  // Twenty facts a touchpoint in the last days and a month's cell each, so that figures and volumes are looked for.
  await platform.db.run(sql`insert into kinds (key, name) values ('seen', 'Seen')`);
  await platform.db.run(sql`insert into sources (key, name, made_at) values ('bench', 'Bench', now())`);
  await platform.db.run(sql`insert into cells (metric_id, span, slice_id, touchpoint_id, day, n, sum, sumsq)
    select 1, s.span, 0, touchpoint_id, date_trunc('month', now())::date, 100, 500, 3000
    from touchpoints, unnest(array['d', 'm']) as s(span)`);
  await platform.db.run(sql`insert into interactions (identity_id, interaction_id, source_id, kind_id, touchpoint_id, slice_id, occurred_at, content_hash)
    select md5('who' || (g % 2000))::uuid, md5(touchpoint_id || ' ' || g)::uuid, 1, 1, touchpoint_id, 0, now() - g * interval '4 hours', 1
    from touchpoints, generate_series(1, 20) g`);
  await platform.db.run(sql`analyze`);
  return platform;
}

const asked = (n: number): Record<string, string> => ({
  atlas: '/atlas',
  atlas_scores: '/metrics/nps/readings?by=phase',
  one_map: `/journeys/j${Math.floor(n / 2)}`,
  one_map_scores: `/metrics/nps/readings?by=touchpoint&journey=j${Math.floor(n / 2)}`,
  volumes: '/volumes',
});

/** Status, body and the milliseconds until the last byte, at the server. */
async function answers(platform: Platform, n: number) {
  const app = buildApp(platform);
  const ask = async (path: string) => {
    const answer = await app.request(`/api/v1${path}`, {}, { actor: operatorActor });
    return { status: answer.status, text: await answer.text() };
  };
  const found: Record<string, { p50: number; p99: number; bytes: number; cpuMs: number }> = {};
  for (const [name, path] of Object.entries(asked(n))) {
    const times: number[] = [];
    let bytes = 0;
    let busy = process.cpuUsage();
    for (let run = -5; run < RUNS; run++) {
      if (run === 0) busy = process.cpuUsage();
      const { ms, result } = await timed(() => ask(path));
      hold200(result.status, path);
      bytes = result.text.length;
      if (run >= 0) times.push(ms);
    }
    const { user, system } = process.cpuUsage(busy);
    const cpuMs = Math.round((user + system) / 100 / RUNS) / 10;
    found[name] = { p50: quantile(times, 0.5), p99: quantile(times, 0.99), bytes, cpuMs };
  }
  return found;
}

function hold200(status: number, path: string): void {
  if (status !== 200) throw new Error(`The run is void: ${path} answered ${status}`);
}

async function measure(engine: Engine, small: Platform, large: Platform, words: string): Promise<void> {
  const few = await answers(small, SMALL);
  const many = await answers(large, size);
  for (const [name, { p50, p99, bytes, cpuMs }] of Object.entries(many)) {
    const common = {
      bench: 'atlas',
      engine,
      with: { journeys: size, runs: RUNS, bytes, cpuMs, database: words },
    };
    figure({ ...common, figure: `${name}_p50_ms`, value: p50, against: `${PATIENCE} ms`, limit: PATIENCE });
    figure({
      ...common,
      figure: `${name}_p99_ms`,
      value: p99,
      against: `${PATIENCE} ms`,
      limit: PATIENCE,
      // Volumes are counted from the facts and come in beside the page; they are told, not judged.
      ...(name === 'volumes' ? {} : { must: { atMost: 1 } }),
    });
    figure({
      ...common,
      figure: `${name}_growth_p50`,
      value: p50,
      against: `the same at ${SMALL} journeys`,
      limit: few[name]?.p50 ?? Number.NaN,
      // One map must not grow with the others; its scores look it up among all touchpoints, whose names are read again
      // every two seconds; the atlas grows at most as the journeys do.
      must: { atMost: name === 'one_map' ? 2 : (size / SMALL) * 1.3 },
    });
  }
  const { changes } = await journeyDiff(large, operatorActor, { key: 'j0', from: 1, to: 1 });
  hold(changes.length === 0, 'a map has no difference to itself');
}

for (const engine of engines) {
  const on = await ground(engine);
  const made: { place: Place; platform: Platform }[] = [];
  try {
    for (const n of [SMALL, size]) {
      say(`drawing ${n} journeys, ${on.words}`);
      const place = await on.place();
      made.push({ place, platform: await world(place, n) });
    }
    const [small, large] = made.map(({ platform }) => platform) as [Platform, Platform];
    await measure(engine, small, large, on.words);
  } finally {
    for (const { place, platform } of made) {
      await closePlatform(platform);
      await place.remove();
    }
    await on.end();
  }
}
