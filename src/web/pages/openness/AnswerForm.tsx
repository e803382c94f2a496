import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useOpennessWords } from './messages.ts';
import { type AccessRequest, touched } from './openness.ts';

/** Grants, in full or as figures only; or denies, with the reason the server insists on. */
export function AnswerForm({
  request,
  granted,
  close,
}: {
  request: AccessRequest;
  granted: boolean;
  close: () => void;
}) {
  const words = useOpennessWords();
  const [level, setLevel] = useState(request.level);
  const [reason, setReason] = useState('');
  const save = useChange({
    call: () =>
      api.post(`/access-requests/${request.id}/answer`, {
        granted,
        ...(granted ? { level } : {}),
        reason: reason || null,
      }),
    touches: touched,
    said: granted ? words.saidGranted : words.saidDenied,
    quiet: true,
    after: close,
  });
  const title = granted ? words.grant : words.deny;
  return (
    <Dialog open close={close} title={`${title}: ${request.department.name} · ${request.set.name}`}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p className="quote">{request.purpose}</p>
        {granted ? (
          <NativeSelect
            label={words.level}
            data-autofocus
            value={level}
            data={(['full', 'aggregated'] as const).map((value) => ({ value, label: words.levels[value] }))}
            onChange={(event) => setLevel(event.currentTarget.value as typeof level)}
          />
        ) : null}
        <Textarea
          label={granted ? words.remark : words.why}
          required={!granted}
          data-autofocus={granted ? undefined : true}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={save.error?.field('reason') ?? save.error?.detail}
        />
        <Button type="submit" variant="filled" loading={save.isPending}>
          {title}
        </Button>
      </form>
    </Dialog>
  );
}
