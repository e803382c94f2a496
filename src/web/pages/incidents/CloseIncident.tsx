import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { useIncidentWords } from './incidents.messages.ts';
import { type Detail, incidentsKey } from './incidents.ts';

/** Ends it with a reason; nobody is told by that. */
export function CloseIncident({ id }: { id: string }) {
  const words = useIncidentWords().close;
  const [why, setWhy] = useState('');
  const close = useChange<void, Detail>({
    call: () => api.post<Detail>(`/incidents/${id}/closure`, { why }),
    touches: [incidentsKey],
    said: words.said,
    quiet: true,
  });
  return (
    <Card title={words.title}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          close.mutate();
        }}
      >
        <p className="muted">{words.text}</p>
        <Textarea
          label={words.why}
          required
          minLength={5}
          autosize
          minRows={2}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          error={close.error?.field('why') ?? close.error?.detail}
        />
        <Button type="submit" style={{ justifySelf: 'start' }} loading={close.isPending}>
          {words.do}
        </Button>
      </form>
    </Card>
  );
}
