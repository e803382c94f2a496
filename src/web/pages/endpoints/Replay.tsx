import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import type { AnEndpoint } from './endpoints.ts';
import { useEndpointWords } from './messages.ts';

const HOUR = 3_600_000;
const spans = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR, all: 10_000 * HOUR } as const;
type Span = keyof typeof spans;

export function Replay({ endpoint, close }: { endpoint: AnEndpoint; close: () => void }) {
  const words = useEndpointWords();
  const [span, setSpan] = useState<Span>('day');
  const replay = useChange<void, { replayed: number }>({
    call: () =>
      api.post(`/endpoints/${endpoint.id}/replay`, {
        since: new Date(Date.now() - spans[span]).toISOString(),
      }),
    touches: [['endpoints'], ['deliveries']],
    said: ({ replayed }) => words.replayed(replayed),
    after: close,
  });
  return (
    <Dialog open close={close} title={words.replay}>
      <div className="stack">
        <NativeSelect
          label={words.replayFrom}
          data-autofocus
          value={span}
          onChange={(event) => setSpan(event.currentTarget.value as Span)}
          data={(Object.keys(spans) as Span[]).map((value) => ({ value, label: words.replaySpans[value] }))}
        />
        <div className="row">
          <Button variant="filled" loading={replay.isPending} onClick={() => replay.mutate()}>
            {words.again}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
