import { Alert, Button, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { type Mandate, touched } from './mandates.ts';
import { useMandateWords } from './messages.ts';

const kinds = ['authority', 'budget', 'access', 'seat'] as const;
const periods = ['once', 'month', 'quarter', 'year'] as const;

/** What I need, for what, and how much. */
export function NeedForm({ holds, close }: { holds: Mandate['holds']; close: () => void }) {
  const words = useMandateWords();
  const { organisation } = useMe();
  const [form, setForm] = useState({
    piece: 'authority' as (typeof kinds)[number],
    object: '',
    words: '',
    amount: '',
    period: 'year',
  });
  const set = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const save = useChange({
    call: () => {
      const [kind, ...key] = form.object.split(':');
      const budget = form.piece === 'budget';
      return api.post('/ownership/needs', {
        piece: form.piece,
        words: form.words,
        object: form.object ? { kind, key: key.join(':') } : null,
        amount: budget ? Number(form.amount) : null,
        currency: budget ? organisation.currency : null,
        period: budget ? form.period : null,
      });
    },
    touches: touched,
    said: words.stated,
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={words.needTitle}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <SegmentedControl
          aria-label={words.piece}
          value={form.piece}
          onChange={(value) => set({ piece: value as (typeof kinds)[number] })}
          data={kinds.map((value) => ({ value, label: words.pieces[value] }))}
        />
        <NativeSelect
          label={words.object}
          value={form.object}
          data={[
            { value: '', label: words.everything },
            ...holds.map(({ kind, key, name }) => ({ value: `${kind}:${key}`, label: name })),
          ]}
          onChange={(event) => set({ object: event.currentTarget.value })}
        />
        <Textarea
          label={words.words}
          description={words.hints[form.piece]}
          required
          minLength={3}
          maxLength={1000}
          data-autofocus
          value={form.words}
          error={save.error?.field('words')}
          onChange={(event) => set({ words: event.currentTarget.value })}
        />
        {form.piece === 'budget' ? (
          <div className="row" style={{ alignItems: 'start' }}>
            <TextInput
              type="number"
              label={`${words.amount} (${organisation.currency})`}
              required
              min={1}
              value={form.amount}
              error={save.error?.field('amount')}
              onChange={(event) => set({ amount: event.currentTarget.value })}
            />
            <NativeSelect
              label={words.period}
              value={form.period}
              data={periods.map((value) => ({ value, label: words.periods[value] }))}
              onChange={(event) => set({ period: event.currentTarget.value })}
            />
          </div>
        ) : null}
        {save.error && save.error.errors.length === 0 ? (
          <Alert role="alert">{save.error.detail}</Alert>
        ) : null}
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.state}
        </Button>
      </form>
    </Dialog>
  );
}
