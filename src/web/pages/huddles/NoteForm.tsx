import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { PersonSelect } from '../../parts/PersonSelect.tsx';
import styles from './Huddles.module.css';
import { huddleKey, type Note, type Step } from './huddles.ts';
import { useHuddleWords } from './messages.ts';

/** A note; with somebody and a day it is a decision. */
export function NoteForm({ huddleId, step }: { huddleId: string; step: Step }) {
  const words = useHuddleWords();
  const [text, setText] = useState('');
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const [dueOn, setDueOn] = useState('');
  const save = useChange<void, Note>({
    call: () =>
      api.post(`/huddles/${huddleId}/notes`, { step, text, ownerId, dueOn: dueOn === '' ? null : dueOn }),
    touches: [[...huddleKey]],
    said: words.noted,
    quiet: true,
    after: () => {
      setText('');
      setOwnerId(null);
      setDueOn('');
    },
  });
  const problem = save.error;
  const other = problem && problem.errors.length === 0 ? problem.detail : undefined;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Textarea
        label={words.note}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={1}
        error={problem?.field('text') ?? (problem?.field('dueOn') ? undefined : other)}
      />
      <PersonSelect
        label={words.who}
        value={ownerId}
        onChange={setOwnerId}
        error={problem?.field('ownerId')}
      />
      <TextInput
        type="date"
        label={words.until}
        value={dueOn}
        onChange={(event) => setDueOn(event.currentTarget.value)}
        error={problem?.field('dueOn')}
      />
      <Button type="submit" loading={save.isPending} disabled={text.trim().length < 3}>
        {ownerId ? words.decide : words.keep}
      </Button>
    </form>
  );
}
