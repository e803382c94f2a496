import { openWhereNeeded } from './close/close.ts';
import {
  countTwins,
  type Intake,
  isWorthRepeating,
  type Leading,
  type Newcomer,
  noteReceived,
  type Outcome,
  rounds,
  screenAll,
  sourceOf,
  store,
} from './collect/collect.ts';
import { ERASED_REASON, erasedAmong, recognise } from './know/know.ts';
import {
  counted,
  countedBefore,
  each,
  heard,
  type NamedFact,
  nameFacts,
  openable,
  type PlacedFact,
  placedFacts,
  placeOf,
} from './loop.placed.ts';
import { startCounting } from './measure/measure.ts';
import { tellAnswers } from './out/out.ts';
import type { Tx } from './platform/database.ts';
import type { Platform } from './platform/platform.ts';

/**
 * The spine: what becomes of one batch of facts. One answer from a phone and five thousand rows of a file take
 * the same road, in one transaction, so that nothing is half taken in:
 *
 *   collect  is it sound? is it new?          know     who is it about?
 *   map      where on which journey?          measure  count it
 *   close    does this need somebody? then whose is it, and by when?
 *   out      who else wants to hear of it?
 *
 * Delivering a fact again changes nothing; delivering it with other content takes the old one out first.
 * Answers with what became of each fact, in the batch's order.
 */
export async function takeIn(platform: Platform, intake: Intake): Promise<Outcome[]> {
  const objections = intake.screened ? [] : await screenAll(platform, intake.facts);
  const named = await nameFacts(await sourceOf(platform.db, intake.sourceId), intake.facts, objections);
  // On one connection there is nothing to do side by side; and what failed once is tried again alone.
  if (platform.db.engine === 'pglite') await intake.follows?.done;
  let closely = intake.follows;
  for (let attempt = 1; ; attempt++) {
    try {
      const beside = await closely?.untilPlaced();
      return await platform.db.tx((tx) => once(platform, tx, intake, { objections, named, closely, beside }));
    } catch (error) {
      intake.leading?.broke(error);
      if (!isWorthRepeating(error) || attempt === 8) throw error;
      await intake.follows?.done;
      closely = undefined;
    }
  }
}

async function once(
  platform: Platform,
  tx: Tx,
  intake: Intake,
  {
    objections,
    named,
    closely,
    beside,
  }: {
    objections: Awaited<ReturnType<typeof screenAll>>;
    named: NamedFact[];
    /** The batch before, of which more may be under way. */
    closely: Leading | undefined;
    beside: readonly Newcomer[] | undefined;
  },
): Promise<Outcome[]> {
  const now = platform.clock.now();
  const source = await sourceOf(tx, intake.sourceId);
  const counting = await startCounting(tx, source.id);
  const erased = await erasedAmong(tx, platform, { source, facts: intake.facts, objections });
  const outcomes = intake.facts.map((_, i): Outcome => {
    const no = objections[i];
    if (erased.has(i)) return { outcome: 'rejected', reason: ERASED_REASON, erased: true };
    return no ? { outcome: 'rejected', ...no } : { outcome: 'unchanged' };
  });
  const fresh: PlacedFact[] = [];

  const parts = rounds(
    intake.facts,
    outcomes.map(({ outcome }) => outcome === 'rejected'),
  );
  const inSteps = parts.length === 1 && parts[0]?.people.facts.length === 0;
  if (!inSteps) await closely?.untilDone();
  for (const { people, events } of parts) {
    const known = await recognise(tx, { source, now, beside, ...people });
    people.at.forEach((index, i) => {
      outcomes[index] = { outcome: known.outcomes[i]! };
    });

    const placed = await placedFacts(tx, { source, events, named, runId: intake.runId, who: known.who });
    if (inSteps) intake.leading?.placed(known.newcomers);
    await closely?.untilStored();
    for (const facts of [placed.interactions, placed.responses]) {
      const stored = await store(tx, facts, closely);
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

  if (inSteps) intake.leading?.stored();
  await closely?.untilDone();
  const twins = await countTwins(tx, fresh);
  await counting.write();
  if (fresh.length > 0) {
    await tellAnswers(tx, platform, each(fresh, heard));
    await openWhereNeeded(tx, platform, each(fresh, openable));
  }
  await noteReceived(tx, source.id, { facts: intake.facts, outcomes, twins, now });
  await intake.alongside?.(tx, outcomes);
  return outcomes;
}
