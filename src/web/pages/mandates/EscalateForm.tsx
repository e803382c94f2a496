import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { type Need, touched } from './mandates.ts';
import { useMandateWords } from './messages.ts';

export function EscalateForm({ need, close }: { need: Need; close: () => void }) {
  const words = useMandateWords();
  const [reason, setReason] = useState('');
  const save = useChange({
    call: () => api.post(`/ownership/needs/${need.id}/escalation`, { reason }),
    touches: touched,
    said: words.escalatedSaid,
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={words.escalateTitle} size="sm">
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Textarea
          label={words.reason}
          required
          minLength={3}
          data-autofocus
          value={reason}
          error={save.error?.field('reason') ?? save.error?.detail}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.doEscalate}
        </Button>
      </form>
    </Dialog>
  );
}
