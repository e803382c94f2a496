import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CaseRule, compileRules, firstRules, type Sieved } from './rule.ts';

const now = new Date('2026-03-02T09:00:00Z');
const day = 86_400_000;
const active = { activeFrom: new Date('2026-01-01'), endedAt: null };
const rules: CaseRule[] = firstRules.map((rule, n) => ({ ...rule, id: n + 1, ...active }));
const fact = (given: Partial<Sieved>): Sieved => ({
  kind: 'response',
  metricKey: 'nps',
  kindKey: null,
  value: 9,
  failed: null,
  contactRequested: null,
  touchpointKey: 'visit',
  occurredAt: new Date(now.getTime() - day),
  ...given,
});

test('the first rules of an organisation', () => {
  const rule = (given: Partial<Sieved>) => compileRules(rules, now)(fact(given))?.key;
  expect(rule({ value: 7 })).toBeUndefined();
  expect(rule({ value: 6 })).toBe('nps_detractor');
  expect(rule({ value: 2 })).toBe('nps_urgent');
  expect(rule({ value: 0, metricKey: 'csat' })).toBeUndefined();
  expect(rule({ value: null, contactRequested: true })).toBe('contact_requested');
  expect(rule({ value: 10, metricKey: 'csat', contactRequested: true })).toBe('contact_requested');
  expect(rule({ kind: 'interaction', kindKey: 'visit.done', failed: true, value: null })).toBe(
    'operational_failure',
  );
  expect(rule({ kind: 'interaction', kindKey: 'visit.done', failed: false, value: 2 })).toBeUndefined();
  expect(rule({ value: 1, occurredAt: new Date(now.getTime() - 15 * day) })).toBeUndefined();
});

test('ended and not yet active rules open nothing', () => {
  const ended = rules.map((rule) => ({ ...rule, endedAt: now }));
  const later = rules.map((rule) => ({ ...rule, activeFrom: new Date(now.getTime() + 1) }));
  expect(compileRules(ended, now)(fact({ value: 0 }))).toBeUndefined();
  expect(compileRules(later, now)(fact({ value: 0 }))).toBeUndefined();
});

/** The rules read out one by one, without any filing. */
function slowly(of: CaseRule[], one: Sieved): CaseRule | undefined {
  return of
    .filter((rule) => rule.appliesTo === one.kind)
    .filter(
      (rule) => rule.touchpointKeys.length === 0 || rule.touchpointKeys.includes(one.touchpointKey ?? ''),
    )
    .filter((rule) => now.getTime() - one.occurredAt.getTime() <= rule.withinDays * day)
    .filter((rule) => {
      const value = one.value;
      if (one.kind === 'interaction') {
        if (rule.interactionKinds.length > 0 && !rule.interactionKinds.includes(one.kindKey ?? ''))
          return false;
        return (
          (rule.failed && one.failed === true) ||
          (rule.atLeast !== null && value !== null && value >= rule.atLeast)
        );
      }
      if (rule.metricKey !== null && rule.metricKey !== one.metricKey) return false;
      return (
        (rule.contactRequested && one.contactRequested === true) ||
        (rule.atMost !== null && value !== null && value <= rule.atMost)
      );
    })
    .sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.id - b.id)[0];
}

const keys = fc.constantFrom('a', 'b', 'c');
const value = fc.option(fc.integer({ min: 0, max: 10 }));
const someRule = fc.record({
  name: fc.constant('r'),
  appliesTo: fc.constantFrom('response' as const, 'interaction' as const),
  metricKey: fc.option(keys),
  atMost: value,
  contactRequested: fc.boolean(),
  interactionKinds: fc.uniqueArray(keys, { maxLength: 2 }),
  failed: fc.boolean(),
  atLeast: value,
  touchpointKeys: fc.uniqueArray(keys, { maxLength: 2 }),
  urgent: fc.boolean(),
  withinDays: fc.integer({ min: 1, max: 30 }),
});
const someFact: fc.Arbitrary<Sieved> = fc.record({
  kind: fc.constantFrom('response' as const, 'interaction' as const),
  metricKey: fc.option(keys),
  kindKey: fc.option(keys),
  value,
  failed: fc.option(fc.boolean()),
  contactRequested: fc.option(fc.boolean()),
  touchpointKey: fc.option(keys),
  occurredAt: fc.integer({ min: 0, max: 40 }).map((days) => new Date(now.getTime() - days * day)),
});

test('filing the rules changes nothing about which one is met', () => {
  fc.assert(
    fc.property(
      fc.array(someRule, { maxLength: 8 }),
      fc.array(someFact, { maxLength: 20 }),
      (some, facts) => {
        const all = some.map((rule, n): CaseRule => ({ ...rule, key: `r${n}`, id: n, ...active }));
        const ruleFor = compileRules(all, now);
        for (const one of facts) expect(ruleFor(one)?.id).toBe(slowly(all, one)?.id);
      },
    ),
  );
});
