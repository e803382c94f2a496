import { Alert, Button, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import styles from './Measures.module.css';
import type { Metric } from './measures.ts';
import { useMetricWords } from './metrics.messages.ts';

const number = (text: string) => (text.trim() === '' ? undefined : Number(text.replace(',', '.')));
const texted = (value: number | null | undefined) =>
  value === null || value === undefined ? '' : String(value);

/** Makes a metric or changes one; the server says what cannot be. */
export function MetricForm({ metric, done }: { metric: Metric | undefined; done: () => void }) {
  const words = useMetricWords();
  const [form, setForm] = useState({
    key: metric?.key ?? '',
    name: metric?.name ?? '',
    kind: (metric?.kind ?? 'nps') as string,
    takenFrom: (metric?.takenFrom ?? 'response') as string,
    interactionKinds: metric?.interactionKinds.join(', ') ?? '',
    take: (metric?.take ?? null) as string | null,
    scaleMin: texted(metric?.scaleMin),
    scaleMax: texted(metric?.scaleMax),
    unit: metric?.unit ?? '',
    higherIsBetter: metric?.higherIsBetter ?? true,
    goodAt: texted(metric?.goodAt),
    badAt: texted(metric?.badAt),
    description: metric?.description ?? '',
  });
  const set = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const events = form.takenFrom === 'interaction';
  const change = useChange({
    call: () => {
      const { key, unit, take, ...rest } = form;
      const body = {
        ...rest,
        interactionKinds: events
          ? rest.interactionKinds
              .split(',')
              .map((kind) => kind.trim())
              .filter(Boolean)
          : [],
        ...(take && events ? { take } : {}),
        ...(unit.trim() ? { unit: unit.trim() } : {}),
        scaleMin: number(rest.scaleMin),
        scaleMax: number(rest.scaleMax),
        goodAt: number(rest.goodAt) ?? (metric ? null : undefined),
        badAt: number(rest.badAt) ?? (metric ? null : undefined),
      };
      return metric ? api.patch(`/metrics/${metric.key}`, body) : api.post('/metrics', { key, ...body });
    },
    touches: [['metrics'], ['readings'], ['movers']],
    said: words.saved(form.name),
    quiet: true,
    after: done,
  });
  const problem = change.error;
  const field = (name: string) => problem?.field(name);
  const line = (name: 'scaleMin' | 'scaleMax' | 'goodAt' | 'badAt' | 'unit') => (
    <TextInput
      label={words[name]}
      value={form[name]}
      inputMode={name === 'unit' ? 'text' : 'decimal'}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
      error={field(name)}
    />
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <TextInput
        label={words.name}
        required
        data-autofocus
        value={form.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={field('name')}
      />
      {metric ? null : (
        <TextInput
          label={words.key}
          description={words.keyHint}
          required
          value={form.key}
          onChange={(event) => set({ key: event.currentTarget.value })}
          error={field('key')}
        />
      )}
      <Select
        label={words.kind}
        data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
        value={form.kind}
        allowDeselect={false}
        onChange={(kind) => set({ kind: kind ?? 'nps', scaleMin: '', scaleMax: '', unit: '', take: null })}
      />
      <Select
        label={words.takenFrom}
        data={[
          { value: 'response', label: words.response },
          { value: 'interaction', label: words.interaction },
        ]}
        value={form.takenFrom}
        allowDeselect={false}
        onChange={(takenFrom) => set({ takenFrom: takenFrom ?? 'response', take: null })}
      />
      {events ? (
        <>
          <TextInput
            label={words.interactionKinds}
            description={words.interactionKindsHint}
            required
            value={form.interactionKinds}
            onChange={(event) => set({ interactionKinds: event.currentTarget.value })}
            error={field('interactionKinds')}
          />
          <Select
            label={words.take}
            data={Object.entries(words.takes).map(([value, label]) => ({ value, label }))}
            value={form.take}
            clearable
            onChange={(take) => set({ take })}
          />
        </>
      ) : (
        <div className={styles.pair}>
          {line('scaleMin')}
          {line('scaleMax')}
        </div>
      )}
      <div className={styles.pair}>
        {line('goodAt')}
        {line('badAt')}
      </div>
      {line('unit')}
      <Switch
        label={words.higher}
        checked={form.higherIsBetter}
        onChange={(event) => set({ higherIsBetter: event.currentTarget.checked })}
      />
      <Textarea
        label={words.description}
        autosize
        minRows={2}
        value={form.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      {problem ? <Alert role="alert">{problem.detail}</Alert> : null}
      <Button type="submit" variant="filled" loading={change.isPending}>
        {words.save}
      </Button>
    </form>
  );
}
