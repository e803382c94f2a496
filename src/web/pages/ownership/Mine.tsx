import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Days } from './EntryLine.tsx';
import { useOwnershipWords } from './messages.ts';
import { type Held, touched } from './ownership.ts';

/** What was made mine and I have not said yes to. */
export function Mine() {
  const words = useOwnershipWords();
  const me = useMe();
  const yes = useChange<string>({
    call: (id) => api.post(`/assignments/${id}/acknowledgement`),
    touches: touched,
    said: words.saidYes,
  });
  const held = useApi<{ items: Held[] }>(
    ['assignments', 'person', me.person.id],
    `/people/${me.person.id}/assignments`,
    { live: true },
  ).data?.items;
  const waiting = (held ?? []).filter(
    (one) => one.state === 'now' && !one.acknowledgedAt && (one.role === 'A' || one.role === 'R'),
  );
  if (waiting.length === 0) return null;
  return (
    <Card title={words.mine}>
      {waiting.map((entry) => (
        <CardRow
          key={entry.id}
          action={
            <Button
              variant="filled"
              onClick={() => yes.mutate(entry.id)}
              loading={yes.isPending && yes.variables === entry.id}
            >
              {words.yes}
            </Button>
          }
        >
          <b>{words.mineText(words.roles[entry.role], entry.object.name)}</b>
          <div className="tiny muted">
            <Days entry={entry} />
          </div>
        </CardRow>
      ))}
    </Card>
  );
}
