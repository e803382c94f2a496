import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import type { AnEndpoint } from './endpoints.ts';
import { useEndpointWords } from './messages.ts';
import { Secret } from './Secret.tsx';

const spans = ['0', '1', '24', '168'] as const;

export function RotateSecret({ endpoint, close }: { endpoint: AnEndpoint; close: () => void }) {
  const words = useEndpointWords();
  const [hours, setHours] = useState('24');
  const rotate = useChange<void, { secret: string }>({
    call: () => api.post(`/endpoints/${endpoint.id}/secret`, { overlapHours: Number(hours) }),
    touches: [['endpoints']],
  });
  const secret = rotate.data?.secret;
  if (secret) return <Secret title={endpoint.name} text={words.rotated} secret={secret} close={close} />;
  return (
    <Dialog open close={close} title={words.secret}>
      <div className="stack">
        <p>{words.secretText}</p>
        <NativeSelect
          label={words.overlap}
          data-autofocus
          value={hours}
          onChange={(event) => setHours(event.currentTarget.value)}
          data={spans.map((value) => ({ value, label: words.overlaps[value] ?? value }))}
        />
        <div className="row">
          <Button variant="filled" loading={rotate.isPending} onClick={() => rotate.mutate()}>
            {words.secret}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
