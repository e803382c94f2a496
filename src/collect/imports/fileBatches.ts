import { sql } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import type { Fact } from '../facts.ts';
import { compileMapping, type MapRow } from '../mapping/compile.ts';
import { columnsOf, type Mapping, type Yield } from '../mapping/mapping.ts';
import { RowKeys } from '../mapping/rowKey.ts';
import { fileFeed, watchColumns } from '../quality/watchColumns.ts';
import type { RecordBatch } from '../read/batch.ts';
import { openRecords } from '../read/records.ts';
import { BATCH } from '../takeIn.ts';
import type { Batch, BatchRow } from './batch.ts';
import type { NewRejection } from './rejections.ts';

export interface FileToRead {
  runId: number;
  sourceId: number;
  fileName: string;
  path: string;
  mapping: Mapping;
  /** Rows of the file that an earlier try has taken in; they are read, for their keys, and left out. */
  skipRows: number;
}

/** The file's rows as batches of facts. @throws Refusal when the file or the mapping cannot be used */
export async function* fileBatches(platform: Platform, file: FileToRead): AsyncGenerator<Batch> {
  const { timezone } = await readOrganisation(platform.db);
  // Batches are cut by rows, so that a run that was broken off goes on exactly where its last batch ended.
  const batchRows = Math.max(1, Math.floor(BATCH / file.mapping.yields.length));
  const { sniffed, batches } = await openRecords(file.path, { ...file.mapping.read, batchRows });
  const keys = new RowKeys();
  const watch = watchColumns(platform, { ...file, feed: fileFeed(file.fileName) });
  const lenient = sniffed.format === 'json' || sniffed.format === 'ndjson';
  let map: MapRow | undefined;
  let columns: string[] = [];
  let passed = 0;
  for await (const batch of batches) {
    if (map === undefined || batch.columns.length !== columns.length) {
      columns = batch.columns;
      await watch.begin(columns);
      if (lenient) refuseUnknown(file.mapping, columns, map === undefined);
      map = compileMapping(file.mapping, { columns, zone: timezone, lenient }, keys);
      await platform.db.run(
        sql`update import_runs set columns = ${columns}::text[] where run_id = ${file.runId}`,
      );
    }
    const mapped = mapBatch(batch, map, fieldColumns(file.mapping));
    passed += batch.rows.length + batch.bad.length;
    if (passed <= file.skipRows) continue;
    yield {
      ...mapped,
      watched: watch.batch(
        columns,
        batch.rows.map((row) => row.values),
      ),
    };
  }
}

/** Five thousand of a batch stay until it is stored: without a closure for each. */
class FileRow implements BatchRow {
  readonly line: number;
  readonly facts: Fact[];
  readonly column?: (field: string) => string | null;
  private readonly values: (string | null)[];

  constructor(
    line: number,
    facts: Fact[],
    values: (string | null)[],
    column: ((field: string) => string | null) | undefined,
  ) {
    this.line = line;
    this.facts = facts;
    this.values = values;
    if (column) this.column = column;
  }

  raw(): (string | null)[] {
    return this.values;
  }
}

export function mapBatch(batch: RecordBatch, map: MapRow, column?: (field: string) => string | null): Batch {
  const rows: BatchRow[] = [];
  const bad: NewRejection[] = batch.bad.map(({ line, reason, raw }) => ({ line, column: null, reason, raw }));
  for (const { line, values } of batch.rows) {
    const mapped = map(values);
    if ('facts' in mapped) rows.push(new FileRow(line, mapped.facts, values, column));
    else bad.push({ line, column: mapped.problem.column, reason: mapped.problem.reason, raw: values });
  }
  return { rows, bad, doneBytes: batch.bytesRead };
}

/** JSON may lack a column in its first rows, but not every column the mapping names. */
function refuseUnknown(mapping: Mapping, columns: string[], first: boolean): void {
  if (!first) return;
  const named = mapping.yields.flatMap(namesOf);
  if (named.length === 0 || named.some((name) => columns.includes(name))) return;
  throw new Refusal(
    'no_such_column',
    `The file has none of the columns ${named.join(', ')}. It has ${columns.join(', ')}.`,
    {
      columns,
    },
  );
}

function namesOf(spec: Yield): string[] {
  const bags = spec.type === 'identity' ? [spec.keys, spec.attributes] : [spec.dims, spec.attributes];
  const { type: _type, when: _when, ...fields } = spec;
  return [fields, ...bags].flatMap((values) =>
    Object.values(values ?? {})
      .filter(isValue)
      .flatMap(columnsOf),
  );
}

/** Which column a fact's field came from, for the report: “score” rather than “value”. */
export function fieldColumns(mapping: Mapping): (field: string) => string | null {
  const from = new Map<string, string>();
  for (const spec of mapping.yields) {
    for (const [field, value] of Object.entries(spec)) {
      if (from.has(field) || !isValue(value)) continue;
      const [column] = columnsOf(value);
      if (column) from.set(field, column);
    }
  }
  return (field) => from.get(field) ?? null;
}

function isValue(value: unknown): value is Parameters<typeof columnsOf>[0] {
  return (
    typeof value === 'string' ||
    (typeof value === 'object' &&
      value !== null &&
      typeof (value as { column?: unknown }).column === 'string')
  );
}
