import { type Actor, require } from '../../platform/access.ts';
import { type Runner, sql } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { writeCsvRow } from '../read/formula.ts';
import { REJECTED_COLUMNS } from '../read/records.ts';
import type { Rejection } from './run.ts';

/** A file of nothing but bad rows must not fill the database with them; the count goes on beyond. */
export const KEPT_REJECTIONS = 100_000;
/** Excel's own limit for a cell. */
const MAX_CELL = 32_767;
/** Holds the row's text where it could not be taken apart into columns. */
export const TEXT_COLUMN = 'rejected_text';

export interface NewRejection {
  line: number;
  column: string | null;
  reason: string;
  /** Cells in the order of the file's columns, or the row's text. */
  raw: (string | null)[] | string;
}

export async function addRejections(db: Runner, runId: number, rejections: NewRejection[]): Promise<void> {
  if (rejections.length === 0) return;
  const rows = rejections.map(({ line, column, reason, raw }) => ({
    line,
    column,
    reason: reason.slice(0, 1000),
    raw:
      typeof raw === 'string'
        ? raw
        : raw.map((cell) => (cell && cell.length > MAX_CELL ? cell.slice(0, MAX_CELL) : cell)),
  }));
  await db.run(sql`
    insert into rejections (run_id, line, column_name, reason, raw)
    select ${runId}, r.line, r."column", r.reason, r.raw
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r(line bigint, "column" text, reason text, raw jsonb)
    on conflict (run_id, line) do nothing`);
}

interface RejectionRow {
  line: number;
  column: string | null;
  reason: string;
  raw: (string | null)[] | string;
}

export async function listRejections(
  platform: Platform,
  actor: Actor,
  page: { runId: number; after: number; limit: number },
): Promise<{ items: Rejection[]; next: string | null }> {
  require(actor, 'source:read');
  const columns = await columnsOf(platform.db, page.runId);
  const rows = await platform.db.all<RejectionRow>(sql`
    select line, column_name as "column", reason, raw from rejections
    where run_id = ${page.runId} and line > ${page.after} order by line limit ${page.limit + 1}`);
  const items = rows.slice(0, page.limit).map((row) => ({ ...row, raw: byColumn(columns, row.raw) }));
  return { items, next: rows.length > page.limit ? String(items.at(-1)?.line) : null };
}

/**
 * The rejected rows as CSV in the file's own columns, with line and reason first: correct it and import it again with the
 * same mapping. Cells that a spreadsheet would run are guarded, and the guard is taken off when the file comes back.
 */
export async function* rejectionsCsv(
  platform: Platform,
  actor: Actor,
  runId: number,
): AsyncGenerator<string> {
  require(actor, 'source:read');
  const columns = await columnsOf(platform.db, runId);
  yield `\ufeff${writeCsvRow([...REJECTED_COLUMNS, ...columns, TEXT_COLUMN])}`;
  const rows = platform.db.stream<RejectionRow>(sql`
    select line, column_name as "column", reason, raw from rejections where run_id = ${runId} order by line`);
  for await (const batch of rows) {
    yield batch
      .map(({ line, column, reason, raw }) => {
        const cells =
          typeof raw === 'string' ? columns.map(() => null) : columns.map((_, i) => raw[i] ?? null);
        const why = column ? `${column}: ${reason}` : reason;
        return writeCsvRow([line, why, ...cells, typeof raw === 'string' ? raw : null]);
      })
      .join('');
  }
}

async function columnsOf(db: Runner, runId: number): Promise<string[]> {
  const run = await db.maybe<{ columns: string[] }>(
    sql`select columns from import_runs where run_id = ${runId}`,
  );
  if (!run) throw notFound('import', runId);
  return run.columns.filter((name) => !REJECTED_COLUMNS.includes(name) && name !== TEXT_COLUMN);
}

function byColumn(columns: string[], raw: (string | null)[] | string): Record<string, string | null> {
  if (typeof raw === 'string') return { [TEXT_COLUMN]: raw };
  return Object.fromEntries(columns.map((name, i) => [name, raw[i] ?? null]));
}
