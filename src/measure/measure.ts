/** How it is: what is counted, from which facts, and what the counts say. */
export { type Counter, calendarOf, counter } from './count.ts';
export { metricIds } from './metric.sql.ts';
