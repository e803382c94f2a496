import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { customerOf } from '../../test/company.ts';
import { type Disputing, disputing } from '../../test/disputing.ts';
import type { Actor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { answerHandOver, climbLadder, handOver, openCase, stepIn } from './close.ts';

let at: Disputing;
beforeAll(async () => {
  at = await disputing();
});
afterAll(async () => {
  await at.platform.queue.stop();
  await at.fresh.close();
});

const pass = async (caseId: string, from: Actor, to: Actor) => {
  at.platform.clock.advance(1000);
  await handOver(at.platform, from, caseId, { to: to.personId as string, reason: 'Yours.' });
  await answerHandOver(at.platform, to, caseId, { answer: 'accepted' });
};
const noted = () =>
  at.fresh.db.all<{ sign: string; from: string | null; to: string | null }>(sql`
    select e.sign, e.touchpoint_id, e.case_id, e.identity_id, e.about_id, e.at, f.name as "from", t.name as "to" from ownership_evidence e
    left join departments f on f.department_id = e.from_department_id left join departments t on t.department_id = e.to_department_id
    order by e.at, e.about_id, e.sign`);

test('hand-overs, returns, the third hand-over, a missed deadline and nobody found are noted where they happen', async () => {
  const caseId = await at.open(0);
  await pass(caseId, at.priya, at.jonas);
  await pass(caseId, at.jonas, at.priya);
  await stepIn(at.platform, at.asta, caseId, {});
  // The third goes to whoever answers for the place, Jonas, who hands it on as he likes.
  await pass(caseId, at.asta, at.jonas);
  await pass(caseId, at.jonas, at.tomas);
  const nobody = { touchpoint: 'bill', reason: 'Billed twice', urgent: false, mine: false };
  await openCase(at.platform, at.priya, { customerId: customerOf(1), ...nobody });
  at.platform.clock.advance(49 * 3_600_000);
  await climbLadder(at.platform);
  await climbLadder(at.platform);
  const seen = await noted();
  expect(seen.map((one) => [one.sign, one.from, one.to])).toEqual([
    ['handed_over', 'Customer service', 'Field service'],
    ['handed_over', 'Field service', 'Customer service'],
    ['returned', 'Field service', 'Customer service'],
    ['handed_over', 'Customer service', 'Field service'],
    ['third_hand_over', 'Customer service', 'Field service'],
    ['handed_over', 'Field service', 'Field service'],
    ['nobody', null, null],
    ['breached', null, null],
    ['breached', null, null],
  ]);
});

test('what the migration finds in the cases until then is what would have been noted', async () => {
  const before = await noted();
  const migration = readFileSync(join(import.meta.dirname, '../../migrations/0017_grey_areas.sql'), 'utf8');
  const backfill = migration.slice(migration.indexOf('insert into ownership_evidence'));
  await at.fresh.db.raw('delete from ownership_evidence');
  await at.fresh.db.raw(backfill);
  expect(await noted()).toEqual(before);
});
