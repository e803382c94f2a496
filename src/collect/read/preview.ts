import type { BadRow, RecordRow } from './batch.ts';
import { type ColumnGuess, guessColumns } from './columns.ts';
import { openRecords, type ReadOptions } from './records.ts';
import type { Sniffed } from './sniff.ts';
import type { ByteSource } from './source.ts';

export interface Preview {
  sniffed: Sniffed;
  columns: ColumnGuess[];
  /** The first rows, at most as many as were asked for. */
  rows: RecordRow[];
  bad: BadRow[];
}

/** What a file holds, from its first `sampleRows` records (1,000): for the mapping page and its suggestions. */
export async function previewRecords(
  source: ByteSource,
  options: ReadOptions & { sampleRows?: number } = {},
): Promise<Preview> {
  const size = options.sampleRows ?? 1_000;
  const { sniffed, batches } = await openRecords(source, { ...options, batchRows: size });
  const first = await batches.next();
  await batches.return(undefined);
  const { columns, rows, bad } = first.done === true ? { columns: [], rows: [], bad: [] } : first.value;
  const values = rows.map((row) => row.values);
  return { sniffed, columns: guessColumns(columns, values), rows, bad };
}
