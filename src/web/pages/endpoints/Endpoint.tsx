import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useGo } from '../../parts/useGo.ts';
import { useParam } from '../../parts/useUrl.ts';
import { CrmTest } from './CrmTest.tsx';
import { EndpointForm } from './EndpointForm.tsx';
import styles from './Endpoints.module.css';
import { type AnEndpoint, stateOf, stateTones } from './endpoints.ts';
import { Log } from './Log.tsx';
import { useEndpointWords } from './messages.ts';
import { RotateSecret } from './RotateSecret.tsx';

/** One endpoint: what it is sent, how that goes, and every delivery. */
export function Endpoint() {
  const id = useParam('endpointId');
  const words = useEndpointWords();
  const query = useApi<AnEndpoint>(['endpoints', id], `/endpoints/${id}`, { live: 5000, keep: false });
  return (
    <>
      <PageHeader
        above={<Go to="/endpoints">← {words.back}</Go>}
        title={query.data?.name ?? words.title}
        sentence={query.data?.description || undefined}
        actions={query.data ? <Actions endpoint={query.data} /> : undefined}
      />
      <Loaded query={query}>
        {(endpoint) => (
          <div className="stack">
            <About endpoint={endpoint} />
            <Log endpoint={endpoint} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function About({ endpoint }: { endpoint: AnEndpoint }) {
  const words = useEndpointWords();
  const format = useFormat();
  const state = stateOf(endpoint);
  const { stopped, oldSecretUntil } = endpoint;
  const overlaps = oldSecretUntil && new Date(oldSecretUntil) > new Date();
  return (
    <Card title={words.about} aside={<Chip tone={stateTones[state]}>{words.states[state]}</Chip>}>
      {stopped ? (
        <p>
          {words.stoppedWhy[stopped.why]}
          {stopped.detail ? <span className="muted"> {stopped.detail}</span> : null}
        </p>
      ) : null}
      <Facts
        facts={[
          [words.kind, words.kinds[endpoint.kind]],
          [
            words.url,
            <span key="url" className={styles.address}>
              {endpoint.url}
            </span>,
          ],
          [words.events, endpoint.eventTypes.join(', ')],
          [words.departments, endpoint.departments.join(', ') || null],
          [words.source, endpoint.settings?.source ?? null],
          [words.owner, endpoint.owner?.name ?? words.ownerNobody],
          [words.since, format.moment(endpoint.madeAt)],
          ['', overlaps ? words.oldUntil(format.moment(oldSecretUntil)) : null],
        ]}
      />
    </Card>
  );
}

function Actions({ endpoint }: { endpoint: AnEndpoint }) {
  const words = useEndpointWords();
  const go = useGo();
  const mayWrite = useMay('endpoint:write');
  const [open, setOpen] = useState<'change' | 'secret' | 'end' | 'test'>();
  const close = () => setOpen(undefined);
  const { id, name, stopped } = endpoint;
  const touches = [['endpoints'] as const, ['deliveries'] as const];
  const test = useChange({ call: () => api.post(`/endpoints/${id}/test`, {}), touches, said: words.tested });
  const turn = useChange({
    call: () => api.post(`/endpoints/${id}/${stopped ? 'start' : 'stop'}`),
    touches,
    said: stopped ? words.started(name) : words.stopped(name),
  });
  const end = useChange({
    call: () => api.del(`/endpoints/${id}`),
    touches,
    ends: [
      ['endpoints', id],
      ['deliveries', id],
    ],
    said: words.ended(name),
    after: () => go('/endpoints'),
  });
  if (!mayWrite) return null;
  return (
    <span className="row">
      {endpoint.kind === 'crm' ? (
        <Button variant="filled" onClick={() => setOpen('test')}>
          {words.crmTest}
        </Button>
      ) : (
        <Button variant="filled" loading={test.isPending} onClick={() => test.mutate()}>
          {words.test}
        </Button>
      )}
      <Button loading={turn.isPending} onClick={() => turn.mutate()}>
        {stopped ? words.start : words.stop}
      </Button>
      <Button onClick={() => setOpen('change')}>{words.change}</Button>
      {endpoint.kind === 'webhook' ? <Button onClick={() => setOpen('secret')}>{words.secret}</Button> : null}
      <Button onClick={() => setOpen('end')}>{words.end}</Button>
      {open === 'change' ? <EndpointForm endpoint={endpoint} close={close} /> : null}
      {open === 'test' ? <CrmTest endpoint={endpoint} close={close} /> : null}
      {open === 'secret' ? <RotateSecret endpoint={endpoint} close={close} /> : null}
      <Confirm
        open={open === 'end'}
        close={close}
        title={words.endSure(name)}
        act={words.end}
        busy={end.isPending}
        onAct={() => end.mutate()}
      >
        {words.endText}
      </Confirm>
    </span>
  );
}
