import { afterAll, expect, test } from 'vitest';
import { engine, type FreshDatabase, freshDatabase } from './engines.ts';
import { surviveKills } from './faults.ts';

let fresh: FreshDatabase | undefined;
afterAll(async () => {
  await fresh?.close();
});

/** bench/faults.ts does the same with ten thousand. */
const CASES = 150;

test('killed at random while cases are worked: none is lost or doubled, each customer is written to once', async () => {
  if (engine === 'postgres') fresh = await freshDatabase();
  const after = await surviveKills({ cases: CASES, kills: 4, seed: 7, url: fresh?.url });
  expect(after).toMatchObject({
    cases: CASES,
    responses: CASES,
    astray: 0,
    ownerless: 0,
    untold: 0,
    stillOpen: 0,
    waiting: 0,
    doubled: 0,
    lost: 0,
    cells: true,
    audit: true,
  });
  expect(after.sent + after.uncertain).toBe(after.mails);
  expect(after.answersKept).toBe(after.answered);
  expect(after.kills).toBeGreaterThan(0);
  expect(after.taken).toBeGreaterThan(0);
}, 600_000);
