import fc from 'fast-check';
import { expect, test } from 'vitest';
import { back, begin, forth, step } from './history.ts';

test('going back all the way and forth again ends where it began', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 40 }), (values) => {
      let history = begin(0);
      values.forEach((value, i) => {
        history = step(history, value, { at: i * 10_000 });
      });
      for (const _ of values) history = back(history);
      expect(history.now).toBe(0);
      for (const _ of values) history = forth(history);
      expect(history.now).toBe(values.at(-1) ?? 0);
    }),
  );
});

test('typing in one field is one step; a pause or another field begins the next', () => {
  let history = begin('');
  history = step(history, 'a', { tag: 'title', at: 1000 });
  history = step(history, 'ab', { tag: 'title', at: 1200 });
  expect(history.past).toEqual(['']);
  history = step(history, 'abc', { tag: 'title', at: 9000 });
  history = step(history, 'abcd', { tag: 'intro', at: 9100 });
  expect(history.past).toEqual(['', 'ab', 'abc']);
});

test('a new step after going back forgets what was taken back', () => {
  let history = step(step(begin(0), 1, { at: 0 }), 2, { at: 0 });
  history = step(back(history), 3, { at: 0 });
  expect(forth(history).now).toBe(3);
});
