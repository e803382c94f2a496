import fc from 'fast-check';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { collectingPlatform, contents, operator } from '../../test/collecting.ts';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import type { TestPlatform } from '../../test/platform.ts';
import { takeIn } from '../loop.ts';
import { verifyCells } from '../measure/measure.ts';
import { sql } from '../platform/database.ts';
import { newToken } from '../platform/token.ts';
import { surveyRoutes } from '../public/survey/survey.routes.ts';
import { decideOnAnswer } from './guards/guards.ts';
import { OwnNetworks, saveOwnNetworks } from './guards/networks.ts';
import { everything } from './listen.fixture.ts';
import { invitationsOf, surveyPages, takeAnswer, takeUpAnswers } from './listen.ts';
import { surveyAnswers, surveyResults } from './results/surveyResults.ts';
import { SurveyDocument } from './survey/document.ts';
import { discardDraft, makeSurvey, publishSurvey, saveDraft, surveyByKey } from './survey/surveys.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: Hono;
let key: string;
let made = 0;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await collectingPlatform(fresh.db);
  app = new Hono().route('/s', surveyRoutes(surveyPages(platform, invitationsOf(platform))));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});
beforeEach(async () => {
  key = await published(everything);
});

async function published(document: SurveyDocument): Promise<string> {
  const survey = await makeSurvey(platform, operator, { name: `Survey ${made++}`, document });
  await publishSurvey(platform, operator, survey.key, survey.draftRevision as number);
  return survey.key;
}

/** The fields a browser would send back: hidden ones and what is ticked. */
function hidden(page: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, name, value] of page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g))
    fields[name as string] = value as string;
  return fields;
}

async function send(path: string, fields: Record<string, string | File | string[]>): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) form.append(name, one as string);
  return app.request(path, { method: 'POST', body: form });
}

const look = async (path: string, headers: Record<string, string> = {}) =>
  (await app.request(path, { headers })).text();
const responses = () =>
  platform.db.all<{ metric: string; value: number | null; comment: string | null; wish: boolean | null }>(sql`
    select m.key as metric, r.value::float8 as value, r.comment, r.contact_requested as wish
    from responses r join metrics m using (metric_id)
    where r.attributes ->> 'survey' = ${key} order by m.key, r.value, r.comment`);

test('a survey answered page by page without a script becomes facts, once', async () => {
  const first = await look(`/s/${key}?lang=de&f.who=Ada`);
  expect(first).toContain('Ada empfehlen?');
  expect(first).not.toContain('<script');
  expect(Buffer.byteLength(first)).toBeLessThan(20_000);

  const one = await send(`/s/${key}`, {
    ...hidden(first),
    'a.recommend': '3',
    'a.why': 'Late',
    'a.visit': '2',
    'a.stars': '4',
  });
  expect(one.status).toBe(303);
  const here = one.headers.get('location') as string;
  const second = await look(here);
  const photo = new File(
    [new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])],
    '../../etc/pas.png',
  );
  const two = await send(here, {
    ...hidden(second),
    'a.pick': '~other',
    'a.pick.other': 'Green',
    'a.some': ['z', 'x'],
    'a.grid.r1': 'low',
    'a.rank.a': '2',
    'a.rank.b': '1',
    'a.age': '41',
    'a.day': '2026-02-03',
    'a.agree': 'on',
    'a.photo': photo,
  });
  expect(two.status).toBe(303);
  const third = await look(here);
  expect(third).toContain('May we call you?');
  const last = {
    ...hidden(third),
    'a.contact.wanted': 'true',
    'a.contact.email': 'kim@customers.example',
    'a.contact.name': 'Kim',
  };
  await send(here, last);
  expect(await look(here)).toContain('We are sorry');

  expect((await takeUpAnswers(platform, takeIn)).taken).toBe(1);
  const stored = await responses();
  expect(stored).toEqual([
    { metric: 'csat', value: 2, comment: null, wish: null },
    { metric: 'nps', value: 3, comment: 'Late\n\nGreen', wish: true },
  ]);
  const who = await platform.db.one<{ name: string; files: number }>(sql`
    select i.name, (select count(*)::int from survey_files where file_name = 'pas.png') as files
    from responses r join identities i using (identity_id) where r.comment = E'Late\\n\\nGreen'`);
  expect(who).toEqual({ name: 'Kim', files: 1 });

  const before = await contents(platform.db);
  await send(here, last);
  await send(`/s/${key}`, {
    ...hidden(first),
    'a.recommend': '3',
    'a.why': 'Late',
    'a.visit': '2',
    'a.stars': '4',
  });
  await takeUpAnswers(platform, takeIn);
  expect(await contents(platform.db)).toBe(before);
});

test('what is missing or wrong is said on the same page, with what was written kept', async () => {
  const first = hidden(await look(`/s/${key}`));
  const answer = await send(`/s/${key}`, {
    ...first,
    'a.why': 'Because <script>alert(1)</script>',
    'a.visit': '9',
  });
  expect(answer.status).toBe(422);
  const page = await answer.text();
  expect(page).toContain('Please answer this question.');
  expect(page).toContain('Please choose a number on the scale.');
  expect(page).toContain('Because &lt;script&gt;');
});

test('looking at a page, however often, is no answer', async () => {
  for (let i = 0; i < 3; i++) await look(`/s/${key}?a.recommend=9`);
  expect((await surveyByKey(platform, operator, key)).partial).toBe(0);
});

test('a field that people do not see keeps an answer from counting, and its sender learns nothing', async () => {
  const first = hidden(await look(`/s/${key}`));
  const sent = await send(`/s/${key}`, { ...first, 'a.recommend': '9', website: 'http://spam.example' });
  expect(sent.status).toBe(303);
  await takeUpAnswers(platform, takeIn);
  expect(await responses()).toEqual([]);
});

const give = (secret: string, answers: Record<string, unknown>, more: object = {}) =>
  takeAnswer(platform, {
    survey: key,
    secret,
    channel: 'api',
    language: 'en',
    answers,
    complete: true,
    ...more,
  });

test('the last place under a quota is given away once', async () => {
  const sent = Array.from({ length: 12 }, (_, i) => give(`quota-${i}`, { recommend: 9, pick: 'blue' }));
  const states = (await Promise.all(sent)).map(({ state }) => state);
  expect(states.filter((state) => state === 'complete')).toHaveLength(3);
  expect(states.filter((state) => state === 'full')).toHaveLength(9);
  await takeUpAnswers(platform, takeIn);
  expect(await responses()).toHaveLength(3);
});

test('an answer keeps the version it was given to, whatever is published later', async () => {
  await give('v1', { recommend: 9, stars: 5 });
  const partial = await give('v1-partial', { stars: 4 }, { complete: false });
  const changed = structuredClone(everything);
  changed.pages[0]?.questions.splice(3, 1);
  const { draftRevision } = await saveDraft(platform, operator, key, { document: changed, revision: null });
  await publishSurvey(platform, operator, key, draftRevision as number);
  const later = await give('v1-partial', { recommend: 8 });
  expect(later.version.versionId).toBe(partial.version.versionId);
  expect(later.answer.answers).toEqual({ recommend: 8, stars: 4 });
  const own = await surveyResults(platform, operator, key, { version: 1 });
  expect(own.n).toBe(2);
  expect(
    (await surveyByKey(platform, operator, key)).versions.map(({ number, answers }) => [number, answers]),
  ).toEqual([
    [2, 0],
    [1, 2],
  ]);
});

/** Random editing between answers: each answer goes on saying what it said when it was given. */
test('whatever is edited, published or thrown away later, an answer never changes its meaning', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('answer' as const), stars: fc.integer({ min: 1, max: 5 }) }),
    fc.record({
      do: fc.constant('edit' as const),
      words: fc.string({ minLength: 1, maxLength: 8 }),
      drop: fc.boolean(),
    }),
    fc.record({ do: fc.constantFrom('publish' as const, 'discard' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      key = await published(everything);
      const given: { secret: string; stars: number; question: unknown }[] = [];
      let inForce = everything;
      for (const [i, one] of steps.entries()) {
        const { draftRevision, draftDocument } = await surveyByKey(platform, operator, key);
        if (one.do === 'answer') {
          const { answer } = await give(`meaning-${i}`, { recommend: 9, stars: one.stars });
          const question = inForce.pages[0]?.questions.find((q) => q.key === 'stars');
          if (question) given.push({ secret: answer.answerId, stars: one.stars, question });
        } else if (one.do === 'edit') {
          const document = structuredClone(draftDocument ?? inForce);
          const questions = document.pages[0]?.questions ?? [];
          const at = questions.findIndex((q) => q.key === 'stars');
          if (at >= 0 && one.drop) questions.splice(at, 1);
          else if (at >= 0)
            questions[at] = { ...questions[at], text: { en: one.words } } as (typeof questions)[number];
          await saveDraft(platform, operator, key, { document, revision: draftRevision });
        } else if (one.do === 'publish' && draftDocument) {
          await publishSurvey(platform, operator, key, draftRevision as number).then(
            () => (inForce = draftDocument),
            // A text of blanks only is refused: then the version before stays in force.
            () => undefined,
          );
        } else if (one.do === 'discard' && draftDocument) await discardDraft(platform, operator, key);
      }
      await takeUpAnswers(platform, takeIn);
      for (const { secret, stars, question } of given) {
        const stored = await platform.db.one<{ answers: { stars: number }; document: SurveyDocument }>(sql`
          select a.answers, v.document from survey_answers a join survey_versions v using (version_id)
          where a.answer_id = ${secret}::uuid`);
        expect(stored.answers.stars).toBe(stars);
        const asked = SurveyDocument.parse(stored.document).pages[0]?.questions.find(
          (q) => q.key === 'stars',
        );
        expect(asked).toEqual(question);
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('a draft two people edit tells the second; a published version never changes', async () => {
  const begun = await saveDraft(platform, operator, key, { document: everything, revision: null });
  const revision = begun.draftRevision as number;
  await saveDraft(platform, operator, key, { document: { ...everything, layout: 'one_page' }, revision });
  await expect(saveDraft(platform, operator, key, { document: everything, revision })).rejects.toThrow(
    /meanwhile/,
  );
  expect((await surveyByKey(platform, operator, key)).publishedDocument?.layout).toBe('pages');
});

test('what could not be answered is not published, and says where', async () => {
  const document = SurveyDocument.parse({
    languages: ['en'],
    title: { en: 'T' },
    pages: [
      {
        key: 'p',
        questions: [
          {
            type: 'rating',
            key: 'a',
            text: { en: 'A' },
            to: 10,
            metric: 'csat',
            showIf: { tests: [{ question: 'b', is: 'answered' }] },
          },
          { type: 'text', key: 'b', text: { de: 'B' } },
        ],
      },
    ],
  });
  const {
    key: unsound,
    draftRevision,
    faults,
  } = await makeSurvey(platform, operator, { name: 'Unsound', document });
  expect(faults.map(({ where, code }) => `${where} ${code}`)).toEqual([
    'pages.0.questions.0.showIf.tests.0 not_earlier',
    'pages.0.questions.0.metric scale',
    'pages.0.questions.1 no_text',
  ]);
  await expect(publishSurvey(platform, operator, unsound, draftRevision as number)).rejects.toThrow(
    /cannot be published/,
  );
});

/** Any delivery repeated, reordered or interrupted gives the same state: stored answers, facts and cells. */
test('the same forms in any order, repeated, with the taker in between: the same answers and figures', async () => {
  const forms = fc.array(
    fc.record({
      recommend: fc.integer({ min: 0, max: 10 }),
      visit: fc.option(fc.integer({ min: 1, max: 5 })),
      why: fc.constantFrom('late', 'good', ''),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const order = fc.array(fc.nat(), { minLength: 0, maxLength: 8 });
  const figures = () =>
    platform.db.all(sql`select m.key, c.n, c.sum, c.sumsq from cells c join metrics m using (metric_id)
      where n <> 0 and c.touchpoint_id = 0 order by 1, 2, 3, 4, c.span, c.slice_id, c.day`);
  await fc.assert(
    fc.asyncProperty(
      forms,
      order,
      fc.array(fc.boolean(), { maxLength: 12 }),
      async (people, again, pauses) => {
        const sent = people.flatMap((one, p) => [
          { p, turn: 1, answers: { visit: one.visit }, complete: false },
          { p, turn: 2, answers: { recommend: one.recommend, why: one.why }, complete: true },
        ]);
        const play = async (list: typeof sent, halts: boolean[]) => {
          key = await published(everything);
          const ids: string[] = [];
          for (const [i, { p, ...form }] of list.entries()) {
            ids[p] = (await give(`person-${p}`, form.answers, form)).answerId;
            if (halts[i]) await takeUpAnswers(platform, takeIn);
          }
          await takeUpAnswers(platform, takeIn);
          const stored = await platform.db.all<{ answers: unknown }>(sql`
          select answers, completed_at is not null as whole, waiting from survey_answers
          where answer_id = any(${ids}::uuid[]) order by array_position(${ids}::uuid[], answer_id)`);
          return JSON.stringify([stored, await responses()]);
        };
        const straight = await play(sent, []);
        const mixed = [
          ...again.map((n) => sent[n % sent.length] as (typeof sent)[number]),
          ...[...sent].reverse(),
        ];
        expect(await play(mixed, pauses)).toBe(straight);
      },
    ),
    { numRuns: 15 },
  );
  expect((await figures()).length).toBeGreaterThan(0);
}, 120_000);

test('an answer set aside leaves the figures with its reason, keeps its words, and can come back', async () => {
  const sum = async () =>
    platform.db.all(sql`select n::int as n, sum::float8 as sum from cells c join metrics m using (metric_id)
      where m.key = 'nps' and c.touchpoint_id = 0 and c.slice_id = 0 and n <> 0 order by 1, 2`);
  const { answerId } = await give(
    'begged',
    { recommend: 10, why: 'He asked me to give a 10.' },
    { address: '198.51.100.7' },
  );
  await give('honest', { recommend: 2 });
  await takeUpAnswers(platform, takeIn);
  const before = await sum();
  const reason = 'The technician asked for the score.';
  const decide = (counts: boolean) =>
    decideOnAnswer(platform, operator, { survey: key, answerId, counts, reason });
  const flagged = async () =>
    (await surveyAnswers(platform, operator, key, { limit: 50, flagged: true })).items;
  expect((await flagged()).map(({ signs }) => signs)).toEqual([['begging']]);
  await decide(false);
  await takeUpAnswers(platform, takeIn);
  expect(await responses()).toEqual([
    { metric: 'nps', value: 2, comment: null, wish: null },
    { metric: 'nps', value: null, comment: 'He asked me to give a 10.', wish: null },
  ]);
  expect(await sum()).not.toEqual(before);
  expect(await verifyCells(platform.db)).toMatchObject({ ok: true });
  expect((await flagged())[0]).toMatchObject({ setAside: reason, decision: { reason } });
  await decide(true);
  await takeUpAnswers(platform, takeIn);
  expect(await sum()).toEqual(before);
});

test('answers from our own network and twice from one device are marked, not left out', async () => {
  await saveOwnNetworks(platform, operator, { networks: ['198.51.100.0/24', '2001:db8::/32'] });
  const from = (secret: string, address: string) =>
    give(secret, { recommend: 9 }, { channel: 'link', address, device: 'the same' });
  await from('own', '::ffff:198.51.100.9');
  await from('one', '203.0.113.5');
  await from('two', '203.0.113.5');
  await takeUpAnswers(platform, takeIn);
  const { items } = await surveyAnswers(platform, operator, key, { limit: 50, flagged: true });
  expect(items.map(({ signs }) => signs[0]).sort()).toEqual(['own_network', 'same_device']);
  expect(await responses()).toHaveLength(3);
  expect(() => OwnNetworks.parse({ networks: ['198.51.100.0/40'] })).toThrow(/range/);
});

test('figures per question, hidden below the minimum', async () => {
  for (let i = 0; i < 4; i++) await give(newToken(''), { recommend: 10, some: ['x'] });
  expect((await surveyResults(platform, operator, key, {})).questions[0]).toMatchObject({
    n: 4,
    tooFew: true,
    counts: [],
  });
  for (let i = 0; i < 4; i++)
    await give(newToken(''), {
      recommend: 6,
      rank: ['b', 'a'],
      pick: { other: 'Green' },
      grid: { r1: 'low' },
    });
  await give(newToken(''), { recommend: 8, rank: ['a', 'b'], pick: 'red', grid: { r1: 'high' } });
  const { n, questions } = await surveyResults(platform, operator, key, {});
  expect(n).toBe(9);
  const of = (name: string) => questions.find((one) => one.key === name);
  expect(of('recommend')?.mean).toBeCloseTo((40 + 24 + 8) / 9);
  expect(of('pick')?.counts.map(({ key, n }) => [key, n])).toEqual([
    ['red', 1],
    ['blue', 0],
    ['~other', 4],
  ]);
  expect(
    of('grid')
      ?.counts.filter(({ n }) => n > 0)
      .map(({ key, n }) => [key, n]),
  ).toEqual([
    ['r1.low', 4],
    ['r1.high', 1],
  ]);
  expect(of('rank')?.places.map(({ mean }) => mean)).toEqual([1.8, 1.2]);
});
