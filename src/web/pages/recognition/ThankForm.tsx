import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { useThanksWords } from './messages.ts';
import styles from './Recognition.module.css';
import { type Recognition, touchedByThanks } from './recognition.ts';

/** One press, or with a few words. */
export function ThankForm({ item, done }: { item: Recognition; done: () => void }) {
  const words = useThanksWords();
  const [text, setText] = useState('');
  const thank = useChange({
    call: () => api.post(`/recognition/${item.id}/thanks`, text.trim() ? { words: text } : {}),
    touches: touchedByThanks,
    said: words.said(item.person.name),
    after: done,
    quiet: true,
  });
  return (
    <form
      className={styles.thank}
      onSubmit={(event) => {
        event.preventDefault();
        thank.mutate();
      }}
    >
      <TextInput
        label={words.words}
        value={text}
        maxLength={2000}
        onChange={(event) => setText(event.currentTarget.value)}
        error={thank.error?.detail}
        autoFocus
      />
      <Button variant="subtle" onClick={done}>
        {words.cancel}
      </Button>
      <Button type="submit" variant="filled" loading={thank.isPending}>
        {words.send}
      </Button>
    </form>
  );
}
