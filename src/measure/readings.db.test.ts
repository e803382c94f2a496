import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { sql } from '../platform/database.ts';
import { suppress } from '../platform/suppression.ts';
import { calendar } from './calendar.ts';
import { type Answer, addAnswers, mapAndSlices } from './facts.fixture.ts';
import { movers } from './movers.ts';
import { type By, readings, type Scope } from './readings.ts';
import { npsInterval } from './statistics/nps.ts';

let fresh: FreshDatabase;
const day = calendar('Europe/Berlin');
const answers: Answer[] = [];
const slices: Record<string, string>[] = [
  { plan: 'dsl', region: 'north' },
  { plan: 'fibre', region: 'north' },
  { plan: 'dsl', region: 'south' },
  { region: 'west' },
];

beforeAll(async () => {
  fresh = await freshDatabase();
  const { db } = fresh;
  await db.run(
    sql`insert into settings (key, value) values ('organisation', '{"timezone":"Europe/Berlin"}')`,
  );
  await db.run(sql`insert into metrics (key, name, kind, taken_from, scale_min, scale_max, common, made_at) values
    ('nps', 'NPS', 'nps', 'response', 0, 10, true, now()), ('stars', 'Stars', 'csat', 'response', 1, 5, false, now())`);
  await mapAndSlices(db);
  // Five months; a linear congruential generator, so that every run has the same 4,000 answers.
  let seed = 42;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  for (let i = 0; i < 4000; i++) {
    const touchpointId = random(9);
    answers.push({
      metricId: 1,
      touchpointId,
      sliceId: 1 + random(4),
      at: new Date(Date.UTC(2026, 0, 1) + random(150 * 24 * 60) * 60_000),
      value: Math.max(0, Math.min(10, random(8) + (touchpointId % 4))),
    });
  }
  await addAnswers(db, answers);
});
afterAll(() => fresh.close());

const dayIn = fc
  .integer({ min: -5, max: 155 })
  .map((i) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10));
const scope = fc.record<Scope>(
  {
    from: dayIn,
    to: dayIn,
    journey: fc.constantFrom('join', 'use'),
    phase: fc.constantFrom('use/start', 'join/choose'),
    touchpoint: fc.constantFrom('t1', 't5', 'unplaced'),
    where: fc.constantFrom<Record<string, string[]>>(
      { region: ['north'] },
      { region: ['north', 'west'], plan: ['dsl', ''] },
      { plan: [''] },
    ),
  },
  { requiredKeys: [] },
);
const by = fc.constantFrom<By | undefined>(
  undefined,
  'touchpoint',
  'phase',
  'journey',
  'day',
  'week',
  'month',
  'slice.region',
  'slice.plan',
);

function keyOf(one: Answer, by: By | undefined): string {
  const t = one.touchpointId;
  const on = day(one.at);
  const journey = t <= 4 ? 'join' : 'use';
  if (by === undefined) return 'all';
  if (by === 'day') return on;
  if (by === 'month') return `${on.slice(0, 7)}-01`;
  if (by === 'week') {
    const at = new Date(on);
    return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
  }
  if (by.startsWith('slice.')) return slices[one.sliceId - 1]![by.slice(6)] ?? '';
  if (t === 0) return 'unplaced';
  if (by === 'touchpoint') return `t${t}`;
  return by === 'journey'
    ? journey
    : `${journey}/${['choose', 'start', 'start', 'daily'][Math.floor((t - 1) / 2)]}`;
}

function within(one: Answer, { from, to, journey, phase, touchpoint, where = {} }: Scope): boolean {
  const on = day(one.at);
  if ((from && on < from) || (to && on > to)) return false;
  if (journey && (one.touchpointId === 0 || keyOf(one, 'journey') !== journey))
    return touchpoint === 'unplaced' && one.touchpointId === 0;
  if (touchpoint === 'unplaced') {
    if (one.touchpointId !== 0) return false;
  } else {
    if (phase && keyOf(one, 'phase') !== phase) return false;
    if (touchpoint && keyOf(one, 'touchpoint') !== touchpoint) return false;
  }
  return Object.entries(where).every(([dimension, values]) =>
    values.includes(slices[one.sliceId - 1]![dimension] ?? ''),
  );
}

test('every reading is what the facts themselves say, whichever cells it is read from', async () => {
  await fc.assert(
    fc.asyncProperty(scope, by, async (given, by) => {
      const asked =
        given.touchpoint === 'unplaced' ? { ...given, journey: undefined, phase: undefined } : given;
      const found = await readings({ db: fresh.db }, { ...asked, metric: 'nps', by });
      const groups = new Map<string, Answer[]>();
      for (const one of answers) {
        if (within(one, asked)) groups.set(keyOf(one, by), [...(groups.get(keyOf(one, by)) ?? []), one]);
      }
      if (by === undefined && groups.size === 0) groups.set('all', []);
      expect(found.map((one) => one.key).sort()).toEqual([...groups.keys()].sort());
      const hidden = suppress(found.map((one) => groups.get(one.key)!.length));
      for (const [i, reading] of found.entries()) {
        const of = groups.get(reading.key)!;
        expect(reading.suppressed).toBe(hidden[i]);
        if (hidden[i]) {
          expect(reading).toMatchObject({ value: null, n: null, low: null, high: null });
          continue;
        }
        expect(reading.n).toBe(of.length);
        if (of.length === 0) {
          expect(reading.value).toBeNull();
          continue;
        }
        const share = (test: (value: number) => boolean) =>
          of.filter((one) => test(one.value as number)).length;
        const wanted = npsInterval({
          detractors: share((v) => v <= 6),
          passives: share((v) => v === 7 || v === 8),
          promoters: share((v) => v >= 9),
        });
        expect(reading.value).toBeCloseTo(wanted.value * 100, 9);
        expect(reading.low).toBeCloseTo(wanted.low * 100, 9);
        expect(reading.high).toBeCloseTo(wanted.high * 100, 9);
        expect(reading.few).toBe(of.length < 30);
      }
    }),
    { numRuns: 80 },
  );
});

test('the effects of all movers add up to the change exactly', async () => {
  for (const by of ['touchpoint', 'slice.region', 'journey'] as const) {
    const found = await movers({ db: fresh.db }, { metric: 'nps', from: '2026-03-01', to: '2026-03-31', by });
    expect(found.beforeFrom).toBe('2026-01-29');
    expect(found.beforeTo).toBe('2026-02-28');
    const sum = found.movers.reduce((all, one) => all + one.rate + one.mix, 0);
    expect(sum).toBeCloseTo(found.change as number, 9);
    expect(found.change).toBeCloseTo((found.after.value as number) - (found.before.value as number), 9);
  }
});

test('an unknown dimension is refused with the ones there are', async () => {
  await expect(readings({ db: fresh.db }, { metric: 'nps', by: 'slice.country' })).rejects.toMatchObject({
    code: 'unknown_dimension',
    facts: { known: ['region', 'plan'] },
  });
});
