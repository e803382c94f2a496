import type { z } from 'zod';
import type { Mandate as Held, MandateList, Need as Needed } from '../../../own/mandate.ts';
import { type Key, useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type Need = Wire<Needed>;
export type Mandate = Wire<Held>;
export type Mandates = Wire<z.infer<typeof MandateList>>;

export const touched: Key[] = [['mandates'], ['findings']];

export function useMandates() {
  return useApi<Mandates>(['mandates'], '/ownership/mandates', { live: 60_000 });
}
