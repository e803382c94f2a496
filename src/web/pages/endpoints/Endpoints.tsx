import { Button } from '@mantine/core';
import { useMay } from '../../api/me.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import { EndpointForm } from './EndpointForm.tsx';
import styles from './Endpoints.module.css';
import { type AnEndpoint, stateOf, stateTones, useEndpoints } from './endpoints.ts';
import { useEndpointWords } from './messages.ts';

/** Where what happens here is sent, and how that goes. */
export function Endpoints() {
  const words = useEndpointWords();
  const mayWrite = useMay('endpoint:write');
  const [url, setUrl] = useUrl();
  const query = useEndpoints();
  const items = query.data?.items ?? [];
  const sum = (of: 'waiting' | 'givenUp') => items.reduce((all, one) => all + one[of], 0);
  const add = mayWrite ? (
    <Button variant="filled" onClick={() => setUrl({ new: '1' }, { push: true })}>
      {words.add}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader
        above={<Go to="/settings">← {words.settings}</Go>}
        title={words.title}
        sentence={items.length > 0 ? words.sentence(items.length, sum('waiting'), sum('givenUp')) : undefined}
        actions={
          <span className="row">
            <Button component={Go} to="/endpoints/events">
              {words.catalogue}
            </Button>
            {items.length > 0 ? add : null}
          </span>
        }
      />
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <EmptyState title={words.empty} text={words.emptyText} action={add} />
          ) : (
            <Card>
              {items.map((endpoint) => (
                <Row key={endpoint.id} endpoint={endpoint} />
              ))}
            </Card>
          )
        }
      </Loaded>
      {url.new && mayWrite ? <EndpointForm close={() => setUrl({ new: undefined })} /> : null}
    </>
  );
}

function Row({ endpoint }: { endpoint: AnEndpoint }) {
  const words = useEndpointWords();
  const state = stateOf(endpoint);
  return (
    <CardRow
      action={
        <span className="row">
          {endpoint.waiting > 0 ? <Chip>{words.waiting(endpoint.waiting)}</Chip> : null}
          {endpoint.givenUp > 0 ? <Chip tone="bad">{words.givenUp(endpoint.givenUp)}</Chip> : null}
        </span>
      }
    >
      <div className={styles.line}>
        <Go to={`/endpoints/${endpoint.id}`}>
          <b>{endpoint.name}</b>
        </Go>
        <Chip tone="accent">{words.kinds[endpoint.kind]}</Chip>
        <Chip tone={stateTones[state]}>{words.states[state]}</Chip>
      </div>
      <div className={styles.address}>{endpoint.url}</div>
      <div className="tiny muted">
        {words.eventsChosen(endpoint.eventTypes.length)} ·{' '}
        {endpoint.deliveredAt ? (
          <>
            {words.delivered} <When at={endpoint.deliveredAt} />
          </>
        ) : (
          words.never
        )}
      </div>
    </CardRow>
  );
}
