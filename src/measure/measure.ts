/** How it is: what is counted, from which facts, and what the counts say. */
export { type BehindList, type BehindQuery, behind } from './behind.ts';
export { type Counting, calendarOf, startCounting } from './count.ts';
export type { CountedFact } from './counting.ts';
export type { MetricInput } from './definition.ts';
export { settle } from './exact.ts';
export { type Flow, flowsOf } from './flows.ts';
export { type Grid, grid } from './grid.ts';
export { commonMetric } from './metric.sql.ts';
export type { Metric } from './metric.ts';
export { changeMetric, createMetric, declareMetric, listMetrics, seedMetrics } from './metrics.ts';
export { type Movers, movers } from './movers.ts';
export type { Reading } from './reading.ts';
export { type By, type ReadingsQuery, readings } from './readings.ts';
export { chiSquare } from './statistics/chiSquare.ts';
export { meanInterval } from './statistics/mean.ts';
export { wilson } from './statistics/proportion.ts';
export { listTargets, setTarget, type Target } from './targets.ts';
export { type CellsVerdict, recount, verifyCells } from './verify.ts';
