/** What comes in: sources, files, recipes, deliveries over HTTP. */

export { factContent } from './content.ts';
export type { EventFact, Fact, IdentityFact, InteractionFact, Outcome, ResponseFact } from './facts.ts';
export { internKinds } from './kinds.ts';
export { screenAll } from './known.ts';
export { metricIds, noteReceived, type SourceRef, sourceOf } from './received.ts';
export { type Round, rounds } from './rounds.ts';
export { type CountedBefore, isWorthRepeating, type StoredFact, store } from './store.ts';
export type { Intake, TakeIn } from './takeIn.ts';
