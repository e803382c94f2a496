import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { waitedFor } from '../../../close/clocks/names.ts';
import styles from './Case.module.css';
import type { Case } from './cases.ts';
import { useClockWords } from './clocks.messages.ts';
import { inTwoDays } from './inTwoDays.ts';
import { useCaseVerb } from './useCaseVerb.ts';

/** Stops the clocks because somebody outside keeps the case waiting; always until some moment. */
export function PauseForm({ case: one, done }: { case: Case; done: () => void }) {
  const words = useClockWords();
  const [waitsFor, setWaitsFor] = useState<(typeof waitedFor)[number]>('customer');
  const [until, setUntil] = useState(inTwoDays);
  const [reason, setReason] = useState('');
  const save = useCaseVerb<{ waitsFor: string; until: string; reason: string }>(one.id, 'pause', {
    said: words.stopped,
    undo: ['resumption', {}],
    after: done,
    quiet: true,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ waitsFor, until: new Date(until).toISOString(), reason });
      }}
    >
      <NativeSelect
        label={words.pauseTitle}
        value={waitsFor}
        onChange={(event) => setWaitsFor(event.currentTarget.value as (typeof waitedFor)[number])}
        data={waitedFor.map((value) => ({ value, label: words.waitsFor[value] }))}
        autoFocus
      />
      <TextInput
        type="datetime-local"
        label={words.until}
        description={words.untilHint}
        required
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
        error={save.error?.field('until')}
      />
      <Textarea
        label={words.why}
        required
        minLength={3}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={save.error?.field('reason') ?? (save.error?.field('until') ? undefined : save.error?.detail)}
      />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button
          type="submit"
          variant="filled"
          loading={save.isPending}
          disabled={reason.trim().length < 3 || until === ''}
        >
          {words.stop}
        </Button>
      </div>
    </form>
  );
}
