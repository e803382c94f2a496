import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem.ts';

/** One cache for the whole application. A refusal is final; only silence is worth asking again. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (times, problem) => !(problem instanceof ApiProblem && problem.status < 500) && times < 2,
      refetchOnWindowFocus: true,
    },
  },
});

/** Forgets everything one person has read, before another looks. What the server is (`setup`) stays known. */
export function forgetAnswers(): void {
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'setup' });
}
