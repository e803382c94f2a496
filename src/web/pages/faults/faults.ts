import type { z } from 'zod';
import type { FindingList, Finding as Found, Limits } from '../../../own/lint.ts';
import { type Key, useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type Finding = Wire<Found>;
export type Findings = Wire<z.infer<typeof FindingList>>;

export type OwnershipLimits = Limits;

/** What a remedy makes out of date. */
export const touched: Key[] = [
  ['findings'],
  ['ownership'],
  ['assignments'],
  ['departments'],
  ['mandates'],
  ['people'],
];

export function useFindings(query: Record<string, string | boolean | undefined>) {
  return useApi<Findings>(['findings'], '/ownership/findings', { query, live: 60_000 });
}
