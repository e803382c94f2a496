import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { useRecoveryWords } from './messages.ts';
import { fromMinor, toMinor } from './money.ts';
import styles from './Recovery.module.css';
import { type Redress, touchedByMoney } from './recovery.ts';

/** Some of it came back, or it was written down wrongly: booked beside what stands, never over it. */
export function PutRightForm({ item, done }: { item: Redress; done: () => void }) {
  const words = useRecoveryWords();
  const [how, setHow] = useState<'returns' | 'correction'>('returns');
  const [text, setText] = useState(fromMinor(item.spent, item.currency));
  const [reason, setReason] = useState('');
  const amount = toMinor(text, item.currency);
  const book = useChange({
    call: () => api.post(`/redress/${item.id}/${how}`, { amount, reason }),
    touches: touchedByMoney,
    said: words.booked,
    after: done,
    quiet: true,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        book.mutate();
      }}
    >
      <SegmentedControl
        value={how}
        onChange={(value) => setHow(value as typeof how)}
        data={[
          { value: 'returns', label: words.cameBack },
          { value: 'correction', label: words.wrong },
        ]}
      />
      <TextInput
        label={words.amount(item.currency)}
        description={how === 'returns' ? words.cameBackHint : words.wrongHint}
        inputMode="decimal"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={amount === undefined ? words.amountWrong : book.error?.field('amount')}
        data-autofocus
      />
      <Textarea
        label={words.reason}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={book.error && (book.error.field('reason') ?? book.error.detail)}
      />
      <div className={styles.end}>
        <Button onClick={done}>{words.cancel}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={book.isPending}
          disabled={amount === undefined || reason.trim().length < 3}
        >
          {words.save}
        </Button>
      </div>
    </form>
  );
}
