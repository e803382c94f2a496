import { sql, type Tx } from '../platform/database.ts';
import type { EventJob } from '../platform/events.ts';
import type { Platform } from '../platform/platform.ts';

/**
 * In the transaction that erases a customer: what receivers answered to messages about them goes, for they may have said it back.
 * The messages hold ids and figures alone (the catalogue's test sees to that) and stay until the log is swept.
 */
export async function eraseAnswers(tx: Tx, _platform: Platform, events: EventJob[]): Promise<void> {
  const ids = events.flatMap(({ name, subject }) => (name === 'customer.erased' ? subject.id : []));
  if (ids.length === 0) return;
  const theirs = sql`select d.delivery_id from out_deliveries d join out_messages m using (message_id)
    where m.customer_id = any(${ids}::uuid[])`;
  await tx.run(sql`update out_attempts set request = null, response = null, failure = null
    where attempt_id in (select attempt_id from out_attempted where delivery_id in (${theirs}))`);
  await tx.run(sql`update out_deliveries set failure = null where delivery_id in (${theirs})`);
}
