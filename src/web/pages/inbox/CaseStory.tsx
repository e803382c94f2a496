import { useMemo } from 'react';
import { Timeline } from '../../parts/Timeline.tsx';
import type { Case } from './cases.ts';
import { useMomentOf } from './moment.tsx';

/** The story, what happened last first. */
export function CaseStory({ case: one }: { case: Case }) {
  const momentOf = useMomentOf();
  const moments = useMemo(() => one.timeline.map(momentOf).reverse(), [one.timeline, momentOf]);
  return <Timeline moments={moments} />;
}
