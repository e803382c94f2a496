import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { language } from '../../i18n/language.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useGo } from '../../parts/useGo.ts';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';

const empty = { name: '', description: '', persona: '' };

interface Template {
  key: string;
  name: string;
  description: string;
  persona: string | null;
  phases: string[];
  touchpoints: number;
}

export function NewJourney({ open, close }: { open: boolean; close: () => void }) {
  const words = useJourneyWords();
  const go = useGo();
  const [form, setForm] = useState(empty);
  const [template, setTemplate] = useState('');
  const templates =
    useApi<{ items: Template[] }>(['journey-templates'], '/journey-templates', {
      query: { language: language() },
      when: open,
    }).data?.items ?? [];
  const chosen = templates.find((one) => one.key === template);
  const make = useChange<typeof empty, Journey>({
    call: (given) =>
      template
        ? api.post('/journeys/from-template', { ...filled(given), template, language: language() })
        : api.post('/journeys', given),
    touches: [['journeys'], ['atlas'], ['ownership']],
    said: (journey) => (template ? words.begun(journey.name) : words.made(journey.name)),
    quiet: true,
    after: (journey) => {
      close();
      setForm(empty);
      setTemplate('');
      go(`/journeys/${journey.key}${template ? '' : '?edit=1'}`);
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
        <NativeSelect
          mb="sm"
          label={words.beginFrom}
          description={chosen ? `${chosen.description} ${chosen.phases.join(' → ')}` : words.beginFromHint}
          value={template}
          onChange={(event) => setTemplate(event.currentTarget.value)}
          data={[
            { value: '', label: words.emptyMap },
            ...templates.map((one) => ({ value: one.key, label: one.name })),
          ]}
        />
        <TextInput
          label={words.name}
          required={!template}
          placeholder={chosen?.name}
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
          placeholder={chosen?.description}
          value={form.description}
          onChange={set('description')}
        />
        <TextInput
          mt="sm"
          label={words.persona}
          placeholder={chosen?.persona ?? undefined}
          value={form.persona}
          onChange={set('persona')}
        />
        <Button mt="lg" type="submit" variant="filled" loading={make.isPending}>
          {words.makeIt}
        </Button>
      </form>
    </Dialog>
  );
}

/** Of a template what was typed replaces what it says; empty fields leave it. */
function filled(form: typeof empty): Partial<typeof empty> {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value.trim() !== ''));
}
