import { Alert, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useOrganisation } from '../../../api/me.ts';
import { useChange } from '../../../api/useChange.ts';
import { Dialog } from '../../../parts/Panel.tsx';
import { addDays, dayOf } from '../../../parts/period.ts';
import { useUrl } from '../../../parts/useUrl.ts';
import { touched } from '../ownership.ts';
import type { ChangeSet } from './changes.ts';
import { useChangesWords } from './messages.ts';

/** Name and day: of a new draft, or of the one given. */
export function DraftForm({ of, close }: { of?: ChangeSet; close: () => void }) {
  const words = useChangesWords();
  const [, setUrl] = useUrl();
  const today = dayOf(new Date(), useOrganisation().timezone);
  const [form, setForm] = useState({ name: of?.name ?? '', on: of?.on ?? addDays(today, 30) });
  const save = useChange<void, { id: string }>({
    call: () => (of ? api.patch(`/change-sets/${of.id}`, form) : api.post('/change-sets', form)),
    touches: touched,
    said: of ? words.saved : undefined,
    quiet: true,
    after: ({ id }) => {
      close();
      setUrl({ set: id }, { push: !of });
    },
  });
  return (
    <Dialog open close={close} title={of ? words.rename : words.newOne}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.name}
          placeholder={words.nameExample}
          required
          data-autofocus
          value={form.name}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        />
        <TextInput
          mt="sm"
          type="date"
          label={words.day}
          required
          value={form.on}
          onChange={(event) => setForm({ ...form, on: event.currentTarget.value })}
        />
        {save.error ? (
          <Alert mt="md" role="alert">
            {save.error.detail}
          </Alert>
        ) : null}
        <Button mt="lg" type="submit" variant="filled" disabled={!form.name.trim()} loading={save.isPending}>
          {of ? words.save : words.make}
        </Button>
      </form>
    </Dialog>
  );
}
