import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { useOpennessWords } from './messages.ts';
import { type Openness, touched } from './openness.ts';

/** Asks to see a data set: which, how much of it, and for what. */
export function AskForm({ data, close }: { data: Openness; close: () => void }) {
  const words = useOpennessWords();
  const [url] = useUrl();
  const [form, setForm] = useState({
    set: url.set ?? data.rows[0]?.key ?? '',
    level: 'full',
    purpose: '',
  });
  const save = useChange({
    call: () => api.post('/access-requests', form),
    touches: touched,
    said: words.saidAsked(data.workingDays),
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={words.ask}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <NativeSelect
          label={words.set}
          data-autofocus
          value={form.set}
          data={data.rows.map((row) => ({
            value: row.key,
            label: row.owner ? `${row.name} · ${row.owner.name}` : row.name,
          }))}
          onChange={(event) => setForm({ ...form, set: event.currentTarget.value })}
        />
        <NativeSelect
          label={words.level}
          value={form.level}
          data={(['full', 'aggregated'] as const).map((value) => ({ value, label: words.levels[value] }))}
          onChange={(event) => setForm({ ...form, level: event.currentTarget.value })}
        />
        <Textarea
          label={words.purpose}
          required
          autosize
          minRows={2}
          value={form.purpose}
          onChange={(event) => setForm({ ...form, purpose: event.currentTarget.value })}
          error={save.error?.field('purpose') ?? save.error?.detail}
        />
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.askNow}
        </Button>
      </form>
    </Dialog>
  );
}
