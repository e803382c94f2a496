import { api } from '../../api/api.ts';
import { ApiProblem } from '../../api/problem.ts';
import { queries } from '../../api/queries.ts';
import { useChange } from '../../api/useChange.ts';
import { type Case, casesKey, touchedByCase } from './cases.ts';

interface Verb<In> {
  said?: string | ((input: In) => string);
  /** Path of the verb that takes it back, and what it is given. */
  undo?: [path: string, body: unknown];
  after?: () => void;
  quiet?: boolean;
}

/** One verb on one case: says what happened, offers to undo it, and brings the case and the lists up to date. */
export function useCaseVerb<In extends object>(
  caseId: string,
  path: string,
  { said, undo, after, quiet }: Verb<In> = {},
) {
  return useChange<In, Case>({
    call: (input) =>
      api.post<Case>(`/cases/${caseId}/${path}`, input).catch((problem) => {
        // Somebody else was first: show what they did beside the refusal.
        if (problem instanceof ApiProblem && problem.status === 409)
          void queries.invalidateQueries({ queryKey: casesKey });
        throw problem;
      }),
    touches: touchedByCase,
    said: said && ((_out, input) => (typeof said === 'function' ? said(input) : said)),
    ...(undo ? { undo: () => api.post(`/cases/${caseId}/${undo[0]}`, undo[1]) } : {}),
    ...(after ? { after } : {}),
    ...(quiet ? { quiet } : {}),
  });
}
