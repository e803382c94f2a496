import writeExcelFile from 'write-excel-file/node';
import { harmless } from './csv.ts';

export interface SheetColumn {
  title: string;
  /** In characters. */
  width?: number;
}

/**
 * One sheet with a header that stays in sight. Texts are written as texts, and what a spreadsheet would run as a
 * formula once the sheet is saved as CSV gets an apostrophe in front, as in our own CSV.
 */
export async function xlsxResponse(
  fileName: string,
  sheet: { name: string; columns: readonly SheetColumn[]; rows: readonly (readonly unknown[])[] },
): Promise<Response> {
  const header = sheet.columns.map(({ title }) => ({
    value: harmless(title),
    type: String,
    fontWeight: 'bold' as const,
  }));
  const file = await writeExcelFile([header, ...sheet.rows.map((row) => row.map(cell))], {
    sheet: sheet.name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    columns: sheet.columns.map(({ width = 12 }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer();
  return new Response(new Uint8Array(file), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
}

function cell(value: unknown) {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return { value, type: Number };
  if (typeof value === 'boolean') return { value, type: Boolean };
  const text = value instanceof Date ? value.toISOString() : String(value);
  return { value: harmless(text), type: String };
}
