import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Erasure } from '../../../govern/erasure/erasure.ts';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import type { Wire } from '../../api/wire.ts';
import { useFormat } from '../../i18n/format.ts';
import { Facts } from '../../parts/Facts.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Dialog } from '../../parts/Panel.tsx';
import styles from './Customer.module.css';
import { useEraseWords } from './erase.messages.ts';

type Preview = Wire<Erasure>;

/** What goes and what stays, why, and the name once more: the one thing on this page that nothing takes back. */
export function EraseDialog({
  customerId,
  open,
  close,
}: {
  customerId: string;
  open: boolean;
  close: () => void;
}) {
  const words = useEraseWords();
  const preview = useApi<Preview>(['customers', customerId, 'erasure'], `/customers/${customerId}/erasure`, {
    when: open,
    keep: false,
  });
  return (
    <Dialog open={open} close={close} title={words.title}>
      <Loaded query={preview}>{(data) => <EraseForm preview={data} close={close} />}</Loaded>
    </Dialog>
  );
}

function EraseForm({ preview, close }: { preview: Preview; close: () => void }) {
  const words = useEraseWords();
  const format = useFormat();
  const { id, name } = preview.customer;
  const called = name?.trim() || id;
  const [reason, setReason] = useState('');
  const [typed, type] = useState('');
  const erase = useChange({
    call: () => api.post(`/customers/${id}/erasure`, { reason }),
    touches: [['customers'], ['cases']],
    said: words.done,
    after: close,
    quiet: true,
  });
  const counts = <K extends string>(of: Record<K, number>, names: Record<K, string>) => (
    <Facts
      facts={(Object.keys(names) as K[])
        .filter((kind) => of[kind] > 0)
        .map((kind): [string, string] => [names[kind], format.number(of[kind])])}
    />
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        erase.mutate();
      }}
    >
      <p>{words.text}</p>
      <h3>{words.goes}</h3>
      {counts(preview.goes, words.kinds)}
      <h3>{words.stays}</h3>
      {counts(preview.stays, words.kept)}
      {preview.open.length > 0 ? (
        <div role="note">
          <p>{words.open(preview.open.length)}</p>
          <ul>
            {preview.open.map((one) => (
              <li key={one.id}>{words.case(one.number, one.owner)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <Textarea
        label={words.why}
        description={words.whyHint}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        autosize
        minRows={2}
        data-autofocus
        error={erase.error?.field('reason') ?? erase.error?.detail}
      />
      <TextInput
        label={words.confirm(called)}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
      />
      <div className={styles.end}>
        <Button onClick={close}>{words.cancel}</Button>
        <Button
          type="submit"
          variant="filled"
          color="red"
          disabled={reason.trim().length < 3 || typed.trim() !== called}
          loading={erase.isPending}
        >
          {words.act}
        </Button>
      </div>
    </form>
  );
}
