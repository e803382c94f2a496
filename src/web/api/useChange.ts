import { partialMatchKey, type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { done, refused } from '../parts/notify.ts';
import type { ApiProblem } from './problem.ts';
import type { Key } from './useApi.ts';

export interface Change<In, Out> {
  call: (input: In) => Promise<Out>;
  /** Keys whose answers are out of date afterwards; `['cases']` covers everything that begins so. */
  touches?: Key[];
  /** Keys of what is no more afterwards: nothing asks for it again, not even the page that is being left. */
  ends?: Key[];
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
  const ended = ({ queryKey }: { queryKey: QueryKey }) =>
    (change.ends ?? []).some((key) => partialMatchKey(queryKey, key));
  const refresh = () =>
    Promise.all(
      [...(change.touches ?? []), ['me', 'counts']].map((queryKey) =>
        cache.invalidateQueries({ queryKey, predicate: (query) => !ended(query) }),
      ),
    );
  return useMutation<Out, ApiProblem, In>({
    mutationFn: async (input) => {
      // An answer still under way would come too late: it would be about what has just ended.
      for (const queryKey of change.ends ?? []) await cache.cancelQueries({ queryKey });
      return change.call(input);
    },
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
