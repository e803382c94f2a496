import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { When } from '../../parts/When.tsx';
import { KeyForm } from './KeyForm.tsx';
import type { Key } from './keys.ts';
import { useSettingsWords } from './messages.ts';

export function Keys() {
  const { keys: words, parts } = useSettingsWords();
  const keys = useApi<{ items: Key[] }>(['keys'], '/keys');
  const [making, make] = useState(false);
  const [going, setGoing] = useState<Key>();
  const revoke = useChange<Key>({
    call: (key) => api.del(`/keys/${key.id}`),
    touches: [['keys']],
    said: (_, key) => words.gone(key.name),
    after: () => setGoing(undefined),
  });
  const add = <Button onClick={() => make(true)}>{words.add}</Button>;
  return (
    <Card title={parts.keys} aside={add}>
      <p className="muted">{words.sentence}</p>
      <Loaded query={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.empty} text={words.emptyText} />
          ) : (
            items.map((key) => (
              <CardRow
                key={key.id}
                action={
                  key.revokedAt ? (
                    <Chip tone="bad">{words.revoked}</Chip>
                  ) : (
                    <Button size="compact-sm" onClick={() => setGoing(key)}>
                      {words.revoke}
                    </Button>
                  )
                }
              >
                <b>{key.name}</b> <code className="dim">{key.prefix}…</code>
                <div className="tiny dim">
                  {key.scopes.join(', ')} · {words.used}{' '}
                  {key.lastUsedAt ? <When at={key.lastUsedAt} /> : words.never}
                </div>
              </CardRow>
            ))
          )
        }
      </Loaded>
      {making ? <KeyForm close={() => make(false)} /> : null}
      <Confirm
        open={going !== undefined}
        close={() => setGoing(undefined)}
        title={words.sure(going?.name ?? '')}
        act={words.revoke}
        busy={revoke.isPending}
        onAct={() => going && revoke.mutate(going)}
      >
        {words.sureText}
      </Confirm>
    </Card>
  );
}
