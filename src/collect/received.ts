import { cached } from '../platform/cached.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';
import type { Fact, Outcome } from './facts.ts';
import { profileFacts } from './quality/factFields.ts';
import { addProfile } from './quality/profile.sql.ts';
import type { Twins } from './quality/twins.sql.ts';
import { countReceived } from './source.sql.ts';

/** A source as the loop needs it. */
export interface SourceRef {
  id: number;
  key: string;
  /** How the ids of its facts are made; see `factIds`. */
  factIds: 1 | 2;
}

/** Nothing of this ever changes. */
const sources = cached(
  async (db: Runner) =>
    new Map(
      (await db.all<SourceRef>(sql`select source_id as id, key, fact_ids as "factIds" from sources`)).map(
        (s) => [s.id, s],
      ),
    ),
  60,
);
const metrics = cached(
  async (db: Runner) =>
    new Map(
      (await db.all<{ id: number; key: string }>(sql`select metric_id as id, key from metrics`)).map(
        ({ key, id }) => [key, id],
      ),
    ),
  2,
);

/** @throws Refusal `not_found` */
export async function sourceOf(db: Runner, sourceId: number): Promise<SourceRef> {
  const known = (await sources.get(db)).get(sourceId);
  if (known) return known;
  sources.forget();
  const found = (await sources.get(db)).get(sourceId);
  if (!found) throw notFound('source', sourceId);
  return found;
}

/** The id of every metric that `keys` name; a metric made a moment ago is read at once. */
export async function metricIds(db: Runner, keys: Iterable<string>): Promise<Map<string, number>> {
  const known = await metrics.get(db);
  for (const key of keys) {
    if (known.has(key)) continue;
    metrics.forget();
    return metrics.get(db);
  }
  return known;
}

/** The source delivered: when, how much of it was fit to take in, and what it looked like. */
export async function noteReceived(
  tx: Tx,
  sourceId: number,
  arrived: { facts: readonly Fact[]; outcomes: readonly Outcome[]; twins: Twins; now: Date },
): Promise<void> {
  const { facts, outcomes, twins, now } = arrived;
  const number = (which: Outcome['outcome']) => outcomes.filter(({ outcome }) => outcome === which).length;
  const rejected = number('rejected');
  const taken = outcomes.length - rejected;
  if (taken > 0) {
    await tx.run(sql`
      update sources set last_received_at = ${now}::timestamptz
      where source_id = ${sourceId} and (last_received_at is null or last_received_at < ${now}::timestamptz - interval '1 second')`);
  }
  await addProfile(tx, sourceId, profileFacts(facts, outcomes), now);
  await countReceived(tx, { sourceId, at: now, taken, rejected, again: number('unchanged'), ...twins });
}
