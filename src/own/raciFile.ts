import { type Actor, require } from '../platform/access.ts';
import { csvResponse } from '../platform/csv.ts';
import type { Platform } from '../platform/platform.ts';
import { xlsxResponse } from '../platform/xlsx.ts';
import { type ChartObject, type Entry, ownershipChart } from './chart.ts';
import { type ChartWanted, type Things, thingKinds } from './chartPage.ts';
import { listDepartments } from './departments.ts';
import type { AssignmentRole } from './ledger.ts';

/** By department: a column each, the letters of its people and teams in it. By holder: a column each who has a part. */
export type RaciBy = 'department' | 'holder';

const labelsOf = (what: Things | undefined) =>
  what ? ['key', thingKinds[what]] : ['journey', 'phase', 'key', 'touchpoint'];
const order: AssignmentRole[] = ['A', 'R', 'C', 'I'];

/** The chart as the sheet people know; what comes out here goes in again as it is. */
export async function raciFile(
  platform: Platform,
  actor: Actor,
  wanted: ChartWanted & { format: 'csv' | 'xlsx'; by: RaciBy },
): Promise<Response> {
  require(actor, 'ownership:read');
  const rows: { labels: string[]; entries: Entry[] }[] = [];
  let after: string | undefined;
  let day = '';
  do {
    const page = await ownershipChart(platform, actor, { ...wanted, after, limit: 1000 });
    day = page.asOf;
    for (const journey of page.journeys)
      for (const phase of journey.phases)
        for (const one of phase.touchpoints) rows.push(rowOf(journey, phase, one));
    for (const { key, name, entries } of page.things) rows.push({ labels: [key, name], entries });
    after = page.next ?? undefined;
  } while (after);
  const labels = labelsOf(wanted.what);
  const columns = await columnsOf(platform, rows, wanted.by);
  const table = rows.map((row) => [
    ...row.labels,
    ...columns.map((column) =>
      order.filter((role) => row.entries.some((one) => one.role === role && column.has(one))).join('/'),
    ),
  ]);
  const header = [...labels, ...columns.map((column) => column.name)];
  const name = `responsibilities-${day}`;
  if (wanted.format === 'xlsx') {
    return xlsxResponse(`${name}.xlsx`, {
      name: day,
      columns: header.map((title, i) => ({ title, width: i < labels.length ? 26 : 16 })),
      rows: table,
    });
  }
  return csvResponse(
    `${name}.csv`,
    header,
    (async function* () {
      yield table;
    })(),
  );
}

function rowOf(journey: ChartObject, phase: ChartObject, one: ChartObject) {
  return { labels: [journey.name, phase.name, one.key, one.name], entries: one.entries };
}

interface Column {
  name: string;
  has: (entry: Entry) => boolean;
}

async function columnsOf(
  platform: Platform,
  rows: readonly { entries: Entry[] }[],
  by: RaciBy,
): Promise<Column[]> {
  const entries = rows.flatMap((row) => row.entries);
  if (by === 'department') {
    const used = new Set(entries.map((entry) => entry.holder.departmentId));
    return (await listDepartments(platform.db))
      .filter((one) => used.has(one.id))
      .map(({ id, name }) => ({ name, has: ({ holder }) => holder.departmentId === id }));
  }
  const holders = new Map(entries.map(({ holder }) => [holder.id, holder.name]));
  return [...holders]
    .sort(([, a], [, b]) => a.localeCompare(b))
    .map(([id, name]) => ({ name, has: ({ holder }) => holder.id === id }));
}
