import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/engines.ts';
import { appFor, personActor, type TestApp, type TestPlatform, testPlatform } from '../../test/platform.ts';
import { seedMetrics } from '../measure/measure.ts';
import { sql } from '../platform/database.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
const steward = personActor('0196b000-0000-7000-8000-000000000001', 'Dana', ['data_steward', 'analyst']);

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db, { config: { dataFolder: mkdtempSync(join(tmpdir(), 'onus-')) } });
  app = appFor(platform);
  await fresh.db.run(sql`insert into people (person_id, name, email, colour, made_at)
    values (${steward.personId}::uuid, ${steward.name}, 'dana@x.example', '#555', now())`);
  await fresh.db.tx((tx) => seedMetrics(tx, platform));
});
afterAll(() => fresh.close());

async function send(path: string, change: (bytes: Buffer) => Uint8Array = (bytes) => bytes) {
  const body = change(await readFile(join(import.meta.dirname, path)));
  const sent = await app.call('POST', `/imports?fileName=${encodeURIComponent(path)}`, {
    actor: steward,
    body,
    headers: { 'content-type': 'application/octet-stream' },
  });
  return sent.body.uploadId as string;
}

async function look(uploadId: string) {
  const { status, body } = await app.call('POST', '/imports/preview', { actor: steward, body: { uploadId } });
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(200);
  return body;
}

/** Without a mapping, as `onus import` sends it. */
async function take(uploadId: string, source: string) {
  await app.call('POST', '/sources', { actor: steward, body: { key: source, name: source } });
  const { status, body } = await app.call('POST', '/imports/start', {
    actor: steward,
    body: { uploadId, source },
  });
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(202);
  await platform.queue.drain();
  return (await app.call('GET', `/imports/${body.runId}`, { actor: steward })).body;
}

/** The answers of a source to a metric, as they were stored. */
async function scores(source: string, metric: string): Promise<(number | null)[]> {
  const rows = await fresh.db.all<{ value: string | null }>(sql`
    select r.value from responses r join sources s using (source_id) join metrics m using (metric_id)
    where s.key = ${source} and m.key = ${metric} order by r.occurred_at, r.response_id`);
  return rows.map(({ value }) => (value === null ? null : Number(value)));
}

const nps = (values: (number | null)[]) => {
  const given = values.filter((value) => value !== null);
  const share = (test: (value: number) => boolean) => given.filter(test).length / given.length;
  return Math.round((share((value) => value >= 9) - share((value) => value <= 6)) * 1000) / 10;
};

interface Expected {
  kind: string;
  read: number;
  accepted: number;
  rejected: number;
  /** Counted by hand from the fixture. */
  nps?: number;
  csat?: number[];
  ces?: number[];
}

const files: [string, Expected][] = [
  // 4 of 8 are 9 or 10, 2 are 6 or less: 50 − 25.
  [
    'qualtrics/fixtures/numeric.csv',
    { kind: 'qualtrics', read: 10, accepted: 8, rejected: 2, nps: 25, csat: [5, 5, 4, 4, 3, 2, 1, 5] },
  ],
  [
    'qualtrics/fixtures/labels.csv',
    { kind: 'qualtrics', read: 10, accepted: 8, rejected: 2, nps: 25, csat: [5, 5, 4, 4, 3, 2, 1, 5] },
  ],
  // 4 of 7 promote, 2 do not.
  [
    'surveymonkey/fixtures/two-rows.csv',
    { kind: 'surveymonkey', read: 7, accepted: 7, rejected: 0, nps: 28.6, csat: [5, 4, 4, 2, 1, 3, 5] },
  ],
  // 3 of 5 promote, 2 do not.
  [
    'delighted/fixtures/responses.csv',
    { kind: 'delighted', read: 8, accepted: 8, rejected: 0, nps: 20, csat: [5, 2] },
  ],
  [
    'delighted/fixtures/responses.json',
    { kind: 'delighted', read: 8, accepted: 8, rejected: 0, nps: 20, csat: [5, 2] },
  ],
  // 4 of 6 promote, 1 does not.
  [
    'formbricks/fixtures/responses.csv',
    { kind: 'formbricks', read: 6, accepted: 6, rejected: 0, nps: 50, ces: [7, 6, 7, 2, 5, 6] },
  ],
  // 3 of 5 promote, 1 does not; the sixth was never sent.
  ['limesurvey/fixtures/codes.csv', { kind: 'limesurvey', read: 6, accepted: 5, rejected: 1, nps: 40 }],
  ['limesurvey/fixtures/full-text.csv', { kind: 'limesurvey', read: 6, accepted: 5, rejected: 1, nps: 40 }],
  ['limesurvey/fixtures/vv.txt', { kind: 'limesurvey', read: 6, accepted: 5, rejected: 1, nps: 40 }],
  [
    'zendesk/fixtures/tickets.csv',
    { kind: 'zendesk', read: 8, accepted: 8, rejected: 0, csat: [5, 5, 1, 5, 1] },
  ],
  [
    'zendesk/fixtures/ratings.ndjson',
    { kind: 'zendesk', read: 6, accepted: 5, rejected: 1, csat: [5, 5, 1, 5, 5] },
  ],
  // 3 of 5 promote, 1 does not.
  [
    'hubspot/fixtures/responses.csv',
    { kind: 'hubspot', read: 8, accepted: 8, rejected: 0, nps: 40, csat: [4], ces: [6] },
  ],
  ['hubspot/fixtures/contacts.csv', { kind: 'hubspot', read: 3, accepted: 3, rejected: 0 }],
  ['hubspot/fixtures/tickets.csv', { kind: 'hubspot', read: 3, accepted: 3, rejected: 0 }],
  ['salesforce/fixtures/cases.csv', { kind: 'salesforce', read: 5, accepted: 5, rejected: 0 }],
  ['salesforce/fixtures/contacts.csv', { kind: 'salesforce', read: 3, accepted: 3, rejected: 0 }],
];

describe.each(files)('%s', (path, expected) => {
  const source = path.replace(/[^a-z]+/g, '-').slice(0, 50);

  test('is recognised, read as it is, and counted', async () => {
    const preview = await look(await send(path));
    expect(preview.recognised, JSON.stringify(preview.columns).slice(0, 800)).toMatchObject({
      kind: expected.kind,
    });
    expect(preview.looked, 'rows of the preview').toBe(expected.read);
    expect(preview.refused, JSON.stringify(preview.sample)).toBe(expected.rejected);

    const { read, accepted, rejected, unchanged, failure } = await take(await send(path), source);
    expect({ read, accepted, rejected, unchanged, failure }).toEqual({
      read: expected.read,
      accepted: expected.accepted,
      rejected: expected.rejected,
      unchanged: 0,
      failure: null,
    });
    const values = await scores(source, 'nps');
    if (expected.nps !== undefined) expect(nps(values)).toBe(expected.nps);
    if (expected.csat) expect(await scores(source, 'csat')).toEqual(expected.csat);
    if (expected.ces) expect(await scores(source, 'ces')).toEqual(expected.ces);
  });

  test('changes nothing when it comes again, compressed', async () => {
    const { read, accepted, rejected, unchanged } = await take(await send(path, gzipSync), source);
    expect({ read, accepted, rejected, unchanged }).toEqual({
      read: expected.read,
      accepted: 0,
      rejected: expected.rejected,
      unchanged: expected.accepted,
    });
  });
});

describe('what is behind the figures', () => {
  test('a Qualtrics answer keeps its words, its person, its time in its own zone, and what else was asked', async () => {
    const rows = await fresh.db.all<Record<string, unknown>>(sql`
      select r.occurred_at as at, r.comment, r.attributes, i.name, i.email from responses r join sources s using (source_id)
      join metrics m using (metric_id) left join identities i using (identity_id)
      where s.key = 'qualtrics-fixtures-numeric-csv' and m.key = 'nps' order by r.occurred_at`);
    expect(rows[1]).toMatchObject({
      at: new Date('2026-02-03T00:14:05Z'),
      comment: 'Quick, and "friendly"\nevery time',
      name: 'Kim Doe',
      email: 'kim1@example.org',
      attributes: { plan: 'gold', distribution_channel: 'email', user_language: 'EN' },
    });
    expect(rows[5]?.comment).toBe('<script>alert(1)</script> and so on');
  });

  test('rows that are left out are on the list of rejections with the reason', async () => {
    const { items } = (await app.call('GET', '/imports?limit=200', { actor: steward })).body;
    const run = items.find((one: { fileName: string }) => one.fileName.includes('labels.csv'));
    const list = (await app.call('GET', `/imports/${run.runId}/rejections`, { actor: steward })).body.items;
    expect(list.map((one: { reason: string }) => one.reason)).toEqual([
      'A trial run of the survey, not an answer of a customer.',
      'Qualtrics marked this answer as spam.',
    ]);
  });

  test('a corrected export replaces what was there', async () => {
    const path = 'surveymonkey/fixtures/two-rows.csv';
    const mend = (bytes: Buffer) => Buffer.from(bytes.toString().replace(',5,,,Branch,', ',9,,,Branch,'));
    const run = await take(await send(path, mend), 'surveymonkey-fixtures-two-rows-csv');
    expect(run).toMatchObject({ accepted: 1, changed: 1, unchanged: 6 });
    expect(nps(await scores('surveymonkey-fixtures-two-rows-csv', 'nps'))).toBe(57.1);
  });

  test('a Salesforce report’s lines below the table are no rows; the same lines within it are', async () => {
    const path = 'salesforce/fixtures/cases.csv';
    const text = (await readFile(join(import.meta.dirname, path))).toString();
    const cut = text.split('\r\n');
    const broken = [...cut.slice(0, 3), '"half a row"', ...cut.slice(3)].join('\r\n');
    const run = await take(await send(path, () => Buffer.from(broken)), 'salesforce-again');
    expect(run).toMatchObject({ read: 6, accepted: 5, rejected: 1 });
    const accounts = await fresh.db.all<{ kind: string; n: number }>(sql`
      select i.kind, count(*)::int as n from identities i join sources s using (source_id) where s.key = 'salesforce-again' group by 1 order by 1`);
    expect(accounts).toEqual([
      { kind: 'account', n: 1 },
      { kind: 'person', n: 5 },
    ]);
  });

  test('an ordinary table is still one', async () => {
    const upload = await send('qualtrics/fixtures/numeric.csv', () =>
      Buffer.from('id,score,date\n1,9,2026-02-01\n'),
    );
    expect((await look(upload)).recognised).toBeNull();
  });

  test('a scale that does not fit is kept as a detail, and the preview says so', async () => {
    const stretch = (bytes: Buffer) =>
      Buffer.from(bytes.toString().replace('Always helpful,5,', 'Always helpful,7,'));
    const preview = await look(await send('qualtrics/fixtures/numeric.csv', stretch));
    expect(preview.recognised.notes[0]).toContain('another scale than csat (1 to 5)');
    expect(preview.columns.find((one: { name: string }) => one.name === 'Q3').title).toContain(
      'how satisfied',
    );
  });

  test('nothing in a file can make the reader fail: cut at every line, and at random bytes', async () => {
    for (const [path] of files) {
      const bytes = await readFile(join(import.meta.dirname, path));
      for (const share of [0.2, 0.5, 0.9]) {
        const upload = await send(path, () => bytes.subarray(0, Math.floor(bytes.length * share)));
        const { status, body } = await app.call('POST', '/imports/preview', {
          actor: steward,
          body: { uploadId: upload },
        });
        expect([200, 422], `${path} ${share} ${JSON.stringify(body)}`).toContain(status);
      }
    }
  });
});
