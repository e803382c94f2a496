import { plainCell } from './formula.ts';

/** `line` is the physical line (CSV, JSON) or the row number (XLSX) that the record starts on, from 1. */
export interface RecordRow {
  line: number;
  /** In the order of the batch's `columns`; a blank cell is null. */
  values: (string | null)[];
}

export interface BadRow {
  line: number;
  reason: string;
  /** As it stood in the file, at most 2,000 characters. */
  raw: string;
}

export interface RecordBatch {
  /** JSON may bring new keys later on: the list grows, its order stays. Rows read before are shorter. */
  columns: string[];
  firstLine: number;
  rows: RecordRow[];
  bad: BadRow[];
  /** Of the source as it came, compressed or not. */
  bytesRead: number;
  totalBytes: number | null;
}

export interface Progress {
  read: () => number;
  totalBytes: number | null;
}

/** Gathers rows, good and bad, and gives them out in batches of a bounded number. */
export class Batcher {
  readonly columns: string[];
  readonly #size: number;
  readonly #unguard: boolean;
  readonly #progress: Progress;
  readonly #blank: ReadonlySet<string> | undefined;
  #rows: RecordRow[] = [];
  #bad: BadRow[] = [];
  #given = 0;

  constructor(
    columns: string[],
    how: { size: number; unguard: boolean; progress: Progress; blank?: string[] },
  ) {
    this.columns = columns;
    this.#size = how.size;
    this.#unguard = how.unguard;
    this.#progress = how.progress;
    this.#blank = how.blank && how.blank.length > 0 ? new Set(how.blank) : undefined;
  }

  add(line: number, values: (string | null)[]): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === '' || value === undefined || (value !== null && this.#blank?.has(value)))
        values[i] = null;
      else if (this.#unguard && value !== null) values[i] = plainCell(value);
    }
    this.#rows.push({ line, values });
  }

  reject(line: number, reason: string, raw: string): void {
    this.#bad.push({ line, reason, raw: raw.slice(0, 2_000).toWellFormed().replaceAll('\0', '\ufffd') });
  }

  /** Full batches; with `last` the remainder too, and at least one batch in all, so that columns are always told. */
  *take(last = false): Generator<RecordBatch> {
    while (this.#rows.length + this.#bad.length >= this.#size) yield this.#batch();
    if (last && (this.#rows.length + this.#bad.length > 0 || this.#given === 0)) yield this.#batch();
  }

  #batch(): RecordBatch {
    const rows = this.#rows.splice(0, this.#size);
    const bad = this.#bad.splice(0, Math.max(0, this.#size - rows.length));
    this.#given++;
    const lines = [rows[0]?.line, bad[0]?.line].filter((line) => line !== undefined);
    return {
      columns: [...this.columns],
      firstLine: lines.length === 0 ? 0 : Math.min(...lines),
      rows,
      bad,
      bytesRead: this.#progress.read(),
      totalBytes: this.#progress.totalBytes,
    };
  }
}
