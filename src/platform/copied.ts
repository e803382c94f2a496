/** Signature, flags and the length of an extension (none) of COPY's binary form. */
const HEADER = 19;
/** Days between 1970 and 2000, from which PostgreSQL counts. */
const EPOCH = 10_957;

/** Rows of a binary COPY, read field by field in the order of the columns; a null is null whatever it is read as. */
export class Copied {
  private readonly rows: Buffer;
  private at = HEADER;
  private length = 0;

  constructor(rows: Buffer) {
    this.rows = rows;
  }

  /** Goes to the next row. @returns whether there is one */
  next(): boolean {
    const fields = this.rows.readInt16BE(this.at);
    this.at += 2;
    return fields >= 0;
  }

  /** bigint, exact below 2^53. */
  int8(): number | null {
    const at = this.field();
    return at === null ? null : this.rows.readInt32BE(at) * 0x1_0000_0000 + this.rows.readUInt32BE(at + 4);
  }

  /** int, or a date as days since 2000. */
  int4(): number | null {
    const at = this.field();
    return at === null ? null : this.rows.readInt32BE(at);
  }

  boolean(): boolean | null {
    const at = this.field();
    return at === null ? null : this.rows[at] === 1;
  }

  text(): string | null {
    const at = this.field();
    if (at === null) return null;
    // Codes of one letter come by the ten thousand.
    if (this.length === 1) return String.fromCharCode(this.rows[at] as number);
    return this.rows.toString('utf8', at, at + this.length);
  }

  /** A text, put into `into` as the bytes it came in. @returns how many */
  bytesTo(into: Buffer, offset: number): number {
    const at = this.field();
    return at === null ? 0 : this.rows.copy(into, offset, at, at + this.length);
  }

  /** At least as long as all texts of a column together. */
  get size(): number {
    return this.rows.length;
  }

  /** A uuid without its hyphens: enough to tell it from others. `uuidOf` puts them in. */
  uuid(): string | null {
    const at = this.field();
    return at === null ? null : this.rows.toString('hex', at, at + 16);
  }

  private field(): number | null {
    this.length = this.rows.readInt32BE(this.at);
    const at = this.at + 4;
    if (this.length < 0) {
      this.at = at;
      return null;
    }
    this.at = at + this.length;
    return at;
  }
}

export function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** `int4` of a date → YYYY-MM-DD. */
export function dayFrom(days: number): string {
  return new Date((days + EPOCH) * 86_400_000).toISOString().slice(0, 10);
}
