import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, type Company, company } from '../../../test/company.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/engines.ts';
import { appFor, type TestApp, type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { sql } from '../../platform/database.ts';
import { sendMail } from '../../platform/mail.jobs.ts';
import { caseDetail, openWhereNeeded, seedRules } from '../close.ts';
import { eraseDeskOf, tidyFiles } from './attach.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let at: Company;
let next = 0;

const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.alloc(700_000, 7),
]);

async function newCase(): Promise<string> {
  const opened = await platform.db.tx((tx) =>
    openWhereNeeded(tx, platform, [answer(at, next++, 5, { occurredAt: platform.clock.now() })]),
  );
  return opened[0]?.caseId ?? '';
}
const bring = (id: string, name: string, body: Uint8Array | string, actor = at.priya) =>
  app.call('POST', `/cases/${id}/files?name=${encodeURIComponent(name)}`, { actor, body });
const count = async (table: string) =>
  (await platform.db.one<{ n: number }>(sql`select count(*)::int as n from ${sql.table(table)}`)).n;

beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await testPlatform(fresh.db);
  at = await company(fresh.db, 60);
  app = appFor(platform);
  await fresh.db.tx((tx) => seedRules(tx, platform));
});
afterAll(async () => {
  await platform.queue.stop();
  await fresh.close();
});

test('a file of a note comes back byte for byte, as a download and never as a page', async () => {
  const id = await newCase();
  const file = await bring(id, '../../Rechnung “März”.png', png);
  expect([file.status, file.body]).toMatchObject([
    201,
    { name: 'Rechnung “März”.png', type: 'image/png', bytes: png.length },
  ]);
  const noted = await app.call('POST', `/cases/${id}/notes`, {
    actor: at.priya,
    body: { text: 'The bill they mean.', files: [file.body.id] },
  });
  const note = noted.body.timeline.find((one: { kind: string }) => one.kind === 'note');
  expect(note.more.files).toEqual([
    { id: file.body.id, name: 'Rechnung “März”.png', type: 'image/png', bytes: png.length },
  ]);
  const answer = await app.hono.request(`/api/v1/cases/${id}/files/${file.body.id}`, {}, { actor: at.tomas });
  expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="Rechnung _M_rz_\.png"; filename\*=UTF-8''Rechnung%20/,
  );
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  // It stands in the story now; and it is not a file of another case.
  expect((await app.call('DELETE', `/cases/${id}/files/${file.body.id}`, { actor: at.priya })).status).toBe(
    404,
  );
  const other = await newCase();
  expect((await app.call('GET', `/cases/${other}/files/${file.body.id}`, { actor: at.priya })).status).toBe(
    404,
  );
  expect((await app.call('GET', `/cases/${id}/files/${file.body.id}`)).status).toBe(401);
});

test('what is too large or of a wrong kind is refused before it has come, and nothing is left', async () => {
  const id = await newCase();
  const before = [await count('files'), await count('file_parts')];
  let sent = 0;
  const endless = (first: Uint8Array) =>
    new ReadableStream<Uint8Array>({
      pull(out) {
        out.enqueue(sent === 0 ? first : new Uint8Array(64 * 1024).fill(9));
        sent += 64 * 1024;
      },
    });
  const send = (body: ReadableStream<Uint8Array>) =>
    app.hono.request(
      `/api/v1/cases/${id}/files?name=x.png`,
      { method: 'POST', body, duplex: 'half' } as RequestInit,
      { actor: at.priya },
    );
  const large = await send(endless(png.subarray(0, 5000)));
  expect([large.status, ((await large.json()) as { code: string }).code]).toEqual([413, 'too_large']);
  expect(sent).toBeLessThan(13 * 1024 * 1024);
  sent = 0;
  const wrong = await send(endless(Buffer.from('<!doctype html><script>alert(1)</script>'.padEnd(5000))));
  expect([wrong.status, ((await wrong.json()) as { code: string }).code]).toEqual([415, 'file_type']);
  expect(sent).toBeLessThan(1024 * 1024);
  const told = await app.call('POST', `/cases/${id}/files?name=a.png`, {
    actor: at.priya,
    body: png,
    headers: { 'content-length': '999999999' },
  });
  expect([told.status, told.body.code]).toEqual([413, 'too_large']);
  expect((await bring(id, 'a.exe', 'MZ\0\0')).status).toBe(415);
  expect((await bring(id, 'a.txt', '')).body.code).toBe('file_empty');
  expect([await count('files'), await count('file_parts')]).toEqual(before);
});

test('so many files and no more; one is tied to one thing only, by who brought it', async () => {
  const id = await newCase();
  const files: string[] = [];
  for (let i = 0; i < 40; i++) files.push((await bring(id, `${i}.txt`, `file ${i}`)).body.id);
  const more = await bring(id, 'more.txt', 'more');
  expect([more.status, more.body.code]).toEqual([413, 'too_many_files']);
  const act = (ids: string[], actor = at.priya) =>
    app.call('POST', `/cases/${id}/actions`, { actor, body: { text: 'Done.', files: ids } });
  expect((await act(files.slice(0, 11))).status).toBe(422);
  expect((await act(files.slice(0, 2), at.tomas)).body.code).toBe('file_gone');
  expect((await act(files.slice(0, 2))).status).toBe(200);
  expect((await act(files.slice(1, 2))).body.code).toBe('file_gone');
  expect((await app.call('DELETE', `/cases/${id}/files/${files[5]}`, { actor: at.tomas })).status).toBe(404);
  expect((await app.call('DELETE', `/cases/${id}/files/${files[5]}`, { actor: at.priya })).status).toBe(204);
  platform.clock.advance(31 * 86_400_000);
  await tidyFiles(platform);
  const left = await platform.db.one<{ n: number }>(
    sql`select count(*)::int as n from case_files where case_id = ${id}::uuid`,
  );
  expect(left.n).toBe(2);
});

test('a mail carries its files', async () => {
  const id = await newCase();
  const file = (await bring(id, 'offer.pdf', '%PDF-1.7 our offer')).body;
  const told = await app.call('POST', `/cases/${id}/messages`, {
    actor: at.priya,
    body: {
      channel: 'email',
      subject: 'Our offer',
      body: 'Dear customer, attached.',
      language: 'en',
      files: [file.id],
    },
  });
  expect(told.body.timeline.at(-1).more.files).toMatchObject([{ name: 'offer.pdf' }]);
  const tied = await platform.db.all<{ name: string; mailId: string }>(
    sql`select f.name, m.mail_id as "mailId" from mail_files m join files f using (file_id)`,
  );
  expect(tied).toMatchObject([{ name: 'offer.pdf' }]);
  await sendMail(platform, tied[0]?.mailId ?? '');
});

test('who is mentioned gets a mail once; a note is changed by its author, and what it said is kept', async () => {
  const id = await newCase();
  const tomas = at.tomas.personId as string;
  const noted = await app.call('POST', `/cases/${id}/notes`, {
    actor: at.priya,
    body: { text: 'Hello @Tomas Berg, was this you?', mentions: [tomas, at.jonas.personId] },
  });
  const note = noted.body.timeline.find((one: { kind: string }) => one.kind === 'note');
  // Jonas is not in the words, so he is not meant.
  expect(note.more.mentions).toEqual([{ id: tomas, name: 'Tomas Berg' }]);
  const mails = () =>
    platform.db.all<{ subject: string; text: string }>(
      sql`select subject, text_body as text from mails where subject_id = ${id} and to_address = 'tomas@halden.example' order by mail_id`,
    );
  expect(await mails()).toMatchObject([{ subject: 'Priya Dahl mentions you' }]);
  expect((await mails())[0]?.text).toContain('was this you?');
  const change = (actor = at.priya, text = 'Hello @Tomas Berg, it was you.') =>
    app.call('PATCH', `/cases/${id}/notes/${note.id}`, { actor, body: { text, mentions: [tomas] } });
  expect((await change(at.tomas)).body.code).toBe('not_yours');
  const changed = (await change()).body.timeline.find((one: { kind: string }) => one.kind === 'note');
  expect(changed).toMatchObject({ text: 'Hello @Tomas Berg, it was you.', more: { edited: 1 } });
  expect(await mails()).toHaveLength(1);
  const versions = await app.call('GET', `/cases/${id}/notes/${note.id}/versions`, { actor: at.tomas });
  expect(versions.body.items).toMatchObject([{ number: 1, text: 'Hello @Tomas Berg, was this you?' }]);
  const nobody = await app.call('POST', `/cases/${id}/notes`, {
    actor: at.priya,
    body: { text: '@X', mentions: ['00000000-0000-7000-8000-000000000000'] },
  });
  expect(nobody.body.code).toBe('mentioned_unknown');
});

test('a draft is kept for its person; two devices never lose a word; what is sent is no draft any more', async () => {
  const id = await newCase();
  const path = `/cases/${id}/drafts/note`;
  const keep = (content: object, revision: number, more: object = {}) =>
    app.call('PUT', path, { actor: at.priya, body: { content, revision, ...more } });
  expect((await keep({ text: 'On the phone' }, 0)).body).toMatchObject({ revision: 1 });
  expect((await keep({ text: 'On the phone, longer' }, 1)).body).toMatchObject({ revision: 2 });
  const laptop = await keep({ text: 'On the laptop' }, 1);
  expect([laptop.status, laptop.body.draft.content]).toEqual([409, { text: 'On the phone, longer' }]);
  const first = await keep({ text: 'From nothing' }, 0);
  expect([first.status, first.body.code]).toEqual([409, 'draft_changed']);
  const over = await keep({ text: 'On the laptop' }, 1, { over: true });
  expect(over.body).toMatchObject({
    revision: 3,
    content: { text: 'On the laptop' },
    setAside: { text: 'On the phone, longer' },
  });
  expect((await app.call('GET', `/cases/${id}/drafts`, { actor: at.tomas })).body.items).toEqual([]);
  expect((await app.call('GET', `/cases/${id}/drafts`, { actor: at.priya })).body.items).toHaveLength(1);
  await app.call('POST', `/cases/${id}/notes`, { actor: at.priya, body: { text: 'On the laptop' } });
  expect((await app.call('GET', `/cases/${id}/drafts`, { actor: at.priya })).body.items).toEqual([]);
  // A device that did not hear of it begins anew instead of losing what is typed there.
  expect((await keep({ text: 'More' }, 3)).status).toBe(200);
  expect((await keep({ text: 'x', else: 1 }, 1)).status).toBe(422);
  expect((await app.call('DELETE', path, { actor: at.priya })).status).toBe(204);
});

test('when a customer is erased, nothing written or attached here is left', async () => {
  const id = await newCase();
  const file = (await bring(id, 'a.txt', 'their address')).body;
  await app.call('POST', `/cases/${id}/notes`, {
    actor: at.priya,
    body: { text: 'Hi @Tomas Berg', mentions: [at.tomas.personId], files: [file.id] },
  });
  await app.call('PUT', `/cases/${id}/drafts/email`, {
    actor: at.priya,
    body: { content: { text: 'Dear' }, revision: 0 },
  });
  await platform.db.tx((tx) => eraseDeskOf(tx, [id]));
  for (const table of ['case_files', 'case_drafts', 'case_mentions'])
    expect(
      await platform.db.all(sql`select 1 from ${sql.table(table)} where case_id = ${id}::uuid`),
      table,
    ).toEqual([]);
  expect(await platform.db.all(sql`select 1 from file_parts where file_id = ${file.id}::uuid`)).toEqual([]);
  expect((await caseDetail(platform, id)).timeline.find((one) => one.kind === 'note')?.more.files).toBeNull();
});
