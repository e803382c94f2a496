import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { useRecoveryWords } from './messages.ts';
import { toMinor, useMinor } from './money.ts';
import styles from './Recovery.module.css';
import { type Given, type Redress, touchedByMoney } from './recovery.ts';

/** What, how much and why. Within the limit it is given; over it, somebody is asked by name. */
export function RedressForm({ caseId, room, done }: { caseId: string; room: Given; done: () => void }) {
  const words = useRecoveryWords();
  const minor = useMinor();
  const { currency, approver } = room;
  const [form, setForm] = useState({ kind: 'refund' as Redress['kind'], amount: '', reason: '' });
  const amount = toMinor(form.amount, currency);
  const over = amount !== undefined && amount > (room.left ?? 0);
  const give = useChange<void, Given>({
    call: () =>
      api.post(`/cases/${caseId}/redress`, { ...form, reason: form.reason, amount, currency, ask: over }),
    touches: touchedByMoney,
    said: over && approver ? words.asked(approver.name) : words.given(minor(amount ?? 0, currency)),
    after: done,
    quiet: true,
  });
  const wrong = form.amount !== '' && !amount;
  return (
    <form
      className={styles.form}
      style={{ marginTop: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (amount) give.mutate();
      }}
    >
      <div className={styles.two}>
        <NativeSelect
          label={words.kind}
          value={form.kind}
          data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
          onChange={(event) => setForm({ ...form, kind: event.currentTarget.value as Redress['kind'] })}
        />
        <TextInput
          label={words.amount(currency)}
          inputMode="decimal"
          value={form.amount}
          onChange={(event) => setForm({ ...form, amount: event.currentTarget.value })}
          error={wrong ? words.amountWrong : give.error?.field('amount')}
          autoFocus
        />
      </div>
      <Textarea
        label={words.reason}
        description={words.reasonHint}
        autosize
        minRows={2}
        value={form.reason}
        onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
        error={give.error && (give.error.field('reason') ?? give.error.detail)}
      />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button
          type="submit"
          variant="filled"
          loading={give.isPending}
          disabled={!amount || form.reason.trim().length < 3 || (over && !approver)}
        >
          {over && approver ? words.ask(approver.name) : words.act}
        </Button>
      </div>
    </form>
  );
}
