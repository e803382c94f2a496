import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../api/useApi.ts';
import { Dialog } from '../../parts/Panel.tsx';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import { useAtlas } from './useAtlas.ts';
import type { Editor } from './useEdit.ts';

/** What a journey is called, for whom, from where to where, and what it is a part of. */
export function JourneyForm({
  journey,
  editor,
  close,
}: {
  journey: Journey;
  editor: Editor;
  close: () => void;
}) {
  const words = useJourneyWords();
  const [began] = useState(journey);
  const [form, setForm] = useState({
    name: journey.name,
    description: journey.description,
    persona: journey.persona ?? '',
    scenario: journey.scenario ?? '',
    expectations: journey.expectations ?? '',
    parent: journey.parent,
    personas: journey.personas,
  });
  const atlas = useAtlas();
  const personas =
    useApi<{ items: { key: string; name: string }[] }>(['personas'], '/personas').data?.items ?? [];
  const set =
    (name: 'name' | 'description' | 'persona' | 'scenario' | 'expectations') =>
    (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((before) => ({ ...before, [name]: value }));
    };
  return (
    <Dialog open close={close} title={words.change(journey.name)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          editor.edit(words.saved.journeyChanged, (draft) => Object.assign(draft, form), { began });
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
        <Textarea
          mt="sm"
          label={words.expectations}
          autosize
          minRows={2}
          value={form.expectations}
          onChange={set('expectations')}
        />
        <NativeSelect
          mt="sm"
          label={words.parent}
          value={form.parent ?? ''}
          data={[
            { value: '', label: words.none },
            ...atlas
              .filter((one) => one.key !== journey.key)
              .map((one) => ({ value: one.key, label: one.name })),
          ]}
          onChange={(event) => {
            const parent = event.currentTarget.value || null;
            setForm((before) => ({ ...before, parent }));
          }}
        />
        {personas.length > 0 ? (
          <Checkbox.Group
            mt="sm"
            label={words.personas}
            value={form.personas}
            onChange={(chosen) => setForm((before) => ({ ...before, personas: chosen }))}
          >
            <div className="row" style={{ flexWrap: 'wrap' }}>
              {personas.map((one) => (
                <Checkbox key={one.key} value={one.key} label={one.name} />
              ))}
            </div>
          </Checkbox.Group>
        ) : null}
        <Button mt="lg" type="submit" variant="filled">
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
