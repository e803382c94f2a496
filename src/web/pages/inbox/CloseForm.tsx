import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { useCaseVerb } from './useCaseVerb.ts';

/** Closed means told, or waived with a reason. */
export function CloseForm({ case: one, done }: { case: Case; done: () => void }) {
  const words = useCaseWords();
  const [waiver, setWaiver] = useState('');
  const undo: [string, unknown] = ['reopening', { reason: words.takenBack }];
  const told = useCaseVerb<object>(one.id, 'closure', { said: words.closed, undo, after: done });
  const waive = useCaseVerb<{ waiver: string }>(one.id, 'closure', {
    said: words.waived,
    undo,
    after: done,
    quiet: true,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        waive.mutate({ waiver });
      }}
    >
      {one.told ? (
        <div className={styles.told}>
          <div>
            <b>{words.closeTold}</b>
            <div className="tiny muted">{words.closeToldHint}</div>
          </div>
          <Button variant="filled" onClick={() => told.mutate({})} loading={told.isPending} autoFocus>
            {words.close}
          </Button>
        </div>
      ) : (
        <p className="tiny muted">{words.closeHint}</p>
      )}
      <Textarea
        label={words.waiveLabel}
        value={waiver}
        onChange={(event) => setWaiver(event.currentTarget.value)}
        autosize
        minRows={2}
        autoFocus={!one.told}
        error={waive.error && (waive.error.field('waiver') ?? waive.error.detail)}
      />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={waive.isPending} disabled={waiver.trim().length < 5}>
          {words.closeWaive}
        </Button>
      </div>
    </form>
  );
}
