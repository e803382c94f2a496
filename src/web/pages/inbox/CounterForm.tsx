import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../../api/me.ts';
import { PersonSelect } from '../../parts/PersonSelect.tsx';
import styles from './Case.module.css';
import type { Case } from './cases.ts';
import { useDisputeWords } from './dispute.messages.ts';
import type { Dispute } from './disputes.ts';
import { useCaseVerb } from './useCaseVerb.ts';

/** Not mine either: why, and whose; without a name it goes to the arbiter. */
export function CounterForm({
  case: one,
  dispute,
  done,
}: {
  case: Case;
  dispute: Dispute;
  done: () => void;
}) {
  const words = useDisputeWords();
  const me = useMe();
  const [nominee, setNominee] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const answer = useCaseVerb<{ answer: 'countered'; reason: string; nominee: string | null }>(
    one.id,
    'dispute/answer',
    { said: words.countered, after: done, quiet: true },
  );
  const asked = [dispute.by?.id, ...dispute.nominations.map((nomination) => nomination.person?.id)];
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        answer.mutate({ answer: 'countered', reason, nominee });
      }}
    >
      <Textarea
        label={words.counterReason}
        required
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        error={answer.error?.detail}
      />
      <PersonSelect
        label={words.counterNominee}
        value={nominee}
        onChange={setNominee}
        except={[me.person.id, one.owner.id, ...asked]}
      />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={answer.isPending} disabled={reason.trim().length < 3}>
          {words.counter}
        </Button>
      </div>
    </form>
  );
}
