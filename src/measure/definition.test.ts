import { expect, test } from 'vitest';
import { define, type MetricInput } from './definition.ts';
import { differs, figure } from './reading.ts';

test('the kind brings its usual scale, unit and thresholds', () => {
  expect(define({ key: 'nps', name: 'NPS', kind: 'nps' })).toMatchObject({
    scaleMin: 0,
    scaleMax: 10,
    goodAt: 20,
    take: 'value',
  });
  expect(define({ key: 'ease', name: 'Ease', kind: 'ces' })).toMatchObject({
    scaleMin: 1,
    scaleMax: 7,
    unit: null,
  });
  expect(
    define({ key: 'late', name: 'Late', kind: 'rate', takenFrom: 'interaction', interactionKinds: ['done'] }),
  ).toMatchObject({
    take: 'failed',
    unit: '%',
    scaleMin: null,
  });
  expect(define({ key: 'csat', name: 'CSAT', kind: 'csat', unit: 'share' })).toMatchObject({
    goodAt: 0.8,
    badAt: 0.6,
  });
});

test('what cannot be read is refused', () => {
  const refused: Omit<MetricInput, 'key' | 'name'>[] = [
    { kind: 'nps', scaleMin: 1, scaleMax: 10 },
    { kind: 'csat', scaleMin: 0, scaleMax: 100 },
    { kind: 'mean', scaleMin: 5, scaleMax: 1 },
    { kind: 'mean', scaleMin: 5 },
    { kind: 'mean', takenFrom: 'interaction' },
    { kind: 'mean', interactionKinds: ['visit'] },
    { kind: 'rate', unit: 'points' },
    { kind: 'duration', takenFrom: 'interaction', interactionKinds: ['visit'], take: 'failed' },
  ];
  for (const one of refused) {
    expect(() => define({ key: 'x', name: 'X', ...one })).toThrow(
      expect.objectContaining({ code: 'metric_unsound' }),
    );
  }
});

const bars = (...given: number[]) => [...given, ...new Array<number>(11 - given.length).fill(0)];

test('figures in the unit of their readings', () => {
  const csat = define({ key: 'csat', name: 'CSAT', kind: 'csat' });
  const counted = { n: 200, sum: 0, sumsq: 0, bars: bars(10, 10, 20, 60, 100) };
  expect(figure(csat, counted).value).toBeCloseTo(80, 9);
  expect(figure(csat, counted).low).toBeCloseTo(73.91448134, 7);
  expect(figure({ ...csat, unit: 'share' }, counted).value).toBeCloseTo(0.8, 9);
  const count = define({
    key: 'c',
    name: 'C',
    kind: 'count',
    takenFrom: 'interaction',
    interactionKinds: ['x'],
  });
  expect(figure(count, { n: 12, sum: 12, sumsq: 12, bars: bars() })).toEqual({
    value: 12,
    low: null,
    high: null,
  });
});

test('a difference is said only where chance does not explain it', () => {
  const nps = define({ key: 'nps', name: 'NPS', kind: 'nps' });
  const of = (detractors: number, passives: number, promoters: number) => ({
    n: detractors + passives + promoters,
    sum: 0,
    sumsq: 0,
    bars: bars(detractors, 0, 0, 0, 0, 0, 0, passives, 0, promoters),
  });
  expect(differs(nps, of(40, 60, 100), of(54, 108, 162))).toBe(false);
  expect(differs(nps, of(40, 60, 100), of(100, 60, 40))).toBe(true);
  expect(differs(nps, of(0, 0, 29), of(29, 0, 0))).toBe(false);
});
