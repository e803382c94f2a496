import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { type Case, touchedByCase } from './cases.ts';

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
    call: (input) => api.post<Case>(`/cases/${caseId}/${path}`, input),
    touches: touchedByCase,
    said: said && ((_out, input) => (typeof said === 'function' ? said(input) : said)),
    ...(undo ? { undo: () => api.post(`/cases/${caseId}/${undo[0]}`, undo[1]) } : {}),
    ...(after ? { after } : {}),
    ...(quiet ? { quiet } : {}),
  });
}
