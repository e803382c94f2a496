import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectingPlatform, operator } from '../../../test/collecting.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import type { TestPlatform } from '../../../test/platform.ts';
import { takeIn } from '../../loop.ts';
import { applyJourney } from '../../map/map.ts';
import { verifyCells } from '../../measure/measure.ts';
import { sql } from '../../platform/database.ts';
import { InterviewInput } from './interview.ts';
import { listInterviews, withdrawConsent, writeDown } from './interviews.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let customerId: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await collectingPlatform(fresh.db);
  await applyJourney(
    platform,
    operator,
    'journey: join\nname: Join\nphases:\n  - key: start\n    name: Start\n    touchpoints:\n      - { key: visit, name: Visit }\n',
  );
  const source = await fresh.db.one<{ id: number }>(
    sql`select source_id as id from sources where key = 'shop'`,
  );
  await takeIn(platform, {
    sourceId: source.id,
    facts: [{ type: 'identity', key: 'kim', name: 'Kim', email: 'kim@customers.example' }],
  });
  ({ customerId } = await fresh.db.one<{ customerId: string }>(
    sql`select customer_id as "customerId" from links`,
  ));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

const given = (more: object = {}) =>
  InterviewInput.parse({
    title: 'How moving in went',
    heldOn: '2026-01-15',
    customerId,
    consent: 'named',
    quotes: [
      { text: 'Nobody told me when he would come.', touchpoint: 'visit', themes: ['waiting', 'waiting'] },
      { text: 'A clear nine.', metric: 'nps', value: 9 },
    ],
    ...more,
  });
const write = (input: InterviewInput, known?: string) => writeDown(platform, takeIn, operator, input, known);
const responses = () =>
  fresh.db.all(sql`select r.comment, r.value::float8 as value, i.name, t.key as touchpoint
    from responses r join identities i using (identity_id) left join touchpoints t on t.touchpoint_id = r.touchpoint_id
    order by 1`);

test('quotes become responses of the customer, change with the conversation, and go when consent goes', async () => {
  const made = await write(given());
  expect(made).toMatchObject({
    customer: { name: 'Kim' },
    quotes: [{ themes: ['waiting'], touchpoint: { key: 'visit' } }, { value: 9 }],
  });
  expect(await responses()).toEqual([
    { comment: 'A clear nine.', value: 9, name: 'Kim', touchpoint: null },
    { comment: 'Nobody told me when he would come.', value: null, name: 'Kim', touchpoint: 'visit' },
  ]);
  const [first] = made.quotes;
  const changed = await write(
    given({
      quotes: [{ quoteId: first?.quoteId, text: 'Nobody told me.', touchpoint: 'visit' }],
      revision: made.revision,
    }),
    made.interviewId,
  );
  expect(changed.quotes.map(({ text }) => text)).toEqual(['Nobody told me.']);
  expect(await responses()).toEqual([
    { comment: 'Nobody told me.', value: null, name: 'Kim', touchpoint: 'visit' },
    { comment: '—', value: null, name: 'Kim', touchpoint: null },
  ]);
  await expect(write(given({ revision: made.revision }), made.interviewId)).rejects.toThrow(/meanwhile/);
  const gone = await withdrawConsent(platform, takeIn, operator, made.interviewId);
  expect(gone).toMatchObject({ quotes: [], summary: '', consent: 'none' });
  const words = await fresh.db.one<{ n: number }>(
    sql`select count(*)::int as n from responses where comment like '%told me%'`,
  );
  expect(words.n).toBe(0);
  expect(await verifyCells(platform.db)).toMatchObject({ ok: true });
});

test('anonymous words are nobody’s; without consent, or with a name that is not there, nothing is kept', async () => {
  await write(given({ consent: 'anonymous', quotes: [{ text: 'I would rather not say.' }] }));
  const [said] = await fresh.db.all<{ customer: string | null }>(sql`
    select l.customer_id as customer from responses r left join links l using (identity_id) where r.comment like 'I would%'`);
  expect(said?.customer ?? null).toBeNull();
  await expect(write(given({ consent: 'none' }))).rejects.toMatchObject({ code: 'no_consent' });
  await expect(write(given({ heldOn: '2031-01-01' }))).rejects.toMatchObject({ code: 'held_in_future' });
  await expect(write(given({ quotes: [{ text: 'x', touchpoint: 'nowhere' }] }))).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(write(given({ quotes: [{ text: 'x', metric: 'nps', value: 11 }] }))).rejects.toMatchObject({
    code: 'quote_refused',
  });
  const { items } = await listInterviews(platform, operator, { limit: 50, theme: undefined });
  expect(items).toHaveLength(2);
  expect((await listInterviews(platform, operator, { limit: 50, q: 'rather_not' })).items).toHaveLength(0);
  expect((await listInterviews(platform, operator, { limit: 50, q: 'rather not' })).items).toHaveLength(1);
});
