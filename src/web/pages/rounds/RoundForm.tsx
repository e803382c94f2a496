import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { Button, Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { SidePanel } from '../../parts/Panel.tsx';
import { addDays, dayOf } from '../../parts/period.ts';
import { useGo } from '../../parts/useGo.ts';
import { useRoundWords } from './messages.ts';
import { RoundPreview } from './RoundPreview.tsx';
import styles from './Rounds.module.css';
import { touched, useChoices } from './rounds.ts';

interface Journey {
  key: string;
  name: string;
  phases: { key: string; name: string; touchpoints: { key: string; name: string }[] }[];
}

/** What the round is about, who is asked, from when to when; below it, who that would be. */
export function RoundForm({ close }: { close: () => void }) {
  const { form: words } = useRoundWords();
  const go = useGo();
  const { organisation } = useMe();
  const today = dayOf(new Date(), organisation.timezone);
  const journeys = useApi<{ items: Journey[] }>(['journeys'], '/journeys').data?.items ?? [];
  const choices = useChoices();
  const [form, setForm] = useState({
    name: '',
    question: '',
    /** Journeys by key, phases as `journey/phase`. */
    parts: [] as string[],
    touchpoints: [] as string[],
    faulty: false,
    departments: [] as string[],
    people: [] as string[],
    ledger: true,
    from: today,
    until: addDays(today, 14),
    remind: addDays(today, 10),
  });
  const set = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const { parts, touchpoints, faulty, departments, people, ledger } = form;
  const scope = useMemo(
    () => ({
      about: {
        journeys: parts.filter((key) => !key.includes('/')),
        phases: parts.filter((key) => key.includes('/')),
        touchpoints,
        faulty,
      },
      asked: { departments, people, ledger },
    }),
    [parts, touchpoints, faulty, departments, people, ledger],
  );
  const open = useChange<void, { id: string; invited: number }>({
    call: () => {
      const { name, question, from, until, remind } = form;
      return api.post('/rounds', { name, question, from, until, remind: remind || null, ...scope });
    },
    touches: touched,
    said: ({ invited }) => words.sent(invited),
    quiet: true,
    after: ({ id }) => go(`/ownership/rounds/${id}`),
  });
  const field = (key: 'name' | 'question' | 'from' | 'until' | 'remind') => ({
    value: form[key],
    onChange: (event: { currentTarget: { value: string } }) => set({ [key]: event.currentTarget.value }),
    error: open.error?.field(key),
  });
  return (
    <SidePanel open close={close} title={words.title} size="lg">
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          open.mutate();
        }}
      >
        <TextInput label={words.name} required data-autofocus maxLength={200} {...field('name')} />
        <TextInput
          label={words.question}
          description={words.questionHint}
          maxLength={500}
          {...field('question')}
        />
        <MultiSelect
          label={words.parts}
          searchable
          openOnFocus={false}
          limit={60}
          data={[
            {
              group: words.journeys,
              items: journeys.map((one) => ({ value: one.key, label: one.name })),
            },
            {
              group: words.phases,
              items: journeys.flatMap((one) =>
                one.phases.map((phase) => ({
                  value: `${one.key}/${phase.key}`,
                  label: `${one.name} · ${phase.name}`,
                })),
              ),
            },
          ]}
          value={form.parts}
          onChange={(parts) => set({ parts })}
        />
        <MultiSelect
          label={words.touchpoints}
          searchable
          openOnFocus={false}
          limit={60}
          data={journeys.map((one) => ({
            group: one.name,
            items: one.phases.flatMap((phase) =>
              phase.touchpoints.map((place) => ({ value: place.key, label: place.name })),
            ),
          }))}
          value={form.touchpoints}
          onChange={(keys) => set({ touchpoints: keys })}
        />
        <Checkbox
          label={words.faulty}
          checked={form.faulty}
          onChange={(event) => set({ faulty: event.currentTarget.checked })}
        />
        <MultiSelect
          label={words.departments}
          searchable
          openOnFocus={false}
          data={choices.departments}
          value={form.departments}
          onChange={(ids) => set({ departments: ids })}
        />
        <MultiSelect
          label={words.people}
          searchable
          openOnFocus={false}
          limit={60}
          data={choices.people}
          value={form.people}
          onChange={(ids) => set({ people: ids })}
        />
        <Checkbox
          label={words.ledger}
          checked={form.ledger}
          onChange={(event) => set({ ledger: event.currentTarget.checked })}
        />
        <div className={styles.days}>
          <TextInput type="date" label={words.from} required min={today} {...field('from')} />
          <TextInput type="date" label={words.until} required min={form.from} {...field('until')} />
          <TextInput type="date" label={words.remind} min={form.from} max={form.until} {...field('remind')} />
        </div>
        <RoundPreview scope={scope} />
        {open.error && open.error.errors.length === 0 ? <div role="alert">{open.error.detail}</div> : null}
        <Button type="submit" variant="filled" loading={open.isPending}>
          {words.send}
        </Button>
      </form>
    </SidePanel>
  );
}
