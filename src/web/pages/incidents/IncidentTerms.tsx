import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import styles from './Incidents.module.css';
import { useIncidentWords } from './incidents.messages.ts';

export interface Terms {
  threshold: number;
  windowMinutes: number;
  calmMinutes: number;
}

/** From how many cases in how short a time on it is one incident. */
export function TermsCard({ terms }: { terms: Terms }) {
  const words = useIncidentWords().terms;
  const [draft, setDraft] = useState({
    threshold: String(terms.threshold),
    windowMinutes: String(terms.windowMinutes),
    calmMinutes: String(terms.calmMinutes),
  });
  const save = useChange<void, Terms>({
    call: () =>
      api.put<Terms>('/incident-terms', {
        threshold: Number(draft.threshold),
        windowMinutes: Number(draft.windowMinutes),
        calmMinutes: Number(draft.calmMinutes),
      }),
    touches: [['incident-terms']],
    said: words.saved,
    quiet: true,
  });
  const field = (key: keyof Terms, label: string) => (
    <TextInput
      type="number"
      required
      label={label}
      value={draft[key]}
      onChange={(event) => setDraft({ ...draft, [key]: event.currentTarget.value })}
      error={save.error?.field(key)}
    />
  );
  return (
    <Card title={words.title}>
      <form
        className={styles.terms}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {field('threshold', words.threshold)}
        {field('windowMinutes', words.window)}
        {field('calmMinutes', words.calm)}
        <Button type="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </form>
    </Card>
  );
}
