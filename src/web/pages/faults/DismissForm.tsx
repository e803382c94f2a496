import { Alert, Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { addDays, dayOf } from '../../parts/period.ts';
import { type Finding, touched } from './faults.ts';
import { useFaultWords } from './messages.ts';

/** Why it may stand, and until when. */
export function DismissForm({ finding, close }: { finding: Finding; close: () => void }) {
  const words = useFaultWords();
  const format = useFormat();
  const { organisation } = useMe();
  const today = dayOf(new Date(), organisation.timezone);
  const [form, setForm] = useState({ reason: '', until: addDays(today, 90) });
  const save = useChange<void, { id: string }>({
    call: () => api.post('/ownership/dismissals', { finding: finding.id, ...form }),
    touches: touched,
    said: words.dismissed(finding.object.name, format.date(form.until)),
    undo: ({ id }) => api.del(`/ownership/dismissals/${id}`),
    quiet: true,
    after: close,
  });
  return (
    <Dialog open close={close} title={words.dismissTitle(finding.object.name)}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Textarea
          label={words.reason}
          description={words.reasonHint}
          required
          minLength={3}
          data-autofocus
          value={form.reason}
          error={save.error?.field('reason')}
          onChange={(event) => {
            const reason = event.currentTarget.value;
            setForm((before) => ({ ...before, reason }));
          }}
        />
        <TextInput
          type="date"
          label={words.until}
          description={words.untilHint}
          required
          min={addDays(today, 1)}
          max={addDays(today, 365)}
          value={form.until}
          error={save.error?.field('until')}
          onChange={(event) => {
            const until = event.currentTarget.value;
            setForm((before) => ({ ...before, until }));
          }}
        />
        {save.error && save.error.errors.length === 0 ? (
          <Alert role="alert">{save.error.detail}</Alert>
        ) : null}
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.doDismiss}
        </Button>
      </form>
    </Dialog>
  );
}
