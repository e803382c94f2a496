import type { Database } from '../../platform/database.ts';

export interface DeliveryRow {
  sourceId: number;
  key: string;
  bodyHash: string;
  receivedAt: Date;
  /** The valid items, as JSON. */
  items: string;
  results: string;
}

export interface Written {
  /** False: a delivery with this key was there before; these are its hash and results. */
  fresh: boolean;
  bodyHash: string;
  results: unknown;
}

interface Waiting {
  row: DeliveryRow;
  resolve: (written: Written) => void;
  reject: (error: unknown) => void;
}

/** Statements of more rows than this gain nothing; 9 parameters a row stay far below PostgreSQL's 65,535. */
const MOST = 100;

/**
 * Writes deliveries durably, many in one statement: while one is under way, those that arrive gather for the next.
 * One client waits no longer than for its own insert; ten clients share one flush to disk. Only one statement is under
 * way at a time: two carried half as many rows each, and ten clients got 0.49 of a bare server's rate instead of 0.57.
 */
export class GroupCommit {
  private readonly db: Database;
  private waiting: Waiting[] = [];
  private flying = false;
  private asked = false;
  private readonly texts = new Map<number, string>();

  constructor(db: Database) {
    this.db = db;
  }

  write(row: DeliveryRow): Promise<Written> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ row, resolve, reject });
      this.soon();
    });
  }

  /** Requests that came in the same turn of the event loop travel together. */
  private soon(): void {
    if (this.asked || this.flying || this.waiting.length === 0) return;
    this.asked = true;
    setImmediate(() => {
      this.asked = false;
      this.fly();
    });
  }

  private fly(): void {
    if (this.waiting.length === 0) return;
    this.flying = true;
    void this.insert(this.waiting.splice(0, MOST)).finally(() => {
      this.flying = false;
      this.soon();
    });
  }

  private async insert(group: Waiting[]): Promise<void> {
    try {
      const values = group.flatMap(({ row }) => [
        row.sourceId,
        row.key,
        row.bodyHash,
        row.receivedAt,
        row.items,
        row.results,
      ]);
      const { rows } = await this.db.raw(this.text(group.length), values, `deliveries ${group.length}`);
      // Two with one key in a group: the first one is fresh, the other meets it.
      const fresh = new Set(rows.map((row) => `${row.source_id} ${row.delivery_key}`));
      const repeats: Waiting[] = [];
      for (const one of group) {
        const { row, resolve } = one;
        if (fresh.delete(`${row.sourceId} ${row.key}`))
          resolve({ fresh: true, bodyHash: row.bodyHash, results: undefined });
        else repeats.push(one);
      }
      for (const one of repeats) await this.answerRepeat(one);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  private async answerRepeat({ row, resolve, reject }: Waiting): Promise<void> {
    const { rows } = await this.db.raw(
      'select body_hash, results from deliveries where source_id = $1 and delivery_key = $2',
      [row.sourceId, row.key],
    );
    const before = rows[0];
    if (before) resolve({ fresh: false, bodyHash: before.body_hash as string, results: before.results });
    else reject(new Error('the delivery met another one that is gone'));
  }

  private text(n: number): string {
    const known = this.texts.get(n);
    if (known) return known;
    const tuples = Array.from({ length: n }, (_, i) => {
      const p = i * 6;
      return `($${p + 1}::int, $${p + 2}::text, $${p + 3}::text, $${p + 4}::timestamptz, $${p + 5}::jsonb, $${p + 6}::jsonb)`;
    });
    const text = `insert into deliveries (source_id, delivery_key, body_hash, received_at, items, results)
      values ${tuples.join(', ')} on conflict (source_id, delivery_key) do nothing returning source_id, delivery_key`;
    this.texts.set(n, text);
    return text;
  }
}
