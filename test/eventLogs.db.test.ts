import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { finishImports } from '../src/app.ts';
import { sql } from '../src/platform/database.ts';
import { newId } from '../src/platform/ids.ts';
import { collectingPlatform, operator } from './collecting.ts';
import { type FreshDatabase, freshDatabase } from './engines.ts';
import { appFor, personActor, type TestApp, type TestPlatform } from './platform.ts';

let fresh: FreshDatabase;
let platform: TestPlatform;
let app: TestApp;
let name: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  platform = await collectingPlatform(fresh.db);
  app = appFor(platform);
});
afterAll(() => fresh.close());
beforeEach(() => {
  name = `log ${newId()}`;
});

const columns = { case: 'ticket', time: 'at', group: 'team', activity: 'state' };

/** Uploads and starts, as any program would. */
async function start(
  text: string | Buffer,
  given: Record<string, unknown> = columns,
  fileName = 'history.csv',
) {
  const sent = await app.call('POST', `/imports?fileName=${fileName}`, {
    actor: operator,
    body: Buffer.from(text as string),
    headers: { 'content-type': 'application/octet-stream' },
  });
  return app.call('POST', '/event-logs/start', {
    actor: operator,
    body: { uploadId: sent.body.uploadId, name, ...given },
  });
}

/** … and waits for its report. */
async function bring(
  text: string | Buffer,
  given: Record<string, unknown> = columns,
  fileName = 'history.csv',
) {
  const begun = await start(text, given, fileName);
  expect(begun.body).toMatchObject({ log: name, state: 'waiting' });
  expect(begun.status).toBe(202);
  await finishImports(platform);
  return (await ask(`/imports/${begun.body.runId}`)).body;
}

const ask = (path: string) => app.call('GET', path, { actor: operator });
const seams = async (log = name) => (await ask(`/seams?log=${encodeURIComponent(log)}`)).body;
const rejections = async (runId: number) => (await ask(`/imports/${runId}/rejections`)).body.items;

/** Minutes of one day in the order of the list: [case, team, state]. */
function csv(rows: [ticket: string, team: string, state?: string][]): string {
  const lines = rows.map(([ticket, team, state = 'Open'], i) => {
    const at = new Date(Date.UTC(2026, 0, 5, 8, i)).toISOString();
    return `${ticket},${at},${team},${state}`;
  });
  return `ticket,at,team,state\n${lines.join('\n')}\n`;
}

describe('a hand-over history', () => {
  test('becomes paths: repeats collapsed, bounces, returns, what was never closed', async () => {
    const run = await bring(
      csv([
        ['1', 'A'],
        ['1', 'A'],
        ['1', 'B'],
        ['1', 'A'],
        ['1', 'C', 'Closed'],
        ['2', 'A'],
        ['2', 'B'],
        ['2', 'C'],
        ['2', 'A'],
        ['3', 'B', 'Completed/In Call'],
        ['4', 'B', 'Completed/Closed'],
      ]),
    );
    expect(run).toMatchObject({ state: 'finished', accepted: 11, rejected: 0 });
    expect(await seams()).toMatchObject({
      cases: 4,
      groups: 3,
      handovers: { mean: 1.5, max: 3, none: 2 },
      bounces: 1,
      casesWithBounce: 1,
      casesReturning: 2,
      neverClosed: 2,
      closing: ['Closed', 'Completed/Closed'],
      topBounces: [{ a: 'A', b: 'B', count: 1 }],
      topHandovers: [
        { from: 'A', to: 'B', count: 2 },
        { from: 'A', to: 'C', count: 1 },
        { from: 'B', to: 'A', count: 1 },
        { from: 'B', to: 'C', count: 1 },
        { from: 'C', to: 'A', count: 1 },
      ],
    });
    const found = await seams();
    expect(found.byHandovers.map((one: { cases: number }) => one.cases)).toEqual([2, 0, 0, 2]);
    // Case 2 was lost at its last crossing: it never closed.
    const lost = found.seams.filter((one: { lost: number }) => one.lost > 0);
    expect(lost).toMatchObject([{ from: 'C', to: 'A', lost: 1 }]);
  });

  test('brought again, in any order of its lines or with more of them, changes only what is new', async () => {
    const text = csv([
      ['1', 'A'],
      ['1', 'B'],
      ['1', 'B'],
    ]);
    const doubled = `${text}${text.split('\n').slice(1).join('\n')}`;
    expect(await bring(doubled)).toMatchObject({ accepted: 6, unchanged: 0 });
    expect(await bring(doubled)).toMatchObject({ accepted: 0, unchanged: 6 });
    expect(await bring(text)).toMatchObject({ accepted: 0, unchanged: 3 });
    const more = `${text}1,2026-01-06T08:00:00Z,C,Closed\n`;
    expect(await bring(more)).toMatchObject({ accepted: 1, unchanged: 3 });
    expect(await seams()).toMatchObject({ cases: 1, handovers: { max: 2 } });
  });

  test('ties in time keep the order of the file', async () => {
    const at = '2026-01-05T08:00:00Z';
    const line = (team: string) => `1,${at},${team},Open\n`;
    await bring(`ticket,at,team,state\n${['Z', 'A', 'Z', 'M'].map(line).join('')}`);
    const { items } = (await ask(`/seams/cases?log=${encodeURIComponent(name)}`)).body;
    expect(items[0].path.map((step: { group: string }) => step.group)).toEqual(['Z', 'A', 'Z', 'M']);
  });

  test('a chain of a hundred groups there and back is one case of 198 hand-overs', async () => {
    const there = Array.from({ length: 100 }, (_, i) => `G${i}`);
    const chain = [...there, ...there.slice(0, 99).reverse()];
    await bring(csv(chain.map((team) => ['1', team])));
    const found = await seams();
    expect(found).toMatchObject({
      cases: 1,
      groups: 100,
      bounces: 1,
      casesReturning: 1,
      handovers: { max: 198, mean: 198 },
      topBounces: [{ a: 'G98', b: 'G99', count: 1 }],
    });
    expect(found.matrix.groups).toHaveLength(12);
    expect(found.matrix.other).toBe(true);
    expect(found.matrix.counts.flat().reduce((sum: number, one: number) => sum + one)).toBe(198);
  });

  test('names that a spreadsheet would run are guarded in files', async () => {
    await bring(
      csv([
        ['=1+1', '=cmd()'],
        ['=1+1', '@B'],
      ]),
    );
    const path = encodeURIComponent(name);
    expect((await ask(`/seams?log=${path}&format=csv`)).body).toContain("\r\n'=cmd(),'@B,");
    expect((await ask(`/seams/cases?log=${path}&handovers=1&format=csv`)).body).toContain("\r\n'=1+1,");
  });

  test('cases of one entry cross nothing', async () => {
    await bring(
      csv([
        ['1', 'A'],
        ['2', 'B'],
      ]),
    );
    expect(await seams()).toMatchObject({
      cases: 2,
      bounces: 0,
      pairs: 0,
      topHandovers: [],
      handovers: { mean: 0, max: 0, none: 2 },
      days: { median: 0 },
    });
  });

  test('gzipped, with semicolons, German dates and another encoding', async () => {
    const text = 'Vorgang;Zeit;Gruppe\nA1;31.01.2026 08:00;Störung\nA1;31.01.2026 09:30;Außendienst\n';
    const file = gzipSync(Buffer.from(text, 'latin1'));
    const run = await bring(file, { case: 'Vorgang', time: 'Zeit', group: 'Gruppe' }, 'verlauf.csv.gz');
    expect(run).toMatchObject({ accepted: 2, rejected: 0 });
    const found = await seams();
    expect(found.topHandovers).toEqual([{ from: 'Störung', to: 'Außendienst', count: 1 }]);
    expect(found.days.median * 24).toBeCloseTo(1.5);
  });
});

describe('bad input', () => {
  test('rows without case, time or group come back with line and reason; the others go in', async () => {
    const run = await bring(
      [
        'ticket,at,team,state',
        '1,2026-01-05T08:00:00Z,A,Open',
        ',2026-01-05T08:00:00Z,A,Open',
        '1,2026-13-45,A,Open',
        '1,,A,Open',
        '1,2026-01-05T09:00:00Z,  ,Open',
        `1,2026-01-05T09:00:00Z,${'x'.repeat(301)},Open`,
        '1,2026-01-05T09:00:00Z,B',
        '1,2026-01-05T10:00:00Z,B,Closed',
        '',
      ].join('\n'),
    );
    expect(run).toMatchObject({ accepted: 2, rejected: 6, read: 8 });
    const found = await rejections(run.runId);
    expect(found.map((one: { line: number; reason: string }) => [one.line, one.reason])).toEqual([
      [3, 'No case is named.'],
      [4, '“2026-13-45” is not a date like 2026-01-31.'],
      [5, 'No time is named.'],
      [6, 'No group is named: who held the case?'],
      [7, 'Is longer than 300 characters.'],
      [8, 'The row has 3 values where 4 are expected.'],
    ]);
    expect(found[3]).toMatchObject({ column: 'team', raw: { ticket: '1' } });
  });

  test.each([
    [
      'a missing column',
      { ...columns, group: 'queue' },
      'no_such_column',
      /no column “queue”.*ticket, at, team, state/,
    ],
    [
      'columns nobody named',
      { case: 'ticket' },
      'columns_missing',
      /the time, the group.*ticket, at, team, state/,
    ],
    [
      'a time that is none',
      { ...columns, time: 'team' },
      'no_times',
      /“team” holds no times, for example “A”/,
    ],
  ])('%s is refused before anything is stored', async (_, given, code, sentence) => {
    const answer = await start(csv([['1', 'A']]), given);
    expect(answer).toMatchObject({ status: 422, body: { code } });
    expect(answer.body.detail).toMatch(sentence);
    expect((await ask(`/seams?log=${encodeURIComponent(name)}`)).status).toBe(404);
  });

  test('the name of a log that was made of other columns', async () => {
    await bring(csv([['1', 'A']]));
    const answer = await start(csv([['1', 'A']]), { ...columns, group: 'state' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'log_has_other_columns' } });
    expect(answer.body.detail).toMatch(
      /made of case “ticket”, time “at”, group “team”.*names.*group “state”/,
    );
    // Removed, it can be made anew.
    const path = `/event-logs/${encodeURIComponent(name)}`;
    expect((await app.call('DELETE', path, { actor: operator })).status).toBe(204);
    expect(await bring(csv([['1', 'A']]), { ...columns, group: 'state' })).toMatchObject({ accepted: 1 });
  });

  test('a name that is kept, a log that is not there', async () => {
    expect(await start(csv([['1', 'A']]), { ...columns, name: 'Cases' })).toMatchObject({ status: 422 });
    const answer = await ask('/seams?log=nowhere');
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(answer.body.detail).toMatch(/no event log “nowhere”/);
  });

  test('a column with a value of its own in each row is no group', async () => {
    const rows = Array.from({ length: 20_100 }, (_, i) => `${i},2026-01-05T08:00:00Z,T${i},Open`);
    const run = await bring(`ticket,at,team,state\n${rows.join('\n')}\n`);
    expect(run).toMatchObject({ state: 'failed' });
    expect(run.failure).toMatch(/More than 20,000 different groups/);
  });
});

describe('XES', () => {
  const event = (at: string, group: string, more = '') =>
    `<event><string key="org:group" value="${group}"/><date key="time:timestamp" value="${at}"/>${more}</event>`;
  const state = (name: string, step: string) =>
    `<string key="concept:name" value="${name}"/><string key="lifecycle:transition" value="${step}"/>`;
  const trace = (id: string, events: string) =>
    `<trace><string key="concept:name" value="${id}"/>${events}</trace>`;
  const log = (traces: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand --><log xes.version="1.0" xmlns="http://www.xes-standard.org/">
    <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
    <global scope="event"><string key="org:group" value="UNKNOWN"/></global>${traces}</log>`;

  test('comes in as it is, gzipped too, and again changes nothing', async () => {
    const text = log(
      trace(
        '1-1',
        [
          event('2026-01-05T09:00:00.000+01:00', 'A &amp; B', state('Accepted', 'In Progress')),
          event('2026-01-05T10:00:00.000+01:00', 'C', state('Completed', 'In Call')),
          event(
            '2026-01-05T11:00:00.000+01:00',
            'A &amp; B',
            `${state('Completed', 'Closed')}<string key="outer" value="x"><string key="org:group" value="inner"/></string>`,
          ),
        ].join('\n'),
      ) + trace('1-2', event('2026-01-05T09:00:00Z', 'C', state('Completed', 'complete'))),
    );
    expect(await bring(text, {}, 'log.xes')).toMatchObject({ accepted: 4, rejected: 0 });
    expect(await bring(gzipSync(text), {}, 'log.xes.gz')).toMatchObject({ accepted: 0, unchanged: 4 });
    expect(await seams()).toMatchObject({
      cases: 2,
      groups: 2,
      bounces: 1,
      topBounces: [{ a: 'A & B', b: 'C', count: 1 }],
      neverClosed: 0,
      closing: ['Completed', 'Completed/Closed'],
    });
  });

  test('events without group or time come back by their number', async () => {
    const text = log(
      `${trace(
        '1',
        `${event('2026-01-05T09:00:00Z', 'A')}${event('yesterday', 'A')}${event('2026-01-05T09:00:00Z', '')}`,
      )}<trace>${event('2026-01-05T09:00:00Z', 'A')}</trace>`,
    );
    const run = await bring(text, {}, 'log.xes');
    expect(run).toMatchObject({ accepted: 1, rejected: 3 });
    expect(
      (await rejections(run.runId)).map((one: { line: number; reason: string }) => [one.line, one.reason]),
    ).toEqual([
      [2, '“yesterday” is not a date like 2026-01-31.'],
      [3, 'No group is named: who held the case?'],
      [4, 'No case is named.'],
    ]);
  });

  test('one that breaks off delivers what came before', async () => {
    const whole = log(trace('1', event('2026-01-05T09:00:00Z', 'A') + event('2026-01-05T10:00:00Z', 'B')));
    const run = await bring(whole.slice(0, whole.indexOf('10:00')), {}, 'log.xes');
    expect(run).toMatchObject({ accepted: 1, rejected: 1 });
    expect((await rejections(run.runId))[0].reason).toMatch(/ends early/);
  });

  test.each([
    ['another XML', '<?xml version="1.0"?><orders><order/></orders>', /no event log/],
    ['no event in it', log(''), /holds no event/],
    [
      'no group in it',
      log(
        trace(
          '1',
          '<event><date key="time:timestamp" value="2026-01-05T09:00:00Z"/><string key="org:resource" value="x"/></event>',
        ),
      ),
      /“org:group”.*time:timestamp, org:resource/,
    ],
    ['a document type', '<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "b">]><log></log>', /document type/],
  ])('%s: says so', async (_, text, sentence) => {
    const begun = await start(text, {}, 'log.xes');
    if (begun.status !== 202) {
      expect(begun.body.detail).toMatch(sentence);
      return;
    }
    await finishImports(platform);
    const run = (await ask(`/imports/${begun.body.runId}`)).body;
    expect(
      `${run.failure} ${(await rejections(run.runId)).map((one: { reason: string }) => one.reason)}`,
    ).toMatch(sentence);
    expect(run.accepted).toBe(0);
    // Nothing came of it, so that the right columns may follow under the same name.
    expect(await bring(csv([['1', 'A']]))).toMatchObject({ accepted: 1 });
  });

  test('dropped among ordinary imports it is told where it belongs', async () => {
    const sent = await app.call('POST', '/imports?fileName=log.xes', {
      actor: operator,
      body: Buffer.from(log('')),
    });
    const answer = await app.call('POST', '/imports/preview', {
      actor: operator,
      body: { uploadId: sent.body.uploadId },
    });
    expect(answer.body.detail).toMatch(/XES event log.*hand-over history/);
  });
});

describe('whose a group is', () => {
  const head = newId();
  beforeAll(async () => {
    await fresh.db.run(sql`insert into people (person_id, name, email, colour, made_at)
      values (${head}::uuid, 'Ada Head', 'ada@x.example', '#555555', '2020-01-01')`);
    for (const [key, title, leads] of [
      ['field', 'Field service', head],
      ['desk', 'Desk', null],
    ] as const)
      await fresh.db.run(sql`insert into departments (department_id, key, name, head_person_id)
        values (${newId()}::uuid, ${key}, ${title}, ${leads}::uuid)`);
  });
  const party = async (group: string) =>
    (await seams()).parties.find((one: { group: string }) => one.group === group);

  test('by its name, until somebody says otherwise; a word about it is on the record', async () => {
    await bring(
      csv([
        ['1', 'field service'],
        ['1', 'L2'],
        ['1', 'Elsewhere'],
      ]),
    );
    expect(await party('field service')).toMatchObject({ mapped: 'name', person: { name: 'Ada Head' } });
    expect(await party('L2')).toMatchObject({ department: null, person: null, reason: 'unmapped' });
    const path = `/event-logs/${encodeURIComponent(name)}/departments`;
    const say = (groups: object[]) => app.call('PUT', path, { actor: operator, body: { groups } });
    expect(
      (
        await say([
          { group: 'L2', department: 'desk' },
          { group: 'field service', department: null },
        ])
      ).status,
    ).toBe(204);
    expect(await party('L2')).toMatchObject({
      mapped: 'said',
      department: { key: 'desk' },
      reason: 'nobody',
    });
    expect(await party('field service')).toMatchObject({ mapped: 'said', department: null });
    expect((await say([{ group: 'field service', byName: true }])).status).toBe(204);
    expect(await party('field service')).toMatchObject({ mapped: 'name', person: { name: 'Ada Head' } });
    expect(await say([{ group: 'L9', department: 'desk' }])).toMatchObject({
      body: { code: 'no_such_group' },
    });
    expect(await say([{ group: 'L2', department: 'moon' }])).toMatchObject({
      body: { code: 'no_such_department' },
    });
    const { n } = await fresh.db.one<{ n: number }>(
      sql`select count(*) as n from audit_entries where verb = 'event_log.mapped'`,
    );
    expect(n).toBe(2);
  });

  test('which states end a case is said once for the log', async () => {
    await bring(
      csv([
        ['1', 'A'],
        ['1', 'B', 'Gelöst'],
      ]),
    );
    expect(await seams()).toMatchObject({ neverClosed: 1, closing: [] });
    const path = `/event-logs/${encodeURIComponent(name)}`;
    const answer = await app.call('PATCH', path, { actor: operator, body: { closedWords: ['gelöst'] } });
    expect(answer).toMatchObject({ status: 200, body: { closedWords: ['gelöst'], entries: 2, cases: 1 } });
    expect(await seams()).toMatchObject({ neverClosed: 0, closing: ['Gelöst'] });
  });

  test('who may look, and who may change', async () => {
    const member = personActor(newId(), 'Some Body');
    await bring(csv([['1', 'A']]));
    const path = `/event-logs/${encodeURIComponent(name)}`;
    expect((await app.call('GET', '/seams', { actor: member })).status).toBe(200);
    expect((await app.call('DELETE', path, { actor: member })).status).toBe(403);
    expect((await app.call('PATCH', path, { actor: member, body: { closedWords: ['x'] } })).status).toBe(403);
    expect((await app.call('GET', '/seams')).status).toBe(401);
  });
});
