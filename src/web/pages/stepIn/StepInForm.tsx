import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { type Case, touchedByCase } from '../inbox/cases.ts';
import { useStepInWords } from './messages.ts';
import styles from './StepIn.module.css';

interface Props {
  /** Where it goes: of a case, or of a customer who may have none. */
  path: string;
  /** A new case needs words; at an open one they may be left out. */
  needsWords?: boolean;
  /** Takes it back. */
  undo?: (made: Case) => Promise<unknown>;
  after?: (made: Case) => void;
}

/** One line of what I do, one press, and the customer is mine. */
export function StepInForm({ path, needsWords, undo, after }: Props) {
  const words = useStepInWords();
  const [reason, setReason] = useState('');
  const take = useChange<void, Case>({
    call: () => api.post<Case>(path, reason.trim() ? { reason } : {}),
    touches: touchedByCase,
    said: words.steppedIn,
    ...(undo ? { undo } : {}),
    after: (made) => {
      setReason('');
      after?.(made);
    },
    quiet: true,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        take.mutate();
      }}
    >
      <TextInput
        label={words.doing}
        placeholder={words.doingHint}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={take.error?.field('reason') ?? take.error?.detail}
      />
      <Button type="submit" loading={take.isPending} disabled={needsWords && reason.trim().length < 3}>
        {words.stepIn}
      </Button>
    </form>
  );
}
