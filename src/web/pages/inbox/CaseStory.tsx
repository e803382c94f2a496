import { useMemo } from 'react';
import { useErasedText } from '../../parts/erased.messages.ts';
import { Timeline } from '../../parts/Timeline.tsx';
import { useCaseWords } from './case.messages.ts';
import type { Case, CaseMoment } from './cases.ts';
import { useMomentOf } from './moment.tsx';

/** The story, what happened last first. A missed deadline says who was accountable: as known then, and as corrected since. */
export function CaseStory({ case: one }: { case: Case }) {
  const momentOf = useMomentOf();
  const saidOf = useErasedText();
  const { kinds } = useCaseWords();
  const moments = useMemo(() => {
    const answered = (moment: CaseMoment) => {
      if (moment.kind !== 'breach' || moment.more.rung !== 1) return undefined;
      const due = Date.parse(String(moment.more.dueAt));
      const found = one.breaches.find((breach) => Date.parse(breach.dueAt) === due);
      if (!found) return undefined;
      const name = (seat: typeof found.asKnown) => seat.person?.name ?? kinds.nobody;
      return found.corrected
        ? kinds.corrected(name(found.asKnown), name(found.asCorrected))
        : kinds.answered(name(found.asKnown));
    };
    return one.timeline
      .map((moment) => {
        const text = answered(moment);
        const shown = { ...moment, text: moment.text && saidOf(moment.text) };
        return { ...momentOf(shown, one.id), ...(text ? { text } : {}) };
      })
      .reverse();
  }, [one.id, one.timeline, one.breaches, momentOf, saidOf, kinds]);
  return <Timeline moments={moments} />;
}
