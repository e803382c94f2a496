import { Button, Select, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import styles from './Customer.module.css';
import type { CustomerLine, CustomerSheet } from './customers.ts';
import { useCustomersWords } from './messages.ts';

/** Says that another customer is this one, and how one knows. */
export function MergeDialog({
  customerId,
  open,
  close,
}: {
  customerId: string;
  open: boolean;
  close: () => void;
}) {
  const words = useCustomersWords();
  const [typed, type] = useState('');
  const [q] = useDebouncedValue(typed, 200);
  const [other, choose] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const found = useApi<{ items: CustomerLine[] }>(['customers', 'find'], '/customers', {
    query: { q, limit: 20 },
    when: open && q.length > 1,
  });
  const merge = useChange<void, CustomerSheet>({
    call: () => api.post(`/customers/${customerId}/merges`, { with: other, reason }),
    touches: [['customers'], ['cases']],
    said: words.mergeDone,
    undo: async (sheet) => {
      const latest = sheet.merges.filter((one) => !one.undoneAt).sort((a, b) => b.at.localeCompare(a.at))[0];
      if (latest) await api.post(`/merges/${latest.id}/undo`, { reason: words.undoReason });
    },
    after: close,
    quiet: true,
  });
  return (
    <Dialog open={open} close={close} title={words.mergeTitle}>
      <div className={styles.form}>
        <Select
          label={words.search}
          searchable
          data-autofocus
          filter={({ options }) => options}
          searchValue={typed}
          onSearchChange={type}
          data={(found.data?.items ?? [])
            .filter((one) => one.id !== customerId)
            .map((one) => ({
              value: one.id,
              label: [one.name ?? words.unnamed, one.email, one.phone].filter(Boolean).join(' · '),
            }))}
          value={other}
          onChange={choose}
        />
        <Textarea
          label={words.why}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          error={merge.error?.detail}
        />
        <div className={styles.end}>
          <Button onClick={close}>{words.cancel}</Button>
          <Button
            variant="filled"
            disabled={!other || reason.trim().length < 3}
            loading={merge.isPending}
            onClick={() => merge.mutate()}
          >
            {words.mergeAct}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
