import type { z } from 'zod';
import type * as shape from '../../../own/round.shapes.ts';
import { type Key, useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type RoundLine = Wire<z.infer<typeof shape.RoundList>>['items'][number];
export type Round = Wire<z.infer<typeof shape.Round>>;
export type Sheet = Wire<z.infer<typeof shape.AnswerSheet>>;
export type Result = Wire<z.infer<typeof shape.RoundResult>>;
export type ResultPlace = Result['touchpoints'][number];
export type Figures = NonNullable<ResultPlace['figures']>;
export type Said = Figures['modal']['answer'];
export type Outcome = NonNullable<ResultPlace['outcome']>;
export type Preview = Wire<z.infer<typeof shape.RoundPreview>>;
export type MyRound = Wire<z.infer<typeof shape.MyRounds>>['items'][number];

/** What a change of a round, or of what it decided, makes out of date. */
export const touched: Key[] = [['rounds'], ['ownership'], ['assignments']];

export function useRounds() {
  return useApi<{ items: RoundLine[] }>(['rounds'], '/rounds', { live: true });
}

export function useRound(id: string) {
  return useApi<Round>(['rounds', id], `/rounds/${id}`, { live: true, keep: false });
}

export function useResult(id: string, when: boolean) {
  return useApi<Result>(['rounds', id, 'result'], `/rounds/${id}/result`, { when, keep: false });
}

export function useMyRounds() {
  return useApi<{ items: MyRound[] }>(['rounds', 'mine'], '/rounds/mine', { live: true });
}

interface Named {
  id: string;
  name: string;
  departmentName?: string | null;
}

/** Everybody who is here and every department, as choices: `person:<id>`, `department:<id>`. */
export function useChoices() {
  const people = useApi<{ items: Named[] }>(['people'], '/people').data?.items ?? [];
  const departments = useApi<{ items: (Named & { archivedAt: string | null })[] }>(
    ['departments'],
    '/departments',
  ).data;
  return {
    people: people.map((one) => ({
      value: one.id,
      label: one.departmentName ? `${one.name} · ${one.departmentName}` : one.name,
    })),
    departments: (departments?.items ?? [])
      .filter((one) => !one.archivedAt)
      .map((one) => ({ value: one.id, label: one.name })),
  };
}
