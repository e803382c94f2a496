import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import styles from './Endpoints.module.css';
import { deliveryTones, type OneDelivery } from './endpoints.ts';
import { useEndpointWords } from './messages.ts';

/** What was sent, and every try with what was answered. */
export function DeliveryPanel({ id, close }: { id: string; close: () => void }) {
  const query = useApi<OneDelivery>(['deliveries', 'one', id], `/deliveries/${id}`, {
    live: 5000,
    keep: false,
  });
  return (
    <SidePanel open close={close} title={query.data?.type ?? '…'}>
      <Loaded query={query}>{(delivery) => <Detail delivery={delivery} />}</Loaded>
    </SidePanel>
  );
}

function Detail({ delivery }: { delivery: OneDelivery }) {
  const words = useEndpointWords();
  const format = useFormat();
  const mayWrite = useMay('endpoint:write');
  const again = useChange({
    call: () => api.post(`/deliveries/${delivery.id}/replay`),
    touches: [['deliveries'], ['endpoints']],
    said: words.sentAgain,
  });
  return (
    <div className="stack">
      <div className="row between">
        <Chip tone={deliveryTones[delivery.state]}>{words.delivery[delivery.state]}</Chip>
        {mayWrite ? (
          <Button loading={again.isPending} onClick={() => again.mutate()}>
            {words.again}
          </Button>
        ) : null}
      </div>
      <Facts
        facts={[
          [
            words.messageId,
            <span key="id" className={styles.address}>
              {delivery.messageId}
            </span>,
          ],
          [words.happened, format.moment(delivery.occurredAt)],
          ['', delivery.dueAt ? words.nextTry(format.moment(delivery.dueAt)) : null],
        ]}
      />
      <section>
        <h3>{words.attempts}</h3>
        {delivery.attempts.length === 0 ? <p className="muted">{words.noAttempts}</p> : null}
        {delivery.attempts.map((one) => (
          <Try key={one.id} attempt={one} />
        ))}
      </section>
      <section>
        <h3>{words.message}</h3>
        <pre className={styles.code}>{pretty(delivery.body)}</pre>
      </section>
    </div>
  );
}

function Try({ attempt }: { attempt: OneDelivery['attempts'][number] }) {
  const words = useEndpointWords();
  const format = useFormat();
  return (
    <div className={styles.try}>
      <div>
        <b>{attempt.status === null ? words.noAnswer : words.answered(attempt.status)}</b>{' '}
        <span className="muted">
          · {format.moment(attempt.at)} · {words.ms(attempt.ms)}
          {attempt.together > 1 ? ` · ${words.together(attempt.together)}` : ''}
        </span>
      </div>
      {attempt.request ? <div className={styles.address}>{attempt.request}</div> : null}
      {attempt.failure ? <div className={styles.wrong}>{attempt.failure}</div> : null}
      {attempt.response ? (
        <details>
          <summary>{words.response}</summary>
          <pre className={styles.code}>{attempt.response}</pre>
        </details>
      ) : null}
    </div>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
