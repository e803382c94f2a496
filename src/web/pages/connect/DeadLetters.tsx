import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SetAside } from '../../parts/SetAside.tsx';
import { When } from '../../parts/When.tsx';
import styles from './Connect.module.css';
import { type Connection, type DeadLetter, useDeadLetters } from './connect.ts';
import { useConnectWords } from './messages.ts';

/** Events kept because they could not be taken in: why, what stood in them, and the way back in. */
export function DeadLetters({
  connection,
  mayWrite,
  tryWith,
}: {
  connection: Connection;
  mayWrite: boolean;
  tryWith: (event: string) => void;
}) {
  const words = useConnectWords();
  const format = useFormat();
  const [limit, setLimit] = useState(5);
  const [going, setGoing] = useState<DeadLetter>();
  const query = useDeadLetters(connection.id, limit);
  const replay = useChange<void, { takenIn: number; left: number }>({
    call: () => api.post(`/connections/${connection.id}/replay`, {}),
    touches: [['connections']],
    said: ({ takenIn, left }) => words.replayed(takenIn, left),
  });
  const waiting = connection.deadLetters;
  return (
    <Card title={words.letters} aside={waiting > 0 ? words.lettersAside(waiting) : undefined}>
      <Loaded query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <p className="muted">{words.noLetters}</p>
          ) : (
            <>
              {mayWrite ? (
                <Button onClick={() => replay.mutate()} loading={replay.isPending}>
                  {words.replay}
                </Button>
              ) : null}
              {items.map((letter) => (
                <CardRow
                  key={letter.id}
                  action={
                    mayWrite ? (
                      <Button
                        size="compact-sm"
                        aria-label={`${words.aside}: ${letter.eventKey}`}
                        onClick={() => setGoing(letter)}
                      >
                        {words.aside}
                      </Button>
                    ) : undefined
                  }
                >
                  <span className={styles.wrong}>
                    {[letter.field, letter.reason].filter(Boolean).join(': ')}
                  </span>
                  <div className="tiny muted">
                    <When at={letter.receivedAt} />
                    {letter.times > 1 ? ` · ${words.times(letter.times)}` : ''}
                  </div>
                  <details style={{ margin: '4px 0 8px' }}>
                    <summary className="tiny" style={{ overflowWrap: 'anywhere' }}>
                      {letter.eventKey}
                    </summary>
                    <pre className={styles.event}>{shown(connection, letter).slice(0, 4000)}</pre>
                  </details>
                  <Button
                    size="compact-sm"
                    aria-label={`${words.tryThis}: ${letter.eventKey}`}
                    onClick={() => tryWith(shown(connection, letter))}
                  >
                    {words.tryThis}
                  </Button>
                </CardRow>
              ))}
              {next && limit < 200 ? (
                <Button onClick={() => setLimit(Math.min(200, limit * 4))}>
                  {words.more} ({format.number(waiting - items.length)})
                </Button>
              ) : null}
            </>
          )
        }
      </Loaded>
      {going ? (
        <SetAside
          path={`/connections/${connection.id}/set-aside`}
          id={going.id}
          touches={[['connections']]}
          words={words}
          close={() => setGoing(undefined)}
        />
      ) : null}
    </Card>
  );
}

/** A webhook's event is kept with its headers; what the mapping reads is the event. */
function shown({ convention }: Connection, { event }: DeadLetter): string {
  const kept = JSON.parse(event) as unknown;
  return JSON.stringify(convention === 'webhook' ? (kept as { event: unknown }).event : kept, null, 2);
}
