import type { Database } from '../../platform/database.ts';
import { Gathering, planOf, tuples } from '../../platform/gathering.ts';

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

const columns: [name: string, type: string, of: (row: DeliveryRow) => unknown][] = [
  ['source_id', 'int', (row) => row.sourceId],
  ['delivery_key', 'text', (row) => row.key],
  ['body_hash', 'text', (row) => row.bodyHash],
  ['received_at', 'timestamptz', (row) => row.receivedAt],
  ['items', 'text', (row) => row.items],
  ['results', 'jsonb', (row) => row.results],
];

const types = columns.map(([, type]) => type);
const insertOf = (n: number) =>
  `insert into deliveries (${columns.map(([name]) => name).join(', ')}) values ${tuples(types, n)}`;
const oneRow = insertOf(1);

const fresh = (row: DeliveryRow): Written => ({ fresh: true, bodyHash: row.bodyHash, results: undefined });

/** Something with this key is there already. */
const UNIQUE_VIOLATION = '23505';

/** Writes deliveries durably, many in one statement. */
export class GroupCommit {
  private readonly db: Database;
  private readonly gathering = new Gathering((rows: DeliveryRow[]) => this.insert(rows));
  private readonly texts = new Map<number, string>();

  constructor(db: Database) {
    this.db = db;
  }

  write(row: DeliveryRow): Promise<Written> {
    return this.gathering.write(row);
  }

  private async insert(group: DeliveryRow[]): Promise<Written[]> {
    const [only] = group;
    if (only && group.length === 1) return [await this.insertOne(only)];
    const values = group.flatMap((row) => columns.map(([, , of]) => of(row)));
    const { rows } = await this.db.raw(this.text(group.length), values, planOf('deliveries', group.length));
    // Two with one key in a group: the first one is fresh, the other meets it.
    const stored = new Set(rows.map((row) => `${row.source_id} ${row.delivery_key}`));
    const written: Written[] = [];
    for (const row of group) {
      const isFresh = stored.delete(`${row.sourceId} ${row.key}`);
      written.push(isFresh ? fresh(row) : await this.repeat(row));
    }
    return written;
  }

  /**
   * Nearly every delivery is new, and one client's time at the door of the embedded engine is this statement: without
   * `on conflict` and `returning` it takes a third less.
   */
  private async insertOne(row: DeliveryRow): Promise<Written> {
    try {
      const values = columns.map(([, , of]) => of(row));
      await this.db.raw(oneRow, values, 'delivery');
      return fresh(row);
    } catch (error) {
      if ((error as { code?: string } | null)?.code === UNIQUE_VIOLATION) return this.repeat(row);
      throw error;
    }
  }

  private async repeat({ sourceId, key }: DeliveryRow): Promise<Written> {
    const { rows } = await this.db.raw(
      'select body_hash, results from deliveries where source_id = $1 and delivery_key = $2',
      [sourceId, key],
    );
    const before = rows[0];
    if (!before) throw new Error('the delivery met another one that is gone');
    return { fresh: false, bodyHash: before.body_hash as string, results: before.results };
  }

  private text(n: number): string {
    const known = this.texts.get(n);
    if (known) return known;
    const text = `${insertOf(n)} on conflict (source_id, delivery_key) do nothing returning source_id, delivery_key`;
    this.texts.set(n, text);
    return text;
  }
}
