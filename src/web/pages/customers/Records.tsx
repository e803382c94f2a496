import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Dialog } from '../../parts/Panel.tsx';
import styles from './Customer.module.css';
import type { CustomerSheet } from './customers.ts';
import { useCustomersWords } from './messages.ts';

type Identity = CustomerSheet['identities'][number];

/** Each record of each source, and why it counts as this customer. */
export function Records({ sheet }: { sheet: CustomerSheet }) {
  const words = useCustomersWords();
  const format = useFormat();
  const may = useMay('customer:write');
  const [doubted, doubt] = useState<Identity>();
  const reasonOf = (one: Identity) => {
    if (one.linkReason === 'own' || one.linkReason === 'person') return words.reasons[one.linkReason];
    const kind = one.linkReason.replace(/^exact:/, '');
    const told =
      kind === 'email' || kind === 'phone'
        ? words.reasons[kind]
        : words.reasons.key(kind.replaceAll('_', ' '));
    const value = one.linkEvidence.value;
    return typeof value === 'string' ? `${told} (${value})` : told;
  };
  return (
    <Card title={words.records} aside={words.recordsAside(sheet.identities.length)}>
      {sheet.identities.map((one) => (
        <CardRow
          key={one.id}
          action={
            may && sheet.identities.length > 1 ? (
              <Button size="compact-sm" variant="subtle" onClick={() => doubt(one)}>
                {words.separate}
              </Button>
            ) : undefined
          }
        >
          <b>{one.source}</b> <span className="tiny muted">{one.externalKey}</span>
          <div className={styles.wrap}>{[one.name, one.email, one.phone].filter(Boolean).join(' · ')}</div>
          <div className="tiny muted">{words.linked(reasonOf(one), format.date(one.linkedAt))}</div>
        </CardRow>
      ))}
      {doubted ? (
        <Separate customerId={sheet.customer.id} identity={doubted} close={() => doubt(undefined)} />
      ) : null}
    </Card>
  );
}

function Separate({
  customerId,
  identity,
  close,
}: {
  customerId: string;
  identity: Identity;
  close: () => void;
}) {
  const words = useCustomersWords();
  const [reason, setReason] = useState('');
  const separate = useChange<string, CustomerSheet>({
    call: (why) => api.post(`/customers/${customerId}/separations`, { identityId: identity.id, reason: why }),
    touches: [['customers'], ['cases']],
    said: words.separated,
    after: close,
    quiet: true,
  });
  return (
    <Dialog open close={close} title={words.separateTitle(identity.source)}>
      <p className="muted">{words.separateText}</p>
      <Textarea
        label={words.why}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        data-autofocus
        error={separate.error?.detail}
      />
      <div className={styles.end}>
        <Button onClick={close}>{words.cancel}</Button>
        <Button
          variant="filled"
          disabled={reason.trim().length < 3}
          loading={separate.isPending}
          onClick={() => separate.mutate(reason)}
        >
          {words.separate}
        </Button>
      </div>
    </Dialog>
  );
}
