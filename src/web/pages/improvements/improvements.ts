import type { LinkedCase as LinkedShape, Improvement as Shape } from '../../../improve/improvement.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type Improvement = Wire<Shape>;
export type LinkedCase = Wire<LinkedShape>;

export const stateTones = { proposed: 'accent', accepted: 'good', declined: 'few' } as const;

export const useImprovements = (query: Record<string, string | undefined>) =>
  useApi<{ items: Improvement[]; next: string | null }>(['improvements', 'list'], '/improvements', { query });
