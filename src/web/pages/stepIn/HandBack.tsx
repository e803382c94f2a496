import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Case } from '../inbox/cases.ts';
import { useCaseVerb } from '../inbox/useCaseVerb.ts';
import { useStepInWords } from './messages.ts';
import styles from './StepIn.module.css';

/** A step-in goes back at once; what was handed over goes back with a reason, as an offer. */
export function HandBack({ case: one }: { case: Case }) {
  const words = useStepInWords();
  const [asking, ask] = useState(false);
  const [reason, setReason] = useState('');
  const [now, before] = one.holdings;
  const stepped = now?.rung === 'stepped_in' && one.holdings.length > 1;
  const given = now?.rung === 'handed_over' && before && before.person.id !== now.person.id && !one.offer;
  const back = useCaseVerb<{ reason?: string }>(one.id, 'hand-back', {
    said: stepped ? words.handedBack : words.offeredBack,
    after: () => ask(false),
    quiet: true,
  });
  if (stepped)
    return (
      <Button onClick={() => back.mutate({})} loading={back.isPending}>
        {words.handBack}
      </Button>
    );
  if (!given) return null;
  if (!asking) return <Button onClick={() => ask(true)}>{words.handBack}</Button>;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        back.mutate({ reason });
      }}
    >
      <TextInput
        label={words.why}
        description={words.whyHint(before.person.name)}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={back.error?.detail}
        autoFocus
      />
      <Button variant="subtle" onClick={() => ask(false)}>
        {words.cancel}
      </Button>
      <Button type="submit" variant="filled" loading={back.isPending} disabled={reason.trim().length < 3}>
        {words.handBack}
      </Button>
    </form>
  );
}
