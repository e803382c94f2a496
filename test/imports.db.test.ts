import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelImport, importStatus, listImports, startImport } from '../src/collect/imports/imports.ts';
import { previewImport } from '../src/collect/imports/preview.ts';
import { listRejections, rejectionsCsv } from '../src/collect/imports/rejections.ts';
import { receiveUpload, sweepUploads, uploadOf } from '../src/collect/imports/uploads.ts';
import { Mapping } from '../src/collect/mapping/mapping.ts';
import { sql } from '../src/platform/database.ts';
import { collectingPlatform, contents, operator, uploadText, workedOff } from './collecting.ts';
import { type FreshDatabase, freshDatabase } from './engines.ts';
import type { TestPlatform } from './platform.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await collectingPlatform(fresh.db);
});
afterAll(() => fresh.close());

const answers = Mapping.parse({
  yields: [
    { type: 'identity', key: 'customer', email: 'mail' },
    {
      type: 'response',
      key: 'id',
      who: 'customer',
      metric: '=nps',
      value: 'score',
      comment: 'words',
      at: 'date',
      touchpoint: 'where',
    },
  ],
});
const header = 'id,customer,mail,score,words,date,where\n';

async function run(text: string | Buffer, mapping: Mapping | null = answers, fileName = 'answers.csv') {
  const uploadId = await uploadText(platform, text, fileName);
  const { runId } = await startImport(platform, operator, {
    uploadId,
    source: 'shop',
    mapping: mapping ?? undefined,
  });
  return workedOff(platform, runId);
}

async function rejected(runId: number) {
  const { items } = await listRejections(platform, operator, { runId, after: -1, limit: 100 });
  return items.map(({ line, column, reason }) => [line, column, reason]);
}

test('good rows go in, bad ones are listed with line, column and reason, and nothing of them is stored', async () => {
  const report = await run(
    `${header}a1,ann,ann@x.example,9,"Fine, thanks",2026-02-01,\n` +
      'a2,bob,bob@x.example,11,Off the scale,2026-02-01,\n' +
      'a3,cid,cid@x.example,3,In the future,2027-02-01,\n' +
      'a4,dan,dan@x.example,3,Nowhere,2026-02-01,no_such_place\n' +
      'a5,eve,eve@x.example,many,No number,2026-02-01,\n' +
      'a6,fay,fay@x.example,4,No date,31.02.2026,\n' +
      'a7,gus,gus@x.example,4,one,cell,too,many,2026-02-01\n' +
      'a8,,,7,Nobody known,2026-02-02,\n' +
      'a9,hal,hal@x.example,,,2026-02-02,\n' +
      'a10,ina,ina@x.example,5,=1+1,1969-02-02,\n',
  );
  expect(report).toMatchObject({
    state: 'finished',
    read: 10,
    accepted: 3,
    unchanged: 0,
    rejected: 7,
    failure: null,
  });
  expect(await rejected(report.runId)).toEqual([
    [3, 'score', 'The score 11 is off the scale of “nps” (0 to 10).'],
    [4, 'date', 'The date 2027-02-01 is in the future.'],
    [5, 'where', 'There is no touchpoint “no_such_place”.'],
    [6, 'score', '“many” is not a number like 1234.5.'],
    [7, 'date', '“31.02.2026” is not a date like 2026-01-31.'],
    [8, null, 'The row has 9 values where 7 are expected.'],
    [11, 'date', 'The date 1969-02-02 is before 1970.'],
  ]);
  const people = await fresh.db.all<{ key: string }>(
    sql`select external_key as key from identities where email is not null order by 1`,
  );
  expect(people.map(({ key }) => key)).toEqual(['ann', 'hal']);
  const [stored] = await fresh.db.all(sql`select value, comment from responses where comment like 'Nobody%'`);
  expect(stored).toEqual({ value: 7, comment: 'Nobody known' });
});

test('the rejection list comes back corrected, its guards taken off, and completes the import', async () => {
  const report = await run(
    `${header}b1,ann,ann@x.example,12,=HYPERLINK("http://x"),2026-02-01,\nb2,bob,b@x.example,8,"line one\nline two",2026-02-01,\n`,
  );
  expect(report).toMatchObject({ accepted: 1, rejected: 1 });
  let csv = '';
  for await (const part of rejectionsCsv(platform, operator, report.runId)) csv += part;
  expect(csv).toContain(`'=HYPERLINK`);
  expect(csv).toContain('rejected_line,rejected_reason,id,customer');
  const again = await run(csv.replace(',12,', ',2,'));
  expect(again).toMatchObject({ accepted: 1, unchanged: 0, rejected: 0 });
  const row = await fresh.db.one(sql`select value, comment from responses where comment like '=HYPER%'`);
  expect(row).toEqual({ value: 2, comment: '=HYPERLINK("http://x")' });
});

test('the same file twice changes nothing and says so; a changed row replaces what it said', async () => {
  const file = `${header}c1,ann,ann@x.example,6,So so,2026-02-03,\nc2,bob,b@x.example,8,,2026-02-03,\n`;
  await run(file);
  const before = await contents(fresh.db);
  const uploadId = await uploadText(platform, file);
  const preview = await previewImport(platform, operator, { uploadId, mapping: answers });
  expect(preview.importedBefore).toMatchObject({ source: 'Shop' });
  const { runId } = await startImport(platform, operator, { uploadId, source: 'shop', mapping: answers });
  expect(await workedOff(platform, runId)).toMatchObject({
    accepted: 0,
    unchanged: 2,
    rejected: 0,
    warnings: [expect.stringContaining('imported before')],
  });
  expect(await contents(fresh.db)).toBe(before);
  expect(await run(file.replace(',6,', ',1,'))).toMatchObject({ accepted: 1, changed: 1, unchanged: 1 });
});

test('rows without an id are known by what they say; identical rows are all kept, and re-import doubles none', async () => {
  const mapping = Mapping.parse({
    yields: [{ type: 'response', metric: '=csat', value: 'stars', at: 'day' }],
  });
  const file = 'stars,day\n5,2026-01-05\n5,2026-01-05\n4,2026-01-05\n5,2026-01-05\n';
  const count = async () =>
    (
      await fresh.db.one<{ n: number }>(
        sql`select count(*) as n from responses r join metrics m using (metric_id) where m.key = 'csat'`,
      )
    ).n;
  expect(await run(file, mapping)).toMatchObject({ accepted: 4, rejected: 0 });
  expect(await run(`${file}3,2026-01-06\n`, mapping)).toMatchObject({ accepted: 1, unchanged: 4 });
  expect(await count()).toBe(5);
});

test('gzip, Windows-1252, semicolons, decimal commas and German dates; a doubled header stays usable', async () => {
  const text =
    'Kunden-Nr;E-Mail;Bewertung;Kommentar;Datum;Datum\n17;inès@x.example;4,5;Schöne Grüße;24.12.2025 18:30;x\n';
  const file = gzipSync(Buffer.from(text, 'latin1'));
  const uploadId = await uploadText(platform, file, 'umfrage.csv.gz');
  const preview = await previewImport(platform, operator, { uploadId });
  expect(preview.warnings.join(' ')).toMatch(/Windows-1252.*Datum/s);
  const [, response] = preview.sample[0]?.facts ?? [];
  expect(response).toMatchObject({
    type: 'response',
    who: '17',
    value: 4.5,
    comment: 'Schöne Grüße',
    at: '2025-12-24T18:30:00.000Z',
  });
  const report = await run(file, null, 'umfrage.csv.gz');
  expect(report).toMatchObject({ accepted: 1, rejected: 0 });
});

test('a mapping that names a column the file lacks fails clearly, and so does a file that is no table', async () => {
  expect(await run('a,b\n1,2\n')).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('no column “customer”'),
  });
  const uploadId = await uploadText(platform, Buffer.from('%PDF-1.7\n\u0000\u0001\u0002 binary'));
  await expect(previewImport(platform, operator, { uploadId })).rejects.toMatchObject({
    code: 'not_a_table',
  });
});

test('imports wait for each other, in order; one that waits can be cancelled', async () => {
  const starts = [];
  for (const n of [1, 2, 3]) {
    const uploadId = await uploadText(platform, `${header}q${n},ann,ann@x.example,6,,2026-02-0${n},\n`);
    starts.push(await startImport(platform, operator, { uploadId, source: 'shop', mapping: answers }));
  }
  expect(starts.map(({ state, ahead }) => [state, ahead])).toEqual([
    ['waiting', 0],
    ['waiting', 1],
    ['waiting', 2],
  ]);
  const cancelled = await cancelImport(platform, operator, starts[1]!.runId);
  expect(cancelled.state).toBe('cancelled');
  await workedOff(platform, starts[2]!.runId);
  const { items } = await listImports(platform, operator, { after: null, limit: 3, source: 'shop' });
  expect(items.map(({ state }) => state)).toEqual(['finished', 'cancelled', 'finished']);
  await expect(cancelImport(platform, operator, starts[0]!.runId)).rejects.toMatchObject({
    code: 'import_over',
  });
});

test('a run that a killed process left half done goes on behind its last batch, and the report is right', async () => {
  const rows = Array.from(
    { length: 6000 },
    (_, i) => `k${i},k${i % 50},k${i % 50}@x.example,${i % 12},,2026-02-01,\n`,
  );
  const uploadId = await uploadText(platform, header + rows.join(''));
  const { runId } = await startImport(platform, operator, { uploadId, source: 'shop', mapping: answers });
  // The first batch of 2,500 rows is in when the process dies; another batch began and was rolled back with it.
  let batches = 0;
  const { rooms } = await import('./collecting.ts');
  const { workOffImports } = await import('../src/collect/imports/worker.ts');
  const { recipeRun } = await import('../src/collect/recipe/recipeRun.ts');
  const killed = {
    ...rooms,
    takeIn: ((p, intake) =>
      ++batches > 1 ? new Promise(() => undefined) : rooms.takeIn(p, intake)) as typeof rooms.takeIn,
  };
  void workOffImports(platform, killed, recipeRun);
  await expect
    .poll(async () => (await importStatus(platform, operator, runId)).read, { timeout: 20_000 })
    .toBe(2500);
  await fresh.db.run(
    sql`update import_runs set holder = 'gone-host:1:x', heartbeat_at = now() - interval '5 minutes' where run_id = ${runId}`,
  );
  const report = await workedOff(platform, runId);
  expect(report).toMatchObject({
    state: 'finished',
    read: 6000,
    accepted: 5500,
    unchanged: 0,
    rejected: 500,
  });
  const { n } = await fresh.db.one<{ n: number }>(
    sql`select count(*) as n from rejections where run_id = ${runId}`,
  );
  expect(n).toBe(500);
});

test('a run whose file is gone after a crash says so', async () => {
  const uploadId = await uploadText(platform, `${header}g1,ann,ann@x.example,6,,2026-02-01,\n`);
  const { runId } = await startImport(platform, operator, { uploadId, source: 'shop', mapping: answers });
  const { unlinkSync } = await import('node:fs');
  unlinkSync((await uploadOf(platform, uploadId)).path);
  expect(await workedOff(platform, runId)).toMatchObject({
    state: 'failed',
    failure: expect.stringContaining('Send the file again'),
  });
  const row = await fresh.db.one<{ last_error: string }>(
    sql`select last_error from sources where key = 'shop'`,
  );
  expect(row.last_error).toContain('answers.csv');
});

test('a full disk refuses the upload with 507 and leaves nothing behind', async () => {
  async function* body() {
    yield Buffer.from(header);
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  }
  const before = readdirSync(join(platform.config.dataFolder, 'uploads')).length;
  await expect(
    receiveUpload(platform, operator, { fileName: 'big.csv', body: body() }),
  ).rejects.toMatchObject({ code: 'disk_full', status: 507 });
  await expect(
    receiveUpload(platform, operator, { fileName: 'big.csv', body: manyBytes(2000), limit: 1000 }),
  ).rejects.toMatchObject({ status: 413 });
  expect(readdirSync(join(platform.config.dataFolder, 'uploads')).length).toBe(before);
});

async function* manyBytes(n: number) {
  yield Buffer.alloc(n, 'a');
}

test('uploads nobody needs are swept after a day; those of waiting imports stay', async () => {
  const stray = await uploadText(platform, header);
  const needed = await uploadText(platform, `${header}s1,ann,ann@x.example,6,,2026-02-01,\n`);
  const { runId } = await startImport(platform, operator, {
    uploadId: needed,
    source: 'shop',
    mapping: answers,
  });
  platform.clock.advance(2 * 86_400_000);
  const { utimesSync } = await import('node:fs');
  for (const id of [stray, needed]) utimesSync((await uploadOf(platform, id)).path, 1, 1);
  await sweepUploads(platform);
  await expect(uploadOf(platform, stray)).rejects.toMatchObject({ code: 'not_found' });
  expect(await workedOff(platform, runId)).toMatchObject({ state: 'finished', accepted: 1 });
});
