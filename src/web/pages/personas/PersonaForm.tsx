import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { SidePanel } from '../../parts/Panel.tsx';
import { useAtlas } from '../journeys/useAtlas.ts';
import { usePersonaWords } from './messages.ts';
import type { PersonaShape } from './personas.ts';

const lists = ['needs', 'pains', 'motivations', 'behaviours'] as const;

/** A new portrait: the earlier ones are kept on the server. */
export function PersonaForm({ persona, close }: { persona?: PersonaShape; close: () => void }) {
  const words = usePersonaWords();
  const atlas = useAtlas();
  const [journeys, setJourneys] = useState(persona?.journeys.map((one) => one.key) ?? []);
  const [form, setForm] = useState({
    name: persona?.name ?? '',
    initials: persona?.initials ?? '',
    says: persona?.says ?? '',
    about: persona?.about ?? '',
    ...(Object.fromEntries(lists.map((list) => [list, persona?.[list].join('\n') ?? ''])) as Record<
      (typeof lists)[number],
      string
    >),
  });
  const set = (name: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [name]: value }));
  };
  const save = useChange<void, PersonaShape>({
    call: async () => {
      const body = {
        ...form,
        ...Object.fromEntries(
          lists.map((list) => [
            list,
            form[list]
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean),
          ]),
        ),
      };
      const kept = persona
        ? await api.put<PersonaShape>(`/personas/${persona.key}`, body)
        : await api.post<PersonaShape>('/personas', body);
      return api.put<PersonaShape>(`/personas/${kept.key}/journeys`, { journeys });
    },
    touches: [['personas'], ['journeys'], ['atlas']],
    said: (kept) => words.saved(kept.name),
    quiet: true,
    after: close,
  });
  const archive = useChange({
    call: () => api.del(`/personas/${persona?.key}`),
    touches: [['personas']],
    said: words.archived(persona?.name ?? ''),
    undo: () => save.mutateAsync(),
    after: close,
  });
  return (
    <SidePanel open close={close} title={persona ? words.change(persona.name) : words.make} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.name}
          required
          data-autofocus
          value={form.name}
          onChange={set('name')}
          error={save.error?.field('name') ?? save.error?.detail}
        />
        <TextInput
          mt="sm"
          label={words.initials}
          maxLength={3}
          value={form.initials}
          onChange={set('initials')}
        />
        <TextInput mt="sm" label={words.says} value={form.says} onChange={set('says')} />
        <Textarea
          mt="sm"
          autosize
          minRows={2}
          label={words.about}
          value={form.about}
          onChange={set('about')}
        />
        {lists.map((list) => (
          <Textarea
            key={list}
            mt="sm"
            autosize
            minRows={2}
            label={words[list]}
            description={words.oneALine}
            value={form[list]}
            onChange={set(list)}
          />
        ))}
        <Checkbox.Group mt="sm" label={words.walks} value={journeys} onChange={setJourneys}>
          <div className="stack" style={{ gap: 6 }}>
            {atlas.map((journey) => (
              <Checkbox key={journey.key} value={journey.key} label={journey.name} />
            ))}
          </div>
        </Checkbox.Group>
        <div className="row" style={{ marginTop: 20 }}>
          <Button type="submit" variant="filled" loading={save.isPending}>
            {words.save}
          </Button>
          {persona ? (
            <Button loading={archive.isPending} onClick={() => archive.mutate()}>
              {words.archive}
            </Button>
          ) : null}
        </div>
      </form>
    </SidePanel>
  );
}
