import { expect, test } from 'vitest';
import { RateCounter } from './rate.ts';

test('refuses beyond the limit, tells when to come back, and forgets after the window', () => {
  let now = 0;
  const rates = new RateCounter(() => now);
  const limit = { limit: 2, windowSeconds: 60 };
  rates.take('a', limit);
  rates.take('a', limit);
  rates.take('b', limit);
  now = 15_000;
  expect(() => rates.take('a', limit)).toThrow(
    expect.objectContaining({ status: 429, facts: { retryAfterSeconds: 45 } }),
  );
  now = 60_000;
  expect(() => rates.take('a', limit)).not.toThrow();
});

test('a success gives the tries back', () => {
  const rates = new RateCounter(() => 0);
  rates.take('a', { limit: 1, windowSeconds: 60 });
  rates.forget('a');
  expect(() => rates.take('a', { limit: 1, windowSeconds: 60 })).not.toThrow();
});
