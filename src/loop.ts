import { openWhereNeeded } from './close/close.ts';
import {
  type Intake,
  isWorthRepeating,
  noteReceived,
  type Outcome,
  rounds,
  screenAll,
  sourceOf,
  store,
} from './collect/collect.ts';
import { recognise } from './know/know.ts';
import { counted, countedBefore, openable, type PlacedFact, placedFacts, placeOf } from './loop.placed.ts';
import { startCounting } from './measure/measure.ts';
import type { Tx } from './platform/database.ts';
import type { Platform } from './platform/platform.ts';

/**
 * The spine: what becomes of one batch of facts. One answer from a phone and five thousand rows of a file take
 * the same road, in one transaction, so that nothing is half taken in:
 *
 *   collect  is it sound? is it new?          know     who is it about?
 *   map      where on which journey?          measure  count it
 *   close    does this need somebody? then whose is it, and by when?
 *
 * Delivering a fact again changes nothing; delivering it with other content takes the old one out first.
 * Answers with what became of each fact, in the batch's order.
 */
export async function takeIn(platform: Platform, intake: Intake): Promise<Outcome[]> {
  const objections = await screenAll(platform, intake.facts);
  for (let attempt = 1; ; attempt++) {
    try {
      return await platform.db.tx((tx) => once(platform, tx, intake, objections));
    } catch (error) {
      if (!isWorthRepeating(error) || attempt === 8) throw error;
    }
  }
}

async function once(
  platform: Platform,
  tx: Tx,
  intake: Intake,
  objections: Awaited<ReturnType<typeof screenAll>>,
) {
  const now = platform.clock.now();
  const source = await sourceOf(tx, intake.sourceId);
  const counting = await startCounting(tx);
  const outcomes: Outcome[] = objections.map((no) =>
    no ? { outcome: 'rejected', ...no } : { outcome: 'unchanged' },
  );
  const fresh: PlacedFact[] = [];

  for (const { people, events } of rounds(intake.facts, objections)) {
    const known = await recognise(tx, { source, now, ...people });
    people.at.forEach((index, i) => {
      outcomes[index] = { outcome: known.outcomes[i]! };
    });

    const placed = await placedFacts(tx, { source, events, runId: intake.runId, who: known.who });
    for (const facts of [placed.interactions, placed.responses]) {
      const stored = await store(tx, facts);
      facts.forEach(({ fact, row, index }, i) => {
        const outcome = stored.outcomes[i]!;
        outcomes[index] = { outcome };
        if (outcome === 'unchanged') return;
        const before = stored.before.get(row.factId);
        if (before) counting.add(countedBefore(fact.type, before), placeOf(before), -1);
        else fresh.push(facts[i]!);
        counting.add(counted(fact, row), placeOf(row), 1);
      });
    }
  }

  await counting.write();
  await openWhereNeeded(
    tx,
    platform,
    fresh.flatMap((fact) => openable(fact) ?? []),
  );
  await noteReceived(tx, source.id, outcomes, now);
  await intake.alongside?.(tx, outcomes);
  return outcomes;
}
