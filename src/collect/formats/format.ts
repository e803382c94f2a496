import type { Mapping } from '../mapping/mapping.ts';
import type { SuggestContext } from '../mapping/suggest.ts';
import type { RecordRow } from '../read/batch.ts';
import type { ColumnGuess } from '../read/columns.ts';
import type { OcelSummary } from '../read/ocel/objects.ts';
import type { Format } from '../read/sniff.ts';

/** A file as it lies, before anybody says how it is to be read. */
export interface Look {
  format: Format;
  /** Names as they would be found by looking alone. */
  columns: string[];
  /** The first ten rows, header and titles among them; line numbers as in the file. */
  top: RecordRow[];
  /** An object-centric log: what it is about. */
  log?: OcelSummary | undefined;
}

/** The columns of the file read the right way, with its first records. */
export interface Table extends SuggestContext {
  columns: ColumnGuess[];
  rows: RecordRow[];
}

export interface Recognised {
  /** Which of the tool's exports it is, such as “responses” or “tickets”. */
  what: string;
  read?: NonNullable<Mapping['read']>;
  /** What the columns ask or hold, where the file says so apart from their names. */
  titles?: Map<string, string>;
  map(table: Table): { mapping: Omit<Mapping, 'read'>; notes: string[] };
}

/** One export of another tool. Told by its shape alone: people rename files. */
export interface ExportFormat {
  kind: string;
  /** The tool's own name. */
  name: string;
  recognise(look: Look): Recognised | undefined;
}
