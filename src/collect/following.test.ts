import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LeaderBroke, Leading } from './following.ts';
import { isWorthRepeating } from './store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('who follows a batch that does not end lets go, and is worth another try', async () => {
  const leading = new Leading(() => new Promise(() => undefined));
  const waiting = leading.untilDone().catch((error) => error);
  await vi.advanceTimersByTimeAsync(60_000);
  const error = await waiting;
  expect(error).toBeInstanceOf(LeaderBroke);
  expect(isWorthRepeating(error)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('what a batch says of itself is heard, unless it was undone since', async () => {
  const made = [{ identityId: 'i', customerId: 'c' }];
  const leading = new Leading(() => new Promise(() => undefined));
  leading.placed(made);
  leading.stored();
  expect(await leading.untilPlaced()).toEqual(made);
  await leading.untilStored();
  leading.broke(new Error('deadlock'));
  await expect(leading.untilStored()).rejects.toBeInstanceOf(LeaderBroke);
  await expect(leading.untilPlaced()).rejects.toBeInstanceOf(LeaderBroke);
});

test('a batch that never says where it is lets the next one on when it ends', async () => {
  const leading = new Leading(() => Promise.resolve());
  expect(await leading.untilPlaced()).toEqual([]);
  await leading.untilStored();
  await leading.untilDone();
  expect(vi.getTimerCount()).toBe(0);
});
