import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../api/api.ts';
import type { Key } from '../api/useApi.ts';
import { useChange } from '../api/useChange.ts';
import { Dialog } from './Panel.tsx';

interface Props {
  /** Where it is said: `{ ids, reason }` is posted there. */
  path: string;
  id: number;
  touches: Key[];
  words: { aside: string; asideTitle: string; asideWhy: string; asideDone: string };
  close: () => void;
}

/** What could not be taken in and is none of our business: put aside with a reason, and kept. */
export function SetAside({ path, id, touches, words, close }: Props) {
  const [reason, setReason] = useState('');
  const save = useChange({
    call: () => api.post(path, { ids: [id], reason }),
    touches,
    said: words.asideDone,
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={words.asideTitle}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.asideWhy}
          required
          minLength={3}
          maxLength={500}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={save.error?.field('reason') ?? save.error?.detail}
        />
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.aside}
        </Button>
      </form>
    </Dialog>
  );
}
