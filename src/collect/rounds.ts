import type { EventFact, Fact, IdentityFact } from './facts.ts';

/** Facts that can be stored side by side: no interaction or response stands twice in a round. */
export interface Round {
  people: {
    facts: IdentityFact[];
    /** Where each of `facts` stands in the batch. */
    at: number[];
    /** Keys of people that interactions and responses mention. */
    mentioned: Set<string>;
    /** Something was said or done by nobody we know. */
    anonymous: boolean;
  };
  events: { fact: EventFact; index: number }[];
}

/**
 * Splits a batch where the same key comes twice, so that the later delivery meets the earlier one already stored.
 * Nearly every batch is a single round. Facts with an objection stay out.
 */
export function rounds(facts: readonly Fact[], objections: readonly unknown[]): Round[] {
  const made: Round[] = [];
  const occurrences = { interaction: new Map<string, number>(), response: new Map<string, number>() };
  const round = (number: number): Round => {
    let existing = made[number];
    if (!existing) {
      existing = { people: { facts: [], at: [], mentioned: new Set(), anonymous: false }, events: [] };
      made[number] = existing;
    }
    return existing;
  };
  for (let index = 0; index < facts.length; index++) {
    if (objections[index]) continue;
    const fact = facts[index] as Fact;
    if (fact.type === 'identity') {
      const { people } = round(0);
      people.facts.push(fact);
      people.at.push(index);
      continue;
    }
    const times = occurrences[fact.type];
    const earlier = times.get(fact.key) ?? 0;
    times.set(fact.key, earlier + 1);
    const { people, events } = round(earlier);
    if (fact.who) people.mentioned.add(fact.who);
    else people.anonymous = true;
    events.push({ fact, index });
  }
  return made;
}
