import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromMinor, toMinor } from './money.ts';

test('what people type is read as they mean it, or not at all', () => {
  expect(toMinor('25', 'EUR')).toBe(2500);
  expect(toMinor(' 12,5 ', 'EUR')).toBe(1250);
  expect(toMinor('12.05', 'EUR')).toBe(1205);
  expect(toMinor('1,200', 'EUR')).toBe(120_000);
  expect(toMinor('1.200,50', 'EUR')).toBe(120_050);
  expect(toMinor('1’200.50', 'CHF')).toBe(120_050);
  expect(toMinor('500', 'JPY')).toBe(500);
  for (const wrong of ['', '-5', '1.2.3', 'abc', '12,345,6', '1.234.5', '9'.repeat(20)])
    expect(toMinor(wrong, 'EUR'), wrong).toBeUndefined();
  expect(toMinor('1.5', 'JPY')).toBeUndefined();
});

test('what is written into a field is read back as it was', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), fc.constantFrom('EUR', 'JPY', 'CHF'), (minor, currency) => {
      expect(toMinor(fromMinor(minor, currency), currency)).toBe(minor);
    }),
  );
});
