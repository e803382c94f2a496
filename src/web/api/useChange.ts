import { useMutation, useQueryClient } from '@tanstack/react-query';
import { done, refused } from '../parts/notify.ts';
import type { ApiProblem } from './problem.ts';
import type { Key } from './useApi.ts';

export interface Change<In, Out> {
  call: (input: In) => Promise<Out>;
  /** Keys whose answers are out of date afterwards; `['cases']` covers everything that begins so. */
  touches?: Key[];
  /** The sentence shown on success. */
  said?: string | ((out: Out, input: In) => string);
  /** Takes it back; adds "Undo" to the notification. */
  undo?: (out: Out, input: In) => Promise<unknown>;
  after?: (out: Out, input: In) => void;
  /** The form shows the problem beside its fields; no notification then. */
  quiet?: boolean;
}

/** Writes to the server: says what happened, offers to undo it, and refreshes what it touched. */
export function useChange<In = void, Out = unknown>(change: Change<In, Out>) {
  const cache = useQueryClient();
  const refresh = () =>
    Promise.all(
      [...(change.touches ?? []), ['me', 'counts']].map((queryKey) => cache.invalidateQueries({ queryKey })),
    );
  return useMutation<Out, ApiProblem, In>({
    mutationFn: change.call,
    onSuccess: (out, input) => {
      void refresh();
      const { said, undo } = change;
      const text = typeof said === 'function' ? said(out, input) : said;
      if (text) done(text, undo && (() => undo(out, input).then(refresh)));
      change.after?.(out, input);
    },
    onError: (problem) => {
      if (!change.quiet) refused(problem);
    },
  });
}
