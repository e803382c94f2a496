import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useMay } from '../../api/me.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import { useSources } from '../sources/sources.ts';
import { type Connection, useConnections } from './connect.ts';
import { Details } from './Details.tsx';
import { useConnectWords } from './messages.ts';
import { NewConnection } from './NewConnection.tsx';
import { NameOf, State } from './State.tsx';

/** How a source delivers by itself: its connections, one of them opened, and how to make another. */
export function Connect() {
  const { key } = useParams({ strict: false }) as { key: string };
  const words = useConnectWords();
  const mayWrite = useMay('source:write');
  const [url, setUrl] = useUrl();
  const query = useConnections(key);
  const name = useSources().data?.items.find((source) => source.key === key)?.name ?? key;
  const items = query.data?.items ?? [];
  const open = items.filter(({ endedAt }) => endedAt === null);
  const chosen = items.find(({ id }) => id === url.connection) ?? (url.new ? undefined : items[0]);
  const adding = mayWrite && url.new !== undefined;
  const add = mayWrite ? (
    <Button variant="filled" onClick={() => setUrl({ new: '1', connection: undefined }, { push: true })}>
      {words.add}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        above={<Go to="/sources">{words.back}</Go>}
        title={words.title(name)}
        sentence={
          query.data
            ? words.sentence(
                open.length,
                open.reduce((sum, { deadLetters }) => sum + deadLetters, 0),
                open.some(({ lastReceivedAt }) => lastReceivedAt !== null),
              )
            : undefined
        }
        actions={items.length > 0 && !adding ? add : null}
      />
      <div className="stack">
        {adding ? (
          <NewConnection source={key} close={(id) => setUrl({ new: undefined, connection: id })} />
        ) : null}
        <Loaded query={query}>
          {() =>
            items.length === 0 ? (
              adding ? null : (
                <EmptyState title={words.empty} text={words.emptyText} action={add} />
              )
            ) : items.length > 1 ? (
              <Card>
                {items.map((one) => (
                  <Row key={one.id} one={one} chosen={one === chosen} />
                ))}
              </Card>
            ) : null
          }
        </Loaded>
        {chosen ? <Details key={chosen.id} connection={chosen} mayWrite={mayWrite} /> : null}
      </div>
    </>
  );
}

function Row({ one, chosen }: { one: Connection; chosen: boolean }) {
  const words = useConnectWords();
  return (
    <CardRow action={<State one={one} />}>
      <Go to={`/sources/${one.sourceKey}/connect?connection=${one.id}`} aria-current={chosen || undefined}>
        <b>
          <NameOf one={one} />
        </b>
      </Go>{' '}
      <code className="dim">{one.prefix}…</code>
      <div className="tiny muted">
        {words.made} <When at={one.madeAt} />
        {one.deadLetters > 0 ? ` · ${words.lettersAside(one.deadLetters)}` : ''}
      </div>
    </CardRow>
  );
}
