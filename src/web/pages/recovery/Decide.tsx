import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { useRecoveryWords } from './messages.ts';
import styles from './Recovery.module.css';
import { touchedByMoney } from './recovery.ts';

/** Approve at once, or refuse and say why. */
export function Decide({ redressId }: { redressId: string }) {
  const words = useRecoveryWords();
  const [refusing, refuse] = useState(false);
  const [reason, setReason] = useState('');
  const decide = useChange<{ answer: 'approved' | 'refused'; reason?: string }>({
    call: (input) => api.post(`/redress/${redressId}/decision`, input),
    touches: touchedByMoney,
    said: (_out, input) => (input.answer === 'approved' ? words.approved : words.refused),
  });
  if (!refusing)
    return (
      <div className="row" style={{ marginTop: 6 }}>
        <Button
          variant="filled"
          size="compact-md"
          onClick={() => decide.mutate({ answer: 'approved' })}
          loading={decide.isPending}
        >
          {words.approve}
        </Button>
        <Button size="compact-md" onClick={() => refuse(true)}>
          {words.refuse}
        </Button>
      </div>
    );
  return (
    <form
      className={styles.form}
      style={{ marginTop: 6 }}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate({ answer: 'refused', reason });
      }}
    >
      <TextInput
        label={words.refuseWhy}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autoFocus
      />
      <div className={styles.end}>
        <Button variant="subtle" size="compact-md" onClick={() => refuse(false)}>
          {words.cancel}
        </Button>
        <Button
          type="submit"
          size="compact-md"
          loading={decide.isPending}
          disabled={reason.trim().length < 3}
        >
          {words.refuse}
        </Button>
      </div>
    </form>
  );
}
