const DAY = 86_400_000;

/**
 * How far a query was read. Rows come in the watermark's order, so the last one has it; only a time in the future does not
 * move it: one mistyped year would hide every row that follows.
 */
export class Watermark {
  private readonly at: number;
  private readonly kind: 'time' | 'number' | 'text';
  private readonly latest: number;
  highest: string | null;

  constructor(at: number, kind: 'time' | 'number' | 'text', now: Date, from: string | null) {
    this.at = at;
    this.kind = kind;
    // A day: the column may be in a zone of its own.
    this.latest = now.getTime() + DAY;
    this.highest = from;
  }

  see(row: readonly (string | null)[]): void {
    const value = row[this.at];
    if (value === null || value === undefined || value === this.highest) return;
    if (this.kind === 'time' && !(timeOf(value) <= this.latest)) return;
    // The overlap brings back rows from before the mark; it never goes back.
    if (this.highest !== null && !this.after(value, this.highest)) return;
    this.highest = value;
  }

  private after(value: string, than: string): boolean {
    if (this.kind === 'number')
      return Number(value) > Number(than) || (Number(value) === Number(than) && value > than);
    if (this.kind === 'time')
      return timeOf(value) > timeOf(than) || (timeOf(value) === timeOf(than) && value > than);
    // Text is in the order of the other database, which only it knows: the last row is the furthest.
    return true;
  }
}

/** Milliseconds; without a zone as if it were UTC. */
function timeOf(text: string): number {
  const iso = text
    .trim()
    .replace(' ', 'T')
    .replace(/([+-]\d{2})$/, '$1:00');
  return Date.parse(/[Zz]$|[+-]\d{2}:?\d{2}$/.test(iso) ? iso : iso.length > 10 ? `${iso}Z` : iso);
}
