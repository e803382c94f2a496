import { Alert, Button, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useChange } from '../../../api/useChange.ts';
import { PersonSelect } from '../../../parts/PersonSelect.tsx';
import styles from './Disputes.module.css';
import { type Escalation, touchedByRuling } from './disputes.ts';
import { useDisputesWords } from './messages.ts';

type Answer = 'decided' | 'appointed' | 'sent_back';

/** Decide, appoint somebody, or send it back with a reason. */
export function AnswerForm({ matter, done }: { matter: Escalation; done: () => void }) {
  const words = useDisputesWords();
  const grey = matter.kind === 'grey_area';
  const first = matter.steps.length === 1;
  const [answer, setAnswer] = useState<Answer>(matter.kind === 'dispute' ? 'appointed' : 'decided');
  const [text, setText] = useState('');
  const [who, setWho] = useState<string | null>(null);
  const choices: [Answer, string][] = [
    ...(matter.kind === 'dispute' ? [] : ([['decided', words.decideIt]] as [Answer, string][])),
    ['appointed', words.appointIt],
    ...(first ? [] : ([['sent_back', words.sendBack]] as [Answer, string][])),
  ];
  const send = useChange({
    call: () =>
      api.post(`/escalations/${matter.id}/answers`, {
        answer,
        words: text,
        ...(answer === 'appointed' ? { to: who } : {}),
        ...(answer === 'decided' && grey && who ? { accountable: who } : {}),
      }),
    touches: touchedByRuling,
    said: words.answered,
    after: done,
    quiet: true,
  });
  const asksWho = answer === 'appointed' || (answer === 'decided' && grey);
  const problem = send.error;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <SegmentedControl
        fullWidth
        aria-label={words.answer}
        value={answer}
        onChange={(value) => setAnswer(value as Answer)}
        data={choices.map(([value, label]) => ({ value, label }))}
      />
      {asksWho ? (
        <PersonSelect
          label={answer === 'appointed' ? words.appointWho : words.accountable}
          required
          value={who}
          onChange={setWho}
          error={problem?.field('accountable')}
        />
      ) : null}
      <Textarea
        label={words.words}
        required
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={2}
        error={problem?.field('words')}
      />
      {problem && problem.errors.length === 0 ? <Alert role="alert">{problem.detail}</Alert> : null}
      <Button
        type="submit"
        variant="filled"
        loading={send.isPending}
        disabled={text.trim().length < 3 || (asksWho && !who)}
      >
        {choices.find(([value]) => value === answer)?.[1]}
      </Button>
    </form>
  );
}
