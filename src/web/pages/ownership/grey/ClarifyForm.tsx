import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useOrganisation } from '../../../api/me.ts';
import { useChange } from '../../../api/useChange.ts';
import { PersonSelect } from '../../../parts/PersonSelect.tsx';
import { addDays, dayOf } from '../../../parts/period.ts';
import styles from './Grey.module.css';
import { touchedByGrey } from './grey.ts';
import { useGreyWords } from './messages.ts';

/** Who finds out whose it is, by when. */
export function ClarifyForm({ path, done }: { path: string; done: () => void }) {
  const words = useGreyWords();
  const { timezone } = useOrganisation();
  const today = dayOf(new Date(), timezone);
  const [owner, setOwner] = useState<{ id: string | null; name: string }>({ id: null, name: '' });
  const [dueOn, setDueOn] = useState(addDays(today, 7));
  const [reason, setReason] = useState('');
  const appoint = useChange({
    call: () => api.post(`${path}/clarification`, { owner: owner.id, dueOn, reason: reason || null }),
    touches: touchedByGrey,
    said: words.appointed(owner.name),
    after: done,
    quiet: true,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        appoint.mutate();
      }}
    >
      <div className={styles.pair}>
        <PersonSelect
          label={words.who}
          required
          autoFocus
          value={owner.id}
          onChange={(id, name) => setOwner({ id, name })}
          error={appoint.error?.field('owner')}
        />
        <TextInput
          type="date"
          label={words.by}
          required
          min={today}
          value={dueOn}
          onChange={(event) => setDueOn(event.currentTarget.value)}
          error={appoint.error?.field('dueOn')}
        />
      </div>
      <Textarea
        label={words.note}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        error={appoint.error && appoint.error.errors.length === 0 && appoint.error.detail}
      />
      <div className="row">
        <Button type="submit" variant="filled" disabled={!owner.id} loading={appoint.isPending}>
          {words.appointIt}
        </Button>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
