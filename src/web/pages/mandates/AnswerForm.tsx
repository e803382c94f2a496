import { Alert, Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { type Need, touched } from './mandates.ts';
import { useMandateWords } from './messages.ts';

const answers = ['granted', 'alternative', 'denied'] as const;

/** Granted, something else, or no and why not. */
export function AnswerForm({ need, close }: { need: Need; close: () => void }) {
  const words = useMandateWords();
  const [form, setForm] = useState({
    answer: 'alternative' as (typeof answers)[number],
    words: '',
    amount: '',
  });
  const set = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const counts = form.answer === 'alternative' && need.piece === 'budget';
  const save = useChange({
    call: () =>
      api.post(`/ownership/needs/${need.id}/answer`, {
        answer: form.answer,
        words: form.words || null,
        amount: counts && form.amount ? Number(form.amount) : null,
      }),
    touches: touched,
    said: words.sent(need.person.name),
    undo: () => api.del(`/ownership/needs/${need.id}/answer`),
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={words.answerTitle(need.person.name)}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p className="quote">
          <q>{need.words}</q>
        </p>
        <SegmentedControl
          aria-label={words.send}
          value={form.answer}
          onChange={(value) => set({ answer: value as (typeof answers)[number] })}
          data={answers.map((value) => ({ value, label: words.answers[value] }))}
        />
        {counts ? (
          <TextInput
            type="number"
            label={`${words.amount} (${need.currency ?? ''})`}
            min={1}
            value={form.amount}
            error={save.error?.field('amount')}
            onChange={(event) => set({ amount: event.currentTarget.value })}
          />
        ) : null}
        <Textarea
          label={words.why[form.answer]}
          required={form.answer !== 'granted'}
          minLength={3}
          data-autofocus
          value={form.words}
          error={save.error?.field('words')}
          onChange={(event) => set({ words: event.currentTarget.value })}
        />
        {save.error && save.error.errors.length === 0 ? (
          <Alert role="alert">{save.error.detail}</Alert>
        ) : null}
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.send}
        </Button>
      </form>
    </Dialog>
  );
}
