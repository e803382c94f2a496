import type {
  Huddle as HuddleShape,
  Note as NoteShape,
  HuddleView as ViewShape,
} from '../../../close/huddle/huddle.ts';
import { steps } from '../../../close/huddle/steps.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type Huddle = Wire<HuddleShape>;
export type HuddleView = Wire<ViewShape>;
export type Note = Wire<NoteShape>;
export type Pattern = HuddleView['repeats'][number];
export type Need = HuddleView['need'][number];
export type Step = (typeof steps)[number];
export { steps };

export const huddleKey = ['huddles'] as const;

export const useHuddleView = (team: string | undefined) =>
  useApi<HuddleView>(['huddles', 'view'], '/huddles/view', { query: { team }, live: true });

export const usePastHuddles = (team: string | undefined) =>
  useApi<{ items: Huddle[]; next: string | null }>(['huddles', 'past'], '/huddles', { query: { team } });

export const stepOf = (text: string | undefined): Step => steps.find((one) => one === text) ?? 'arrived';
