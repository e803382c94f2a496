import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useChange } from '../../../api/useChange.ts';
import { refused } from '../../../parts/notify.ts';
import { type Fault, type OneSurvey, surveyPath } from '../surveys.ts';
import { FaultsDialog } from './FaultsDialog.tsx';
import { useBuildWords } from './messages.ts';
import type { Drafting } from './useDraft.ts';

/** Stores what waits, then publishes it; what is in the way is shown, each line with the way to its place. */
export function Publish({ survey, drafting }: { survey: OneSurvey; drafting: Drafting }) {
  const words = useBuildWords();
  const [faults, setFaults] = useState<Fault[]>();
  const publish = useChange<void, OneSurvey | undefined>({
    async call() {
      if (!(await drafting.flush())) return undefined;
      return api.post(`${surveyPath(survey.key)}/publish`, { revision: drafting.current().revision });
    },
    touches: [['surveys']],
    said: (now) => (now ? words.publishedSaid(now.published ?? 1) : ''),
    quiet: true,
    after: (now) => {
      if (now) drafting.take(now);
    },
  });
  const go = () =>
    publish.mutate(undefined, {
      onError(problem) {
        const found = problem.facts.faults as Fault[] | undefined;
        if (found?.length) setFaults(found);
        else refused(problem);
      },
    });
  const nothing = survey.published !== null && !survey.draft && drafting.state === 'saved';
  const marks = [
    survey.faults.length > 0 ? words.faults(survey.faults.length) : '',
    survey.warnings.length > 0 ? words.warnings(survey.warnings.length) : '',
  ].filter(Boolean);
  return (
    <>
      {marks.length > 0 ? (
        <Button variant="subtle" title={words.checks} onClick={() => setFaults(survey.faults)}>
          {marks.join(', ')}
        </Button>
      ) : null}
      <Button
        variant="filled"
        loading={publish.isPending}
        disabled={nothing}
        title={nothing ? words.nothingNew : undefined}
        onClick={go}
      >
        {survey.published === null ? words.publish : words.publishAgain}
      </Button>
      {faults ? (
        <FaultsDialog
          faults={faults}
          warnings={survey.warnings}
          drafting={drafting}
          close={() => setFaults(undefined)}
        />
      ) : null}
    </>
  );
}
