import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/engines.ts';
import { appFor, testPlatform } from '../../test/platform.ts';
import { applyJourney } from '../map/map.ts';
import { operatorActor } from '../platform/access.ts';
import {
  addDepartment,
  addPerson,
  applyChanges,
  assign,
  changeSet,
  journeySeats,
  ownershipChart,
  previewRaci,
  takeInRaci,
} from './own.ts';

const fresh = await freshDatabase();
const platform = await testPlatform(fresh.db, { now: '2026-06-15T09:00:00Z' });
const app = appFor(platform);
afterAll(() => fresh.close());

beforeAll(async () => {
  await applyJourney(
    platform,
    operatorActor,
    'journey: join\nname: Join\nphases:\n  - key: order\n    name: Order\n    prospect: true\n    touchpoints: [{key: order_form, name: Order form}, {key: date_promise, name: Date promise}, {key: visit, name: Technician visit}]\n',
  );
  await addDepartment(platform, operatorActor, { key: 'sales', name: 'Sales' });
  await addDepartment(platform, operatorActor, { key: 'field', name: 'Field service' });
  for (const [name, title, department] of [
    ['Jonas Nowak', 'Head of field service', 'field'],
    ['Tomás Reuter', 'Head of sales', 'sales'],
    ['Priya Dahl', 'Adviser', 'sales'],
  ] as const)
    await addPerson(platform, operatorActor, {
      name,
      title,
      department,
      email: `${name.split(' ')[1]!.toLowerCase()}@halden.example`,
      invite: false,
    });
});

const text = (lines: string) => new TextEncoder().encode(lines);
const preview = (lines: string) => previewRaci(platform, operatorActor, { bytes: text(lines) });

/** As the page sends it: what was matched, with a person's own choices on top. */
function resolved(found: Awaited<ReturnType<typeof preview>>, more: object = {}) {
  return {
    fileName: 'raci.csv',
    columns: found.columns.map(({ index, header, match }) => ({
      index,
      header,
      who: match && { kind: match.kind, id: match.id },
    })),
    rows: found.rows.map(({ line, labels, cells, match }) => ({
      line,
      label: labels[0] ?? '',
      cells,
      object: match && { kind: match.kind, key: match.key },
    })),
    unread: found.unread,
    ...more,
  };
}

const sheet = `RACI 2026;;;;
Aktivität;Tomas Reuter;Head of field service;Sales;Kundenservice
Order;;;;
order form;A;C;R;I
Date promise;A/R;I;;?
Technican visit;;A;C;
Billing;A;;;R
`;

test('an existing sheet is matched by key, name, title and department; what is unclear is asked, not guessed', async () => {
  const found = await preview(sheet);
  expect(found.columns.map((one) => [one.header, one.match?.name ?? null])).toEqual([
    ['Tomas Reuter', 'Tomás Reuter'],
    ['Head of field service', 'Jonas Nowak'],
    ['Sales', 'Sales'],
    ['Kundenservice', null],
  ]);
  expect(
    found.rows.map((one) => [one.labels[0], one.match?.key ?? null, one.suggestions.map((s) => s.key)]),
  ).toEqual([
    ['order form', 'order_form', []],
    ['Date promise', 'date_promise', []],
    ['Technican visit', null, ['visit']],
    ['Billing', null, []],
  ]);
  expect(found.unread).toEqual([{ line: 5, header: 'Kundenservice', text: '?' }]);
  expect(found.headings.map((one) => one.text)).toEqual(['RACI 2026', 'Order']);
});

test('it comes in as a draft to look at; what found no place is written down with it', async () => {
  const found = await preview(sheet);
  const { id, edits, left } = await takeInRaci(platform, operatorActor, resolved(found));
  expect({ edits, left }).toEqual({ edits: 6, left: 4 });
  expect(await changeSet(platform, operatorActor, id)).toMatchObject({
    state: 'draft',
    source: {
      file: 'raci.csv',
      columns: ['Kundenservice'],
      rows: [
        { line: 6, label: 'Technican visit', cells: ['Head of field service: A', 'Sales: C'] },
        { line: 7, label: 'Billing' },
      ],
      unread: [{ line: 5, text: '?' }],
    },
  });
  await applyChanges(platform, operatorActor, id, { reason: 'The sheet of spring' });
  const [order] = (await ownershipChart(platform, operatorActor, {})).journeys[0]!.phases;
  expect(
    order!.touchpoints.map((one) => [
      one.key,
      one.person?.name ?? one.reason,
      one.entries
        .map((e) => e.role)
        .sort()
        .join(''),
    ]),
  ).toEqual([
    ['order_form', 'Tomás Reuter', 'ACR'],
    ['date_promise', 'Tomás Reuter', 'AIR'],
    ['visit', 'nobody', ''],
  ]);
});

test('two accountable in a row are refused with the line and the names, or recorded as several on request', async () => {
  const found = await preview('What;Tomás Reuter;Jonas Nowak\nvisit;A;A\n');
  await expect(takeInRaci(platform, operatorActor, resolved(found))).rejects.toMatchObject({
    code: 'two_accountable',
    message:
      'Line 2, visit: Tomás Reuter and Jonas Nowak are both accountable. Leave one A in the row, or record that several claim it.',
  });
  await takeInRaci(platform, operatorActor, resolved(found, { twoAccountable: 'several', as: 'applied' }));
  const faults = await ownershipChart(platform, operatorActor, { show: 'faults' });
  expect(faults.journeys[0]!.phases[0]!.touchpoints).toMatchObject([{ key: 'visit', reason: 'several' }]);
});

test('what goes out as XLSX and as CSV comes in again and changes nothing', async () => {
  for (const format of ['csv', 'xlsx'] as const) {
    const out = await app.hono.request(
      `/api/v1/ownership/raci?format=${format}&by=holder`,
      {},
      { actor: operatorActor },
    );
    expect(out.status).toBe(200);
    const bytes = new Uint8Array(await out.arrayBuffer());
    const found = await previewRaci(platform, operatorActor, { bytes });
    expect(found.rows.map((one) => one.match?.key)).toEqual(['order_form', 'date_promise', 'visit']);
    expect(found.columns.every((one) => one.match !== null)).toBe(true);
    const before = await ownershipChart(platform, operatorActor, {});
    await takeInRaci(
      platform,
      operatorActor,
      resolved(found, { twoAccountable: 'several', as: 'applied', endOthers: true }),
    );
    const entries = (chart: typeof before) =>
      chart.journeys[0]!.phases[0]!.touchpoints.map((one) =>
        one.entries.map((e) => `${e.role} ${e.holder.name}`).sort(),
      );
    expect(entries(await ownershipChart(platform, operatorActor, {}))).toEqual(entries(before));
  }
});

test('rows the sheet is silent about keep what they have, unless the sheet is to be the whole of it', async () => {
  const object = { kind: 'touchpoint', key: 'order_form' } as const;
  await assign(platform, operatorActor, { object, role: 'I', department: 'field' });
  const found = await preview('What;Tomás Reuter\norder_form;A\n');
  await takeInRaci(platform, operatorActor, resolved(found, { as: 'applied' }));
  const parts = async () =>
    (await ownershipChart(platform, operatorActor, {})).journeys[0]!.phases[0]!.touchpoints[0]!.entries
      .length;
  expect(await parts()).toBe(4);
  await takeInRaci(platform, operatorActor, resolved(found, { as: 'applied', endOthers: true }));
  expect(await parts()).toBe(1);
});

test('a file that is no chart, no table or empty is refused in words; over HTTP too', async () => {
  await expect(preview('name;city\nAda;Berlin\n')).rejects.toMatchObject({ code: 'no_raci' });
  await expect(preview('\n\n')).rejects.toMatchObject({ code: 'empty_file' });
  await expect(preview('a,"b\nc,d')).rejects.toMatchObject({ code: 'not_a_table' });
  const sent = await app.call('POST', '/ownership/raci/preview', {
    actor: operatorActor,
    body: sheet,
    headers: { 'content-type': 'text/csv' },
  });
  expect(sent).toMatchObject({ status: 200, body: { rows: [{ match: { key: 'order_form' } }, {}, {}, {}] } });
});

test('the chart is filtered by part, person, department and plane, and paged by whole journeys', async () => {
  const yaml = (n: number) =>
    `journey: j${n}\nname: J${n}\nphases:\n  - key: p\n    name: P\n    touchpoints: [{key: t${n}a, name: A}, {key: t${n}b, name: B}]\n`;
  for (const n of [1, 2, 3]) await applyJourney(platform, operatorActor, yaml(n));
  const first = await ownershipChart(platform, operatorActor, { limit: 5 });
  expect([first.journeys.map((one) => one.key), first.next]).toEqual([['join', 'j1'], 'j2']);
  const second = await ownershipChart(platform, operatorActor, { limit: 5, after: first.next! });
  expect([second.journeys.map((one) => one.key), second.next]).toEqual([['j2', 'j3'], null]);
  expect(second.choices).toHaveLength(4);
  const keys = async (wanted: Parameters<typeof ownershipChart>[2]) =>
    (await ownershipChart(platform, operatorActor, wanted)).journeys.flatMap((one) =>
      one.phases.flatMap((phase) => phase.touchpoints.map((touchpoint) => touchpoint.key)),
    );
  expect(await keys({ department: 'field', role: 'A' })).toEqual(['visit']);
  const object = { kind: 'touchpoint', key: 't2a' } as const;
  await assign(platform, operatorActor, {
    object,
    role: 'A',
    person: 'dahl@halden.example',
    plane: 'strategy',
  });
  expect(await keys({ plane: 'strategy', role: 'A' })).toEqual(['t2a']);
  expect(await keys({ show: 'apart', journey: 'j2' })).toEqual(['t2a']);
  // The atlas asks for faces and empty seats of every journey at once; they are the chart's.
  const all = (await ownershipChart(platform, operatorActor, {})).journeys;
  const seats = await journeySeats(platform, operatorActor);
  expect(seats.map((one) => one.journey).sort()).toEqual(all.map((one) => one.key).sort());
  for (const { journey, touchpoints, empty, people } of seats) {
    const places = all.find((one) => one.key === journey)!.phases.flatMap((phase) => phase.touchpoints);
    expect([touchpoints, empty]).toEqual([places.length, places.filter((one) => !one.person).length]);
    expect(new Set(people.map((one) => one.id))).toEqual(
      new Set(places.flatMap((one) => one.person?.id ?? [])),
    );
  }
  const chart = await ownershipChart(platform, operatorActor, { journey: 'j2' });
  expect(chart.journeys[0]!.phases[0]!.touchpoints[0]).toMatchObject({
    person: null,
    other: { person: { name: 'Priya Dahl' } },
  });
});
