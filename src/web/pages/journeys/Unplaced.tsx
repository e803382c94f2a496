import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Dialog } from '../../parts/Panel.tsx';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';

interface Count {
  applies: 'interaction' | 'response';
  key: string;
  name: string;
  source: string;
  n: number;
}

/** What lies on no touchpoint, the most first, each with the rule that would place it. */
export function Unplaced() {
  const words = useJourneyWords();
  const format = useFormat();
  const may = useMay('journey:write');
  const [chosen, setChosen] = useState<Count>();
  const { data } = useApi<{ unplaced: Count[]; waiting: boolean }>(['placement'], '/placement', {
    live: true,
  });
  const again = useChange({
    call: () => api.post('/placement/again'),
    touches: [['placement'], ['readings']],
    said: words.placing,
  });
  if (!data || (data.unplaced.length === 0 && !data.waiting)) return null;
  return (
    <Card title={words.unplacedTitle}>
      {data.waiting ? (
        <CardRow
          action={
            may ? (
              <Button onClick={() => again.mutate()} loading={again.isPending}>
                {words.placeAgain}
              </Button>
            ) : null
          }
        >
          {words.waiting}
        </CardRow>
      ) : null}
      {data.unplaced.slice(0, 12).map((count) => (
        <CardRow
          key={`${count.applies} ${count.key} ${count.source}`}
          action={may ? <Button onClick={() => setChosen(count)}>{words.placeThem}</Button> : null}
        >
          {words.unplaced(format.number(count.n), count.name, count.source)}
        </CardRow>
      ))}
      {chosen ? <Place count={chosen} close={() => setChosen(undefined)} /> : null}
    </Card>
  );
}

function Place({ count, close }: { count: Count; close: () => void }) {
  const words = useJourneyWords();
  const [key, setKey] = useState<string | null>(null);
  const journeys = useApi<{ items: Journey[] }>(['journeys'], '/journeys').data?.items ?? [];
  const all = journeys.flatMap((journey) =>
    journey.phases.flatMap((phase) => phase.touchpoints.map((touchpoint) => ({ journey, touchpoint }))),
  );
  const found = all.find((one) => one.touchpoint.key === key);
  const place = useChange<void, unknown>({
    call: async () => {
      const by = count.applies === 'interaction' ? 'kind' : 'metric';
      await api.post(`/journeys/${found?.journey.key}/placement-rules`, {
        touchpoint: key,
        applies: count.applies,
        when: { source: count.source, [by]: count.key },
      });
      await api.post('/placement/again');
    },
    touches: [['journeys'], ['placement'], ['readings']],
    said: () => words.placed(count.name, found?.touchpoint.name ?? ''),
    after: close,
  });
  return (
    <Dialog open close={close} title={words.placeTitle(count.name)}>
      <p>{words.placeText}</p>
      <Select
        label={words.touchpoint}
        searchable
        openOnFocus={false}
        data-autofocus
        value={key}
        onChange={setKey}
        data={journeys.map((journey) => ({
          group: journey.name,
          items: journey.phases.flatMap((phase) =>
            phase.touchpoints.map((touchpoint) => ({
              value: touchpoint.key,
              label: `${phase.name} · ${touchpoint.name}`,
            })),
          ),
        }))}
      />
      <Button
        mt="lg"
        variant="filled"
        disabled={!found}
        loading={place.isPending}
        onClick={() => place.mutate()}
      >
        {words.placeThem}
      </Button>
    </Dialog>
  );
}
