import { type Database, sql } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';

/** Deliveries accepted and not yet taken up; beyond it senders are asked to slow down. */
export const MOST_WAITING = 20_000;

/** Counts at most once a second, and what this process accepted since then on top. */
export class Backlog {
  private readonly db: Database;
  private readonly most: number;
  private counted = 0;
  private since = 0;
  private countAgainAt = 0;

  constructor(db: Database, most = MOST_WAITING) {
    this.db = db;
    this.most = most;
  }

  /** @throws Refusal `backlog_full` (429) with `retryAfterSeconds` */
  async admit(): Promise<void> {
    if (performance.now() > this.countAgainAt) {
      this.countAgainAt = performance.now() + 1000;
      const { waiting } = await this.db.one<{ waiting: number }>(sql`
        select count(*) as waiting from (select 1 from deliveries where items is not null limit ${this.most + 1}) w`);
      this.counted = waiting;
      this.since = 0;
    }
    if (this.counted + this.since >= this.most) {
      const retryAfterSeconds = 5;
      throw new Refusal(
        'backlog_full',
        `${this.most} deliveries wait to be taken up. Send this one again in ${retryAfterSeconds} seconds; nothing of it was stored.`,
        { retryAfterSeconds },
        429,
      );
    }
    this.since++;
  }
}
