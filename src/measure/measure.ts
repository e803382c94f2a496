/** How it is: what is counted, from which facts, and what the counts say. */
export { type Counting, calendarOf, startCounting } from './count.ts';
export type { CountedFact } from './counting.ts';
export { settle } from './exact.ts';
