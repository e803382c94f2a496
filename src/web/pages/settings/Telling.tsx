import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TellingSettings } from '../../../close/telling/settings.ts';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import styles from './Settings.module.css';
import { useTellingSettingsWords } from './telling.messages.ts';

/** Quiet hours, the time for an answer, the one reminder, the letterhead. */
export function Telling() {
  const words = useTellingSettingsWords();
  const query = useApi<TellingSettings>(['telling'], '/follow-up/settings');
  const may = useMay('settings:write');
  return (
    <Card title={words.title}>
      <p className="muted">{words.sentence}</p>
      <Loaded query={query}>
        {(data) =>
          may ? (
            <Form settings={data} />
          ) : (
            <p>{words.shown(data.answerDays, `${data.quietFrom}–${data.quietUntil}`)}</p>
          )
        }
      </Loaded>
    </Card>
  );
}

function Form({ settings }: { settings: TellingSettings }) {
  const words = useTellingSettingsWords();
  const [form, setForm] = useState({
    answerDays: String(settings.answerDays),
    remindDays: settings.remindDays === null ? '' : String(settings.remindDays),
    quietFrom: settings.quietFrom,
    quietUntil: settings.quietUntil,
    letterhead: settings.letterhead,
  });
  const set = (name: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [name]: value }));
  };
  const save = useChange<void, unknown>({
    call: () =>
      api.put('/follow-up/settings', {
        ...form,
        answerDays: Number(form.answerDays),
        remindDays: form.remindDays === '' ? null : Number(form.remindDays),
      }),
    touches: [['telling']],
    said: words.saved,
    quiet: true,
  });
  const field = (name: keyof typeof form, type: 'number' | 'time', description?: string) => (
    <TextInput
      type={type}
      label={words[name]}
      description={description}
      value={form[name]}
      onChange={set(name)}
      error={save.error?.field(name)}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className={styles.telling}>
        {field('answerDays', 'number')}
        {field('remindDays', 'number', words.remindHint)}
        {field('quietFrom', 'time', words.quietHint)}
        {field('quietUntil', 'time')}
      </div>
      <Textarea
        mt="sm"
        label={words.letterhead}
        description={words.letterheadHint}
        autosize
        minRows={2}
        maxRows={6}
        value={form.letterhead}
        onChange={set('letterhead')}
        error={save.error?.field('letterhead')}
      />
      <Button mt="sm" type="submit" variant="filled" loading={save.isPending}>
        {words.save}
      </Button>
    </form>
  );
}
