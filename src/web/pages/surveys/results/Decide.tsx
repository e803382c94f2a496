import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useChange } from '../../../api/useChange.ts';
import { Dialog } from '../../../parts/Panel.tsx';
import { surveyPath } from '../surveys.ts';
import { useResultWords } from './messages.ts';

interface Props {
  survey: string;
  answerId: string;
  /** It shall count again. */
  counts: boolean;
  close: () => void;
}

/** Takes an answer out of the figures, or puts it back, never without a reason. */
export function Decide({ survey, answerId, counts, close }: Props) {
  const words = useResultWords();
  const [reason, setReason] = useState('');
  const decide = useChange({
    call: () => api.post(`${surveyPath(survey)}/answers/${answerId}/decision`, { counts, reason }),
    touches: [['survey answers'], ['survey results'], ['surveys'], ['readings']],
    said: counts ? words.countedAgain : words.takenOut,
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={counts ? words.countAgain : words.takeOut}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          decide.mutate();
        }}
      >
        <p>{words.decisionText}</p>
        <Textarea
          label={words.reason}
          required
          minLength={10}
          data-autofocus
          value={reason}
          error={decide.error?.field('reason') ?? decide.error?.detail}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="row">
          <Button type="submit" variant="filled" loading={decide.isPending}>
            {counts ? words.countAgain : words.takeOut}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
