// A dashboard's readings from cells: at a million answers ÷ at ten thousand, and against GROUP BY over the facts.

import { grid, type Reading, readings } from '../src/measure/measure.ts';
import type { Platform } from '../src/platform/platform.ts';
import { closePlatform } from '../src/platform/start.ts';
import { facts, type Question } from './facts.ts';
import { figure, hold, say } from './figure.ts';
import { type Engine, given } from './given.ts';
import { type Ground, ground, type Place } from './ground.ts';
import { medians } from './median.ts';
import { stock } from './stock.ts';
import { makeWorld, platformAt } from './world.ts';

const { engines, size } = given(1_000_000);
const SMALL = 10_000;
const RUNS = 60;

/** The last twelve months up to yesterday: eleven whole ones from month cells, both edges from day cells. */
const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const year = { from: day(365), to: day(1) };

const questions: Record<string, Question> = {
  by_touchpoint_12_months: { ...year, by: 'touchpoint' },
  by_month_24_months: { by: 'month' },
  by_region_12_months: { ...year, by: 'slice.region' },
  by_touchpoint_north_12_months: { ...year, by: 'touchpoint', where: { region: ['north'] } },
};

async function stocked(on: Ground, n: number): Promise<{ place: Place; platform: Platform }> {
  const place = await on.place();
  const platform = await platformAt(place);
  await makeWorld(platform);
  say(`storing ${n} answers, ${on.words}`);
  await stock(platform, n);
  return { place, platform };
}

/** What an analyst asks of a survey first: all of it, by month, by touchpoint, by region. */
async function summary(platform: Platform): Promise<Reading[][]> {
  const asked = [{}, { by: 'month' }, { by: 'touchpoint' }, { by: 'slice.region' }] as const;
  const found = [];
  for (const one of asked) found.push(await readings(platform, { metric: 'nps', ...one }));
  return found;
}

async function measure(engine: Engine, small: Platform, large: Platform, words: string): Promise<void> {
  const common = { bench: 'readings', engine, with: { rows: size, runs: RUNS, database: words } };
  for (const [name, question] of Object.entries(questions)) {
    const read = (platform: Platform) => () => readings(platform, { metric: 'nps', ...question });
    agree(name, await read(large)(), await facts(large.db, question));
    const ms = await medians({ small: read(small), large: read(large) }, { runs: RUNS, warm: 10 });
    figure({
      ...common,
      figure: `${name}_ms`,
      value: ms.large,
      against: `the same at ${SMALL} answers`,
      limit: ms.small,
      must: { atMost: 1.3 },
    });
    const over = await medians({ facts: () => facts(large.db, question) }, { runs: 5, warm: 1 });
    figure({
      ...common,
      figure: `${name}_per_s`,
      value: 1000 / ms.large,
      against: 'GROUP BY over the facts',
      limit: 1000 / over.facts,
      must: { atLeast: 50 },
    });
  }
  const whole = (platform: Platform) => () => grid(platform, year);
  const at = await medians({ small: whole(small), large: whole(large) }, { runs: RUNS, warm: 10 });
  figure({
    ...common,
    figure: 'grid_12_months_ms',
    value: at.large,
    against: `the same at ${SMALL} answers`,
    limit: at.small,
    must: { atMost: 1.3 },
  });
  const sum = await medians({ large: () => summary(large) }, { runs: RUNS });
  figure({
    ...common,
    figure: 'summary_ms',
    value: sum.large,
    against: '50 ms',
    limit: 50,
    must: { atMost: 1 },
  });
}

/** Both ways must come to the same answer, or their times mean nothing. */
function agree(name: string, cells: Reading[], counted: { key: string; n: number; nps: number }[]): void {
  const from = new Map(counted.map((one) => [one.key, one]));
  const same = cells.filter(({ key, n, value }) => {
    const other = from.get(key);
    return other?.n === n && Math.abs(other.nps - (value as number)) < 1e-9;
  });
  hold(
    same.length === counted.length,
    `${name}: ${same.length} groups are the same from cells and from facts`,
  );
}

for (const engine of engines) {
  const on = await ground(engine);
  const made: { place: Place; platform: Platform }[] = [];
  try {
    for (const n of [SMALL, size]) made.push(await stocked(on, n));
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
