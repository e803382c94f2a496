import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../parts/Panel.tsx';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import { useEdit } from './useEdit.ts';

/** Name, persona and scenario of a journey. */
export function JourneyForm({ journey, close }: { journey: Journey; close: () => void }) {
  const words = useJourneyWords();
  const editor = useEdit(journey);
  const [form, setForm] = useState({
    name: journey.name,
    description: journey.description,
    persona: journey.persona ?? '',
    scenario: journey.scenario ?? '',
  });
  const set = (name: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [name]: value }));
  };
  return (
    <Dialog open close={close} title={words.change(journey.name)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          editor.edit(words.saved.journeyChanged, (draft) => Object.assign(draft, form));
          close();
        }}
      >
        <TextInput label={words.name} required data-autofocus value={form.name} onChange={set('name')} />
        <Textarea
          mt="sm"
          label={words.whatFor}
          autosize
          minRows={2}
          value={form.description}
          onChange={set('description')}
        />
        <TextInput mt="sm" label={words.persona} value={form.persona} onChange={set('persona')} />
        <Textarea
          mt="sm"
          label={words.scenario}
          autosize
          minRows={2}
          value={form.scenario}
          onChange={set('scenario')}
        />
        <Button mt="lg" type="submit" variant="filled">
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
