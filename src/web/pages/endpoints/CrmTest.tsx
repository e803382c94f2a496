import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import styles from './Endpoints.module.css';
import type { AnEndpoint } from './endpoints.ts';
import { useEndpointWords } from './messages.ts';

interface Found {
  id: string;
  name: string | null;
  email: string | null;
}
interface Trial {
  requests: { method: string; url: string; body: string }[];
}

/** What would be written into a customer's record; then it is. */
export function CrmTest({ endpoint, close }: { endpoint: AnEndpoint; close: () => void }) {
  const words = useEndpointWords();
  const [q, setQ] = useState('');
  const [customerId, setCustomer] = useState<string | null>(null);
  const found = useApi<{ items: Found[] }>(['customers', 'of-test'], '/customers', {
    query: { q, limit: 20 },
  });
  const path = `/endpoints/${endpoint.id}`;
  const look = useChange<void, Trial>({ call: () => api.post(`${path}/trial`, { customerId }) });
  const write = useChange({
    call: () => api.post(`${path}/test`, { customerId }),
    touches: [['deliveries'], ['endpoints']],
    said: words.written,
    after: close,
  });
  return (
    <Dialog open close={close} title={words.crmTest} size="lg">
      <div className="stack">
        <Select
          label={words.customer}
          description={words.customerHint}
          data-autofocus
          searchable
          filter={({ options }) => options}
          value={customerId}
          onChange={setCustomer}
          onSearchChange={setQ}
          data={(found.data?.items ?? []).map(({ id, name, email }) => ({
            value: id,
            label: [name, email].filter(Boolean).join(' · ') || id,
          }))}
        />
        <div className="row">
          <Button disabled={!customerId} loading={look.isPending} onClick={() => look.mutate()}>
            {words.lookAt}
          </Button>
          <Button
            variant="filled"
            disabled={!customerId}
            loading={write.isPending}
            onClick={() => write.mutate()}
          >
            {words.write}
          </Button>
        </div>
        {look.data?.requests.map(({ method, url, body }) => (
          <div key={url}>
            <div className={styles.address}>
              {method} {url}
            </div>
            <pre className={styles.code}>{JSON.stringify(JSON.parse(body), null, 2)}</pre>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
