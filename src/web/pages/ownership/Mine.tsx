import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Days } from './EntryLine.tsx';
import { useOwnershipWords } from './messages.ts';
import { type Chart, touched } from './ownership.ts';

/** What was made mine and I have not said yes to. */
export function Mine({ chart }: { chart: Chart }) {
  const words = useOwnershipWords();
  const me = useMe();
  const yes = useChange<string>({
    call: (id) => api.post(`/assignments/${id}/acknowledgement`),
    touches: touched,
    said: words.saidYes,
  });
  const objects = chart.journeys.flatMap((journey) => [
    journey,
    ...journey.phases,
    ...journey.phases.flatMap((phase) => phase.touchpoints),
  ]);
  const waiting = objects.flatMap((object) =>
    object.entries
      .filter(
        (entry) =>
          entry.holder.id === me.person.id &&
          !entry.acknowledgedAt &&
          (entry.role === 'A' || entry.role === 'R'),
      )
      .map((entry) => ({ object, entry })),
  );
  if (waiting.length === 0) return null;
  return (
    <Card title={words.mine}>
      {waiting.map(({ object, entry }) => (
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
          <b>{words.mineText(words.roles[entry.role], object.name)}</b>
          <div className="tiny muted">
            <Days entry={entry} />
          </div>
        </CardRow>
      ))}
    </Card>
  );
}
