import { bring, type Columns } from '../platform/bulk.ts';
import { sql, type Tx } from '../platform/database.ts';
import type { CellRow } from './cells.ts';

const bars = Array.from({ length: 11 }, (_, i) => `h${i}`);
const key = ['slice_id', 'metric_id', 'span', 'touchpoint_id', 'day'];
const counted = ['n', 'sum', 'sumsq', ...bars];

export const cellColumns: Columns = [
  ['slice_id', 'int'],
  ['metric_id', 'int'],
  ['span', 'char(1)'],
  ['touchpoint_id', 'int'],
  ['day', 'date'],
  ['n', 'bigint'],
  ['sum', 'numeric'],
  ['sumsq', 'numeric'],
  ...bars.map((bar) => [bar, 'int'] as const),
];

const upsert = sql.raw(`insert into cells (${[...key, ...counted].join(', ')})
  select ${[...key, ...counted].join(', ')} from cell_changes order by ${key.join(', ')}
  on conflict (${key.join(', ')}) do update set
    ${counted.map((column) => `${column} = cells.${column} + excluded.${column}`).join(', ')}`);

/** Adds the changes, already in key order, to the cells. */
export async function addToCells(tx: Tx, rows: CellRow[]): Promise<void> {
  if (rows.length === 0) return;
  await bring(tx, 'cell_changes', cellColumns, rows);
  await tx.run(sql`${upsert}`);
}
