import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useOwnershipWords } from './messages.ts';
import { type Entry, touched } from './ownership.ts';

export function EndForm({ entry, today, close }: { entry: Entry; today: string; close: () => void }) {
  const words = useOwnershipWords();
  const [form, setForm] = useState({ on: today, reason: '' });
  const end = useChange({
    call: () => api.post(`/assignments/${entry.id}/end`, { on: form.on, reason: form.reason || null }),
    touches: touched,
    said: words.ended(entry.holder.name),
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={words.endTitle(entry.holder.name)} size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          end.mutate();
        }}
      >
        <TextInput
          type="date"
          label={words.lastDay}
          required
          data-autofocus
          value={form.on}
          error={end.error?.detail}
          onChange={(event) => {
            const on = event.currentTarget.value;
            setForm((before) => ({ ...before, on }));
          }}
        />
        <TextInput
          mt="sm"
          label={words.why}
          value={form.reason}
          onChange={(event) => {
            const reason = event.currentTarget.value;
            setForm((before) => ({ ...before, reason }));
          }}
        />
        <Button mt="lg" type="submit" variant="filled" loading={end.isPending}>
          {words.end}
        </Button>
      </form>
    </Dialog>
  );
}
