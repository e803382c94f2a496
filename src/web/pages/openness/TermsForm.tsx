import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useOpennessWords } from './messages.ts';
import { touched } from './openness.ts';

/** How many working days somebody who is asked has. */
export function TermsForm({ workingDays, close }: { workingDays: number; close: () => void }) {
  const words = useOpennessWords();
  const [days, setDays] = useState(String(workingDays));
  const save = useChange<void, { workingDays: number }>({
    call: () => api.put('/openness/terms', { workingDays: Number(days) }),
    touches: touched,
    said: (terms) => words.within(terms.workingDays),
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={words.changeDays} size="sm">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.days}
          description={words.daysHint}
          inputMode="numeric"
          data-autofocus
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
          error={save.error?.field('workingDays') ?? save.error?.detail}
        />
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
