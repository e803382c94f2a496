import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useGo } from '../../parts/useGo.ts';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';

const empty = { name: '', description: '', persona: '' };

export function NewJourney({ open, close }: { open: boolean; close: () => void }) {
  const words = useJourneyWords();
  const go = useGo();
  const [form, setForm] = useState(empty);
  const make = useChange<typeof empty, Journey>({
    call: (given) => api.post('/journeys', given),
    touches: [['journeys'], ['ownership']],
    said: (journey) => words.made(journey.name),
    quiet: true,
    after: (journey) => {
      close();
      setForm(empty);
      go(`/journeys/${journey.key}?edit=1`);
    },
  });
  const set = (name: keyof typeof empty) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [name]: value }));
  };
  return (
    <Dialog open={open} close={close} title={words.make}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate(form);
        }}
      >
        <TextInput
          label={words.name}
          required
          data-autofocus
          value={form.name}
          onChange={set('name')}
          error={make.error?.field('name') ?? make.error?.detail}
        />
        <Textarea
          mt="sm"
          label={words.whatFor}
          autosize
          minRows={2}
          value={form.description}
          onChange={set('description')}
        />
        <TextInput mt="sm" label={words.persona} value={form.persona} onChange={set('persona')} />
        <Button mt="lg" type="submit" variant="filled" loading={make.isPending}>
          {words.makeIt}
        </Button>
      </form>
    </Dialog>
  );
}
