import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import { csvResponse } from '../platform/csv.ts';
import type { GreyAreaList } from './greyArea.ts';

const header = [
  'rank',
  'kind',
  'key',
  'name',
  'journey',
  'state',
  'evidence',
  'customers',
  'revenue_per_year',
  'currency',
  'clarified_by',
  'due_at',
  'cause',
  'decision',
];

function linesOf({ items, currency }: GreyAreaList): unknown[][] {
  return items.map((one) => [
    one.rank,
    one.kind,
    one.key,
    one.name,
    one.journey?.name,
    one.state,
    one.evidence.map((finding) => `${finding.sign} ${finding.count}`).join(', '),
    one.customers,
    one.revenue,
    currency,
    one.clarification?.person.name,
    one.clarification?.dueAt,
    one.decision?.cause,
    one.decision?.reason,
  ]);
}

/** As a file. A text that a spreadsheet would run as a formula stays a text in either. */
export async function greyAreasFile(list: GreyAreaList, format: 'csv' | 'xlsx'): Promise<Response> {
  const lines = linesOf(list);
  if (format === 'csv') {
    return csvResponse(
      'grey-areas.csv',
      header,
      (async function* () {
        yield lines;
      })(),
    );
  }
  const cell = (value: unknown): Cell =>
    value === null || value === undefined
      ? null
      : typeof value === 'number'
        ? { type: Number, value }
        : { type: String, value: value instanceof Date ? value.toISOString() : String(value) };
  const rows = [
    header.map((name) => ({ type: String, value: name })),
    ...lines.map((line) => line.map(cell)),
  ];
  const file = await writeXlsxFile(rows).toBuffer();
  return new Response(new Uint8Array(file), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': 'attachment; filename="grey-areas.xlsx"',
      'cache-control': 'no-store',
    },
  });
}
