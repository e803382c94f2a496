import { Button, Checkbox, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useGo } from '../../parts/useGo.ts';
import styles from './Customer.module.css';
import { useCustomersWords } from './messages.ts';

/** A case for a customer who called, wrote, or stood in the shop. */
export function OpenCaseDialog({
  customerId,
  open,
  close,
}: {
  customerId: string;
  open: boolean;
  close: () => void;
}) {
  const words = useCustomersWords();
  const go = useGo();
  const [reason, setReason] = useState('');
  const [touchpoint, setTouchpoint] = useState<string | null>(null);
  const [urgent, setUrgent] = useState(false);
  const [mine, setMine] = useState(false);
  const touchpoints = useApi<{ items: { key: string; name: string }[] }>(['touchpoints'], '/touchpoints', {
    when: open,
  });
  const make = useChange<void, { id: string }>({
    call: () => api.post('/cases', { customerId, reason, touchpoint, urgent, mine }),
    touches: [['cases'], ['customers']],
    said: words.opened,
    after: (made) => go(`/inbox/${made.id}`),
    quiet: true,
  });
  return (
    <Dialog open={open} close={close} title={words.openCase}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Textarea
          label={words.what}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          data-autofocus
          error={make.error?.detail}
        />
        <Select
          label={words.where}
          searchable
          clearable
          data={(touchpoints.data?.items ?? []).map(({ key, name }) => ({ value: key, label: name }))}
          value={touchpoint}
          onChange={setTouchpoint}
        />
        <Checkbox
          label={words.urgent}
          checked={urgent}
          onChange={(event) => setUrgent(event.currentTarget.checked)}
        />
        <Checkbox
          label={words.mine}
          checked={mine}
          onChange={(event) => setMine(event.currentTarget.checked)}
        />
        <div className={styles.end}>
          <Button onClick={close}>{words.cancel}</Button>
          <Button type="submit" variant="filled" disabled={reason.trim() === ''} loading={make.isPending}>
            {words.act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
