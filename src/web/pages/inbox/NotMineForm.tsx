import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { PersonSelect } from '../../parts/PersonSelect.tsx';
import styles from './Case.module.css';
import type { Case } from './cases.ts';
import { useDisputeWords } from './dispute.messages.ts';
import { useCaseVerb } from './useCaseVerb.ts';

/** “Not mine”: why, and whose it is instead. Without somebody else’s name it cannot be said. */
export function NotMineForm({ case: one, done }: { case: Case; done: () => void }) {
  const words = useDisputeWords();
  const [nominee, setNominee] = useState<{ id: string | null; name: string }>({ id: null, name: '' });
  const [reason, setReason] = useState('');
  const say = useCaseVerb<{ nominee: string; reason: string }>(one.id, 'dispute', {
    said: words.said(nominee.name),
    undo: ['dispute/answer', { answer: 'withdrawn' }],
    after: done,
    quiet: true,
  });
  const problem = say.error;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (nominee.id) say.mutate({ nominee: nominee.id, reason });
      }}
    >
      <PersonSelect
        label={words.nominee}
        description={words.nomineeHint}
        required
        autoFocus
        except={[one.owner.id]}
        value={nominee.id}
        onChange={(id, name) => setNominee({ id, name })}
        error={problem?.field('nominee')}
      />
      <Textarea
        label={words.reason}
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        error={
          problem && (problem.field('reason') ?? (problem.errors.length === 0 ? problem.detail : undefined))
        }
      />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button
          type="submit"
          variant="filled"
          loading={say.isPending}
          disabled={!nominee.id || reason.trim().length < 3}
        >
          {words.say}
        </Button>
      </div>
    </form>
  );
}
