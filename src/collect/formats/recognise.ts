import type { Mapping } from '../mapping/mapping.ts';
import { type SuggestContext, suggestMapping } from '../mapping/suggest.ts';
import { type Preview, previewRecords } from '../read/preview.ts';
import { openRecords } from '../read/records.ts';
import type { ExportFormat, Look } from './format.ts';

/** Rows that are looked at to tell whose export it is. */
const TOP = 10;

let formats: readonly ExportFormat[] = [];

/** Handed over by the wiring: this room knows no tool by name. The first that recognises a file has it. */
export function readExportsOf(known: readonly ExportFormat[]): void {
  formats = known;
}

export interface Suggestion {
  file: Preview;
  mapping: Mapping;
  /** Whose export it is; null: a table like any other. */
  recognised: { kind: string; name: string; what: string; notes: string[] } | null;
  titles: Map<string, string>;
}

/** What a file holds and the mapping to begin with: that of the tool it came from, or one from the names of its columns. */
export async function suggestFor(
  path: string,
  context: SuggestContext,
  told: { customer?: string | undefined } = {},
): Promise<Suggestion> {
  const plain = await previewRecords(path, told.customer ? { customer: told.customer } : {});
  const look: Look = {
    format: plain.sniffed.format,
    columns: plain.columns.map(({ name }) => name),
    top: await topRows(path, plain),
    log: plain.sniffed.log,
  };
  for (const format of formats) {
    const found = format.recognise(look);
    if (!found) continue;
    const file = found.read ? await previewRecords(path, found.read) : plain;
    const { mapping, notes } = found.map({ ...context, columns: file.columns, rows: file.rows });
    return {
      file,
      mapping: found.read ? { ...mapping, read: found.read } : mapping,
      recognised: { kind: format.kind, name: format.name, what: found.what, notes },
      titles: found.titles ?? new Map(),
    };
  }
  const mapping = suggestMapping(plain.columns, context);
  return { file: plain, mapping, recognised: null, titles: new Map() };
}

async function topRows(path: string, { sniffed, rows }: Preview): Promise<Look['top']> {
  if (['json', 'ndjson', 'ocel'].includes(sniffed.format)) return rows.slice(0, TOP);
  const { batches } = await openRecords(path, { header: false, batchRows: TOP });
  const first = await batches.next();
  await batches.return(undefined);
  if (first.done) return [];
  return first.value.rows;
}
