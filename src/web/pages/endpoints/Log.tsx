import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import { DeliveryPanel } from './DeliveryPanel.tsx';
import styles from './Endpoints.module.css';
import { type ADelivery, type AnEndpoint, deliveryTones } from './endpoints.ts';
import { useEndpointWords } from './messages.ts';
import { Replay } from './Replay.tsx';

const states = ['waiting', 'retrying', 'delivered', 'given_up'] as const;

/** Every delivery, the newest first; one opens beside the list. */
export function Log({ endpoint }: { endpoint: AnEndpoint }) {
  const words = useEndpointWords();
  const mayWrite = useMay('endpoint:write');
  const [url, setUrl] = useUrl();
  const [replaying, replay] = useState(false);
  const path = `/endpoints/${endpoint.id}/deliveries`;
  const pages = useInfiniteQuery({
    queryKey: ['deliveries', endpoint.id, url.state ?? ''],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: ADelivery[]; next: string | null }>(
        path,
        { after: pageParam, limit: 50, state: url.state },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    // Who has just sent a test watches it arrive.
    refetchInterval: ({ state: { data } }) =>
      data?.pages[0]?.items.some(({ state }) => state === 'waiting') ? 1000 : 5000,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
  const items = pages.data ?? [];
  return (
    <Card title={words.log}>
      <div className={styles.tools}>
        <NativeSelect
          label={words.showOnly}
          value={url.state ?? ''}
          onChange={(event) => setUrl({ state: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: words.anyState },
            ...states.map((value) => ({ value, label: words.delivery[value] })),
          ]}
        />
        {mayWrite && endpoint.givenUp > 0 ? (
          <Button onClick={() => replay(true)}>{words.replay}</Button>
        ) : null}
      </div>
      <Loaded query={pages as never}>
        {() =>
          items.length === 0 ? (
            url.state ? (
              <p className="muted">{words.logNone}</p>
            ) : (
              <EmptyState title={words.logEmpty} text={words.logEmptyText} />
            )
          ) : (
            items.map((one) => (
              <Row key={one.id} delivery={one} open={() => setUrl({ delivery: one.id }, { push: true })} />
            ))
          )
        }
      </Loaded>
      {pages.hasNextPage ? (
        <Button mt={12} loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
      {url.delivery ? (
        <DeliveryPanel id={url.delivery} close={() => setUrl({ delivery: undefined })} />
      ) : null}
      {replaying ? <Replay endpoint={endpoint} close={() => replay(false)} /> : null}
    </Card>
  );
}

function Row({ delivery, open }: { delivery: ADelivery; open: () => void }) {
  const words = useEndpointWords();
  const { state, tries, status, ms, dueAt } = delivery;
  return (
    <CardRow action={<Chip tone={deliveryTones[state]}>{words.delivery[state]}</Chip>}>
      <button type="button" className={styles.open} onClick={open}>
        {delivery.type}
      </button>
      <div className="tiny muted">
        <When at={delivery.occurredAt} />
        {status === null ? '' : ` · ${words.answered(status)}`}
        {ms === null ? '' : ` · ${words.ms(ms)}`}
        {tries > 1 ? ` · ${words.tries(tries)}` : ''}
        {state === 'retrying' && dueAt ? (
          <>
            {' · '}
            <NextTry at={dueAt} />
          </>
        ) : null}
      </div>
      {delivery.failure ? (
        <div className={`tiny ${state === 'delivered' ? 'muted' : styles.wrong}`}>{delivery.failure}</div>
      ) : null}
    </CardRow>
  );
}

function NextTry({ at }: { at: string }) {
  const words = useEndpointWords();
  const [before, after] = words.nextTry('|').split('|');
  return (
    <>
      {before}
      <When at={at} />
      {after}
    </>
  );
}
