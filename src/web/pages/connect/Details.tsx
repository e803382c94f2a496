import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { Dialog } from '../../parts/Panel.tsx';
import { When } from '../../parts/When.tsx';
import { Arrivals } from './Arrivals.tsx';
import { type Connection, useProviders } from './connect.ts';
import { DeadLetters } from './DeadLetters.tsx';
import { Mapping } from './Mapping.tsx';
import { useConnectWords } from './messages.ts';
import { NameOf, State } from './State.tsx';

/** One connection: whether it delivers, what did not pass, what an event becomes. */
export function Details({ connection, mayWrite }: { connection: Connection; mayWrite: boolean }) {
  const words = useConnectWords();
  const provider = useProviders().data?.items.find(({ kind }) => kind === connection.provider);
  const [event, setEvent] = useState<string>();
  const [asking, ask] = useState<'end' | 'secret'>();
  const end = useChange({
    call: () => api.post(`/connections/${connection.id}/end`, {}),
    touches: [['connections']],
    said: words.ended,
    after: () => ask(undefined),
  });
  const open = mayWrite && connection.endedAt === null;
  return (
    <>
      <Card title={<NameOf one={connection} />} aside={<State one={connection} />}>
        <Facts
          facts={[
            {
              term: words.address,
              value: <code style={{ overflowWrap: 'anywhere' }}>{connection.url}</code>,
            },
            { term: words.key, value: <code>{connection.prefix}…</code> },
            {
              term: words.signed,
              value:
                connection.convention === 'webhook'
                  ? connection.signed
                    ? words.signedYes
                    : words.signedNo
                  : undefined,
            },
            {
              term: words.made,
              value: (
                <>
                  <When at={connection.madeAt} /> {connection.madeBy ? words.by(connection.madeBy) : ''}
                </>
              ),
            },
            {
              term: words.first,
              value: connection.firstReceivedAt ? <When at={connection.firstReceivedAt} /> : '',
            },
            {
              term: words.last,
              value: connection.lastReceivedAt ? <When at={connection.lastReceivedAt} /> : '',
            },
          ]}
        />
        {open ? (
          <div className="row" style={{ marginTop: 14 }}>
            {provider && provider.secret !== 'none' ? (
              <Button onClick={() => ask('secret')}>{words.newSecret}</Button>
            ) : null}
            <Button onClick={() => ask('end')}>{words.end}</Button>
          </div>
        ) : null}
      </Card>
      {connection.lastReceivedAt ? (
        <DeadLetters connection={connection} mayWrite={open} tryWith={setEvent} />
      ) : null}
      <Mapping connection={connection} mayWrite={open} event={event} />
      <Arrivals id={connection.id} />
      <Confirm
        open={asking === 'end'}
        close={() => ask(undefined)}
        title={words.endSure}
        act={words.end}
        busy={end.isPending}
        onAct={() => end.mutate()}
      >
        {words.endText}
      </Confirm>
      {asking === 'secret' ? (
        <NewSecret id={connection.id} where={provider?.where} close={() => ask(undefined)} />
      ) : null}
    </>
  );
}

function NewSecret({ id, where, close }: { id: string; where: string | undefined; close: () => void }) {
  const words = useConnectWords();
  const [secret, setSecret] = useState('');
  const save = useChange({
    call: () => api.patch(`/connections/${id}`, { secret }),
    touches: [['connections']],
    said: words.secretSaved,
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={words.newSecret}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <PasswordInput
          label={words.secret}
          description={where}
          required
          data-autofocus
          autoComplete="off"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          error={save.error?.field('secret') ?? save.error?.detail}
        />
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
