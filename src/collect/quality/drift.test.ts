import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesOf, type KnownField, type SeenShape } from './drift.ts';
import { isEmail, isPhone } from './factFields.ts';
import { lookOf, looks, note, Profile, typeOf } from './profile.ts';
import { fileFeed } from './watchColumns.ts';

const type = fc.option(fc.constantFrom(...looks), { nil: null });
const shape = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 8 }), type), {
  selector: ([name]) => name,
  maxLength: 12,
});
type Fields = [string, (typeof looks)[number] | null][];
const knownOf = (fields: Fields): KnownField[] =>
  fields.map(([field, type]) => ({ field, type, gone: false, usual: 1 }));
const seenOf = (fields: Fields): SeenShape => ({
  listed: true,
  records: 100,
  fields: new Map(fields.map(([field, type]) => [field, { type, filled: 100 }])),
});

test('a shape against itself is no change; from one to another and back names the same fields', () => {
  fc.assert(
    fc.property(shape, shape, (a, b) => {
      expect(changesOf(knownOf(a), seenOf(a))).toEqual([]);
      if (a.length === 0 || b.length === 0) return;
      const there = changesOf(knownOf(a), seenOf(b));
      const back = changesOf(knownOf(b), seenOf(a));
      const named = (found: typeof there, change: string) =>
        found
          .filter((one) => one.change === change)
          .map((one) => one.field)
          .sort();
      expect(named(there, 'appeared')).toEqual(named(back, 'vanished'));
      expect(named(there, 'retyped')).toEqual(named(back, 'retyped'));
    }),
  );
});

test('where nobody lists columns, what is usually there is missed after 20 records, the rest never', () => {
  const known: KnownField[] = [
    { field: 'plan', type: 'text', gone: false, usual: 0.9 },
    { field: 'note', type: 'text', gone: false, usual: 0.1 },
  ];
  const seen = (records: number): SeenShape => ({ listed: false, records, fields: new Map() });
  expect(changesOf(known, seen(19))).toEqual([]);
  expect(changesOf(known, seen(20)).map(({ field }) => field)).toEqual(['plan']);
});

test('a profile does not depend on how records are cut into batches', () => {
  const rows = fc.array(
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.option(fc.string({ maxLength: 4 }), { nil: null })),
  );
  fc.assert(
    fc.property(rows, fc.nat(), (records, cut) => {
      const at = records.length === 0 ? 0 : cut % records.length;
      const filled = (batches: (typeof records)[]) => {
        const sums: Record<string, number> = {};
        for (const batch of batches) {
          const profile = new Profile();
          for (const record of batch) {
            const feed = profile.record('x')!;
            for (const [field, value] of Object.entries(record)) note(feed, field, value);
          }
          for (const { records: n, fields } of profile.feeds.values()) {
            sums[''] = (sums[''] ?? 0) + n;
            for (const [field, count] of fields) sums[field] = (sums[field] ?? 0) + count.filled;
          }
        }
        return sums;
      };
      expect(filled([records.slice(0, at), records.slice(at)])).toEqual(filled([records]));
    }),
  );
});

test('what values look like', () => {
  for (const text of ['0', '-3', '1.5', '1,234.50', '12 €', 7]) expect(lookOf(text)).toBe('number');
  for (const text of ['2026-11-02', '2.11.2026', '02/11/26 08:30']) expect(lookOf(text)).toBe('date');
  for (const text of ['yes', 'FALSE', true]) expect(lookOf(text)).toBe('truth');
  for (const text of ['01309', 'A-17', '10:30', '']) expect(lookOf(text)).toBe('text');
  expect(typeOf({ number: 4, date: 0, truth: 0, text: 0 })).toBeNull();
  expect(typeOf({ number: 19, date: 0, truth: 0, text: 1 })).toBe('number');
  expect(typeOf({ number: 9, date: 0, truth: 0, text: 1 })).toBe('text');
});

test('the form of an address and of a number', () => {
  for (const good of ['a@b.de', 'x.y+z@mail.example.org']) expect(isEmail(good)).toBe(true);
  for (const bad of ['a@b', 'a b@c.de', '@c.de', 'none', 'a@@b.de']) expect(isEmail(bad)).toBe(false);
  for (const good of ['+49 351 123456', '(0351) 12 34 56', '0351/123456', '351 123456 ext 12'])
    expect(isPhone(good)).toBe(true);
  for (const bad of ['12345', 'call me', '+49 351 123456 789012345']) expect(isPhone(bad)).toBe(false);
});

test('files of one shape have one name', () => {
  for (const name of ['orders-2026-11.csv', 'Orders 2026-12.csv.gz', 'orders (2).xlsx'])
    expect(fileFeed(name)).toBe('file:orders');
  expect(fileFeed('2026.csv')).toBe('file:file');
});
