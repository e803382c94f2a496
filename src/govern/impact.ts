import { commonMetric, movers, type Reading, readings } from '../measure/measure.ts';
import { dayOf } from '../own/own.ts';
import { type Actor, require } from '../platform/access.ts';
import { Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { dayBefore, lookOf } from './departments.ts';
import { deedsOf, departmentOf, placesOf } from './places.sql.ts';
import type { Impact } from './shapes.ts';

/**
 * How the work of the one who asks moves the common metric: the touchpoints at which they or their department answer
 * or work, each one's part of the figure (weight × level, which add up to it) and of its change (rate + mix).
 * What they themselves did for customers is told to nobody else.
 */
export async function myImpact(platform: Platform, actor: Actor, days = 90): Promise<Impact> {
  require(actor, 'measure:read');
  if (!actor.personId) {
    throw new Refusal('person_needed', 'Only a person has an impact of their own. Sign in as one.', {}, 403);
  }
  const { db } = platform;
  const to = await dayOf(db, platform.clock.now());
  const from = dayBefore(to, days - 1);
  const department = await departmentOf(db, actor.personId);
  const held = await placesOf(db, { personId: actor.personId, departmentId: department?.id ?? null }, to);
  const until = platform.clock.now();
  const deeds = await deedsOf(db, actor.personId, {
    from: new Date(until.getTime() - days * 86_400_000),
    until,
  });
  const metric = await commonMetric(db);
  const base = { from, to, department: department?.name ?? null, deeds };
  if (!metric || metric.kind === 'count') {
    const places = held.map((one) => ({ ...one, ...nothing }));
    return { ...base, metric: metric ? lookOf(metric) : null, now: null, change: null, mine: none, places };
  }
  const moved = await movers(platform, { metric: metric.key, from, to });
  const figures = await readings(platform, { metric: metric.key, by: 'touchpoint', from, to });
  const all = moved.after.n ?? 0;
  const places = held.map((one) => {
    const reading = figures.find((figure) => figure.key === one.key) ?? null;
    const mover = moved.movers.find((other) => other.key === one.key);
    return {
      ...one,
      reading,
      contribution: partOf(reading, all),
      change: mover ? mover.rate + mover.mix : null,
      significant: mover?.significant ?? false,
    };
  });
  const order = { A: 0, R: 1, department: 2 };
  places.sort((a, b) => order[a.part] - order[b.part] || Math.abs(b.change ?? 0) - Math.abs(a.change ?? 0));
  const own = places.filter((one) => one.part !== 'department');
  const summed = own.length > 0 ? own : places;
  return {
    ...base,
    metric: lookOf(metric),
    now: moved.after,
    change: moved.change,
    mine: {
      contribution: sum(summed.map((one) => one.contribution)),
      change: sum(summed.map((one) => one.change)),
      share: all > 0 ? (sum(summed.map((one) => one.reading?.n ?? null)) ?? 0) / all : null,
    },
    places,
  };
}

const none = { contribution: null, change: null, share: null };
const nothing = { reading: null, contribution: null, change: null, significant: false };

function partOf(reading: Reading | null, all: number): number | null {
  if (!reading || reading.value === null || reading.n === null || all === 0) return null;
  return (reading.value * reading.n) / all;
}

function sum(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
}
