import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blank } from '../template.ts';
import { fill, unknownVariables } from './entry.ts';
import { type Variable, variables } from './variables.ts';

const known = Object.fromEntries(variables.map((name) => [name, `<${name}>`])) as Record<
  Variable,
  string | null
>;

test('what is known is filled in; what is not stays a gap that is not sent', () => {
  expect(fill('Dear {{customer}}, {{ agent }} here.', known)).toEqual({
    text: 'Dear <customer>, <agent> here.',
    missing: [],
  });
  const gap = fill('About {{touchpoint}} and {{touchpoint}}', { ...known, touchpoint: null });
  expect(gap).toEqual({ text: 'About [[touchpoint]] and [[touchpoint]]', missing: ['touchpoint'] });
  expect(blank.test(gap.text)).toBe(true);
});

test('braces that nothing fills are named, and would not be sent either', () => {
  expect(
    unknownVariables({ en: { title: 't', subject: '{{case}}', body: '{{custmer}} {{}} {{agent}}' } }),
  ).toEqual(['custmer', '']);
  expect(blank.test('Hello {{custmer}}')).toBe(true);
});

test('a value that looks like a variable is not filled again', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const text = fill('{{customer}}', { ...known, customer: name || 'x' }).text;
      expect(text).toBe(name || 'x');
    }),
  );
  expect(fill('{{customer}}', { ...known, customer: '{{agent}}' }).text).toBe('{{agent}}');
});
