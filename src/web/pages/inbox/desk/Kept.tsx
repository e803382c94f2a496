import type { ReactNode } from 'react';
import type { DraftKind } from '../../../../close/desk/shapes.ts';
import { Loaded } from '../../../parts/Loaded.tsx';
import { type KeptDraft, useDrafts } from './useKeptDraft.ts';

interface Props {
  caseId: string;
  kind: DraftKind;
  form: (kept: KeptDraft | undefined) => ReactNode;
}

/** A form that begins with what its person was writing here before. */
export function Kept({ caseId, kind, form }: Props) {
  const drafts = useDrafts(caseId);
  // A form that is open keeps its own words; only a fresh answer may fill a new one.
  if (drafts.isFetching && !drafts.isFetchedAfterMount)
    return <Loaded query={{ ...drafts, data: undefined } as never}>{() => null}</Loaded>;
  return <Loaded query={drafts}>{({ items }) => form(items.find((one) => one.kind === kind))}</Loaded>;
}
