import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import { useCaseVerb } from './useCaseVerb.ts';

interface Props {
  caseId: string;
  path: 'reopening';
  field?: 'text' | 'reason';
  label: string;
  said: string;
  act?: string;
  done: () => void;
}

/** A few words, and they are on the record. Ctrl or ⌘ with Enter saves. */
export function TextForm({ caseId, path, field = 'text', label, said, act, done }: Props) {
  const words = useCaseWords();
  const [text, setText] = useState('');
  const save = useCaseVerb<Record<string, string>>(caseId, path, { said, after: done, quiet: true });
  const send = () => save.mutate({ [field]: text });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        label={label}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) send();
        }}
        autosize
        minRows={3}
        autoFocus
        error={save.error?.field(field) ?? save.error?.detail}
      />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button type="submit" variant="filled" loading={save.isPending} disabled={text.trim() === ''}>
          {act ?? words.save}
        </Button>
      </div>
    </form>
  );
}
