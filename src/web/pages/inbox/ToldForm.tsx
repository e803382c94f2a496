import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import { useCaseVerb } from './useCaseVerb.ts';

interface Props {
  caseId: string;
  channel: 'phone' | 'letter';
  open: boolean;
  done: () => void;
}

/** A call or a letter happened outside; this is what was said. */
export function ToldForm({ caseId, channel, open, done }: Props) {
  const words = useCaseWords();
  const [body, setBody] = useState('');
  const tell = useCaseVerb<{ channel: string; body: string; close: boolean }>(caseId, 'messages', {
    said: (input) => (input.close ? words.recordedClosed : words.recorded),
    after: done,
    quiet: true,
  });
  const empty = body.trim() === '';
  return (
    <>
      <Textarea
        label={words.said}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        autosize
        minRows={3}
        autoFocus
        error={tell.error && (tell.error.field('body') ?? tell.error.detail)}
      />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button
          disabled={empty}
          loading={tell.isPending}
          onClick={() => tell.mutate({ channel, body, close: false })}
        >
          {words.record}
        </Button>
        {open ? (
          <Button
            variant="filled"
            disabled={empty}
            loading={tell.isPending}
            onClick={() => tell.mutate({ channel, body, close: true })}
          >
            {words.recordClose}
          </Button>
        ) : null}
      </div>
    </>
  );
}
