import { Alert, Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import styles from './Measures.module.css';
import type { Metric } from './measures.ts';
import { useMetricWords } from './metrics.messages.ts';

interface Touchpoint {
  key: string;
  name: string;
}

/** Where the metric shall be, for all or for one touchpoint, and by when. */
export function TargetForm({ metric, done }: { metric: Metric; done: () => void }) {
  const words = useMetricWords();
  const touchpoints = useApi<{ items: Touchpoint[] }>(['touchpoints'], '/touchpoints').data?.items ?? [];
  const [form, setForm] = useState({ touchpoint: null as string | null, value: '', dueOn: '' });
  const change = useChange({
    call: () =>
      api.post('/targets', {
        metric: metric.key,
        touchpoint: form.touchpoint,
        value: Number(form.value.replace(',', '.').replace('−', '-')),
        dueOn: form.dueOn || null,
      }),
    touches: [['metrics'], ['targets']],
    said: words.targetSaid,
    quiet: true,
    after: done,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <h3 style={{ margin: 0 }}>{words.targetTitle(metric.name)}</h3>
      <Select
        label={words.touchpoint}
        placeholder={words.everywhere}
        searchable
        clearable
        data={touchpoints.map(({ key, name }) => ({ value: key, label: name }))}
        value={form.touchpoint}
        onChange={(touchpoint) => setForm({ ...form, touchpoint })}
      />
      <div className={styles.pair}>
        <TextInput
          label={metric.unit ? `${words.value} (${metric.unit})` : words.value}
          required
          inputMode="decimal"
          value={form.value}
          onChange={(event) => setForm({ ...form, value: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={words.dueOn}
          value={form.dueOn}
          onChange={(event) => setForm({ ...form, dueOn: event.currentTarget.value })}
        />
      </div>
      {change.error ? <Alert role="alert">{change.error.detail}</Alert> : null}
      <Button type="submit" variant="filled" loading={change.isPending} disabled={form.value.trim() === ''}>
        {words.save}
      </Button>
    </form>
  );
}
