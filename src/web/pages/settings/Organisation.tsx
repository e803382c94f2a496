import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import type { Organisation as Shape } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useSettingsWords } from './messages.ts';
import styles from './Settings.module.css';

export function Organisation() {
  const words = useSettingsWords();
  const organisation = useApi<Shape>(['organisation'], '/settings/organisation');
  return (
    <Card title={words.parts.organisation}>
      <Loaded query={organisation}>{(data) => <Form organisation={data} />}</Loaded>
    </Card>
  );
}

function Form({ organisation }: { organisation: Shape }) {
  const { organisation: words, name, save: saveWord } = useSettingsWords();
  const [form, setForm] = useState(organisation);
  const save = useChange<void, Shape>({
    call: () => api.put<Shape>('/settings/organisation', form),
    touches: [['organisation'], ['me']],
    said: words.saved,
    quiet: true,
  });
  const set = (field: keyof Shape) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [field]: value }));
  };
  return (
    <form
      className={`stack ${styles.form}`}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label={name}
        required
        maxLength={200}
        value={form.name}
        onChange={set('name')}
        error={save.error?.field('name')}
      />
      <NativeSelect
        label={words.language}
        value={form.language}
        onChange={set('language')}
        data={Object.entries(words.languages).map(([value, label]) => ({ value, label }))}
      />
      <NativeSelect
        label={words.timezone}
        description={words.timezoneHint}
        value={form.timezone}
        onChange={set('timezone')}
        data={[...new Set([form.timezone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
      />
      <TextInput
        label={words.currency}
        required
        maxLength={3}
        value={form.currency}
        onChange={set('currency')}
        error={save.error?.field('currency')}
      />
      {save.error && save.error.errors.length === 0 ? <div role="alert">{save.error.detail}</div> : null}
      <div>
        <Button type="submit" variant="filled" loading={save.isPending}>
          {saveWord}
        </Button>
      </div>
    </form>
  );
}
