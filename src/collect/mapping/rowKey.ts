import { hash } from 'node:crypto';
import { REJECTED_COLUMNS } from '../read/records.ts';
import type { Row } from './cell.ts';

/** Columns that a rejection list adds are not part of what the row says. */
const ADDED = new Set([...REJECTED_COLUMNS, 'rejected_text']);

/**
 * Keys for rows without an id of their own: the hash of what the row says, and which occurrence of exactly that row
 * it is. Two customers who gave the same bare answer are both kept, and the file read again doubles neither.
 */
export class RowKeys {
  private readonly seen = new Occurrences();
  private indexes: number[] = [];

  /** JSON brings new columns on the way; what was seen before stays seen. */
  columns(names: string[]): this {
    this.indexes = names.flatMap((name, i) => (ADDED.has(name) ? [] : [i]));
    return this;
  }

  next(row: Row): string {
    let content = '';
    let length = 0;
    for (const i of this.indexes) {
      const cell = row.values[i]?.trim() ?? '';
      content += cell;
      if (cell !== '') length = content.length;
      content += '\x1f';
    }
    // Trailing empty cells say nothing: a later export may bring a column more.
    const { digest, times } = this.seen.next(content.slice(0, length));
    return times === 1 ? `row-${digest}` : `row-${digest}-${times}`;
  }
}

/** Counts how often the same content came. */
export class Occurrences {
  private readonly seen = new Seen();
  private readonly repeats = new Map<string, number>();

  next(content: string): { digest: string; times: number } {
    const digest = hash('sha256', content, 'hex').slice(0, 32);
    if (this.seen.add(Number.parseInt(digest.slice(0, 13), 16))) return { digest, times: 1 };
    const times = (this.repeats.get(digest) ?? 1) + 1;
    this.repeats.set(digest, times);
    return { digest, times };
  }
}

/** A set of 52-bit numbers at 16 bytes each or less, where a Set takes 40: 20 million rows in 320 MB. */
class Seen {
  private slots = new Float64Array(1 << 16);
  private count = 0;

  /** False when it was there. */
  add(value: number): boolean {
    if (this.count * 2 > this.slots.length) this.grow();
    if (!place(this.slots, value + 1)) return false;
    this.count++;
    return true;
  }

  private grow(): void {
    const larger = new Float64Array(this.slots.length * 2);
    for (const value of this.slots) if (value !== 0) place(larger, value);
    this.slots = larger;
  }
}

function place(slots: Float64Array, value: number): boolean {
  for (let i = value % slots.length; ; i = i + 1 === slots.length ? 0 : i + 1) {
    if (slots[i] === value) return false;
    if (slots[i] === 0) {
      slots[i] = value;
      return true;
    }
  }
}
