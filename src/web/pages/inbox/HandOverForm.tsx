import { Button, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../api/useApi.ts';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { useCaseVerb } from './useCaseVerb.ts';

interface Colleague {
  id: string;
  name: string;
  departmentName: string | null;
}

/** To whom and why; the customer stays with the owner until the colleague accepts. */
export function HandOverForm({ case: one, done }: { case: Case; done: () => void }) {
  const words = useCaseWords();
  const people = useApi<{ items: Colleague[] }>(['people'], '/people');
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const name = people.data?.items.find((person) => person.id === to)?.name ?? '';
  const offer = useCaseVerb<{ to: string; reason: string }>(one.id, 'hand-over', {
    said: words.offered(name),
    undo: ['hand-over/answer', { answer: 'withdrawn' }],
    after: done,
    quiet: true,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (to) offer.mutate({ to, reason });
      }}
    >
      <Select
        label={words.colleague}
        searchable
        autoFocus
        data={(people.data?.items ?? [])
          .filter((person) => person.id !== one.owner.id)
          .map((person) => ({
            value: person.id,
            label: person.departmentName ? `${person.name} · ${person.departmentName}` : person.name,
          }))}
        value={to}
        onChange={setTo}
        error={offer.error?.field('to')}
      />
      <Textarea
        label={words.reason}
        description={words.handHint}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        error={offer.error && (offer.error.field('reason') ?? offer.error.detail)}
      />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button
          type="submit"
          variant="filled"
          loading={offer.isPending}
          disabled={!to || reason.trim().length < 3}
        >
          {words.offer}
        </Button>
      </div>
    </form>
  );
}
