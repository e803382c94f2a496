import type { Fact } from '../collect/facts.ts';
import { takeIn } from '../loop.ts';
import { DAY } from './day.ts';
import { type Happening, life } from './life.ts';
import type { Past } from './past.ts';
import type { Resident, SourceKey } from './population.ts';
import type { SourceIds } from './sources.ts';
import { stories } from './stories.ts';
import { truths } from './truths.ts';

/** As large as one transaction may be. */
const BATCH = 5000;
const order: SourceKey[] = ['crm', 'shop', 'network', 'helpdesk', 'surveys'];

/** Everything that happened, in time order; the last days of the late source have not arrived. */
export function everything(residents: Resident[], end: number): Happening[] {
  const arrived = end - truths.late.hours * 3_600_000;
  const all = residents.flatMap((person) => life(person, end)).concat(stories(residents, end));
  return all
    .filter((one) => one.source !== truths.late.source || one.at < arrived)
    .sort((a, b) => a.at - b.at);
}

/** Two years as files would bring them: each source's people, then what it recorded, in large batches. */
export async function loadHistory(
  past: Past,
  sources: SourceIds,
  given: { residents: Resident[]; happenings: Happening[]; onProgress: (share: number) => void },
): Promise<void> {
  past.clock.set(new Date(past.end - 30 * DAY));
  const { residents, happenings, onProgress } = given;
  const facts: Record<SourceKey, Fact[]> = { crm: [], shop: [], network: [], helpdesk: [], surveys: [] };
  for (const { records, joinedDaysAgo } of residents) {
    // Who joins during the last thirty days is on record from the first enquiry.
    const at = new Date(past.end - Math.max(30, joinedDaysAgo) * DAY).toISOString();
    for (const { source, fact } of records) facts[source].push({ ...fact, at });
  }
  for (const { source, fact } of happenings) facts[source].push(fact);
  const total = order.reduce((sum, key) => sum + facts[key].length, 0);
  let done = 0;
  for (const key of order) {
    for (let at = 0; at < facts[key].length; at += BATCH) {
      const batch = facts[key].slice(at, at + BATCH);
      await deliver(past, sources[key], batch);
      done += batch.length;
      onProgress(done / total);
    }
  }
}

/** A generator that writes nonsense must not pass for a company in which little happens. */
export async function deliver(past: Past, sourceId: number, facts: Fact[]): Promise<void> {
  const outcomes = await takeIn(past, { sourceId, facts });
  const refused = outcomes.findIndex(({ outcome }) => outcome === 'rejected');
  if (refused >= 0) throw new Error(`refused: ${JSON.stringify([outcomes[refused], facts[refused]])}`);
}
