import { Alert, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { Dialog } from '../../parts/Panel.tsx';
import type { OwnershipLimits } from './faults.ts';
import { useFaultWords } from './messages.ts';

export function LimitsForm({ close }: { close: () => void }) {
  const words = useFaultWords();
  const limits = useApi<OwnershipLimits>(['limits'], '/ownership/limits', { keep: false });
  return (
    <Dialog open close={close} title={words.limitsTitle}>
      <Loaded query={limits}>{(data) => <Fields limits={data} close={close} />}</Loaded>
    </Dialog>
  );
}

function Fields({ limits, close }: { limits: OwnershipLimits; close: () => void }) {
  const words = useFaultWords();
  const [form, setForm] = useState(limits);
  const save = useChange({
    call: () => api.put('/ownership/limits', form),
    touches: [['limits'], ['findings']],
    said: words.saved,
    quiet: true,
    after: close,
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {(Object.keys(words.limit) as (keyof OwnershipLimits)[]).map((name) => (
        <TextInput
          key={name}
          type="number"
          label={words.limit[name]}
          required
          min={0}
          value={form[name]}
          error={save.error?.field(name)}
          onChange={(event) => {
            const value = Number(event.currentTarget.value);
            setForm((before) => ({ ...before, [name]: value }));
          }}
        />
      ))}
      {save.error && save.error.errors.length === 0 ? <Alert role="alert">{save.error.detail}</Alert> : null}
      <Button type="submit" variant="filled" loading={save.isPending}>
        {words.save}
      </Button>
    </form>
  );
}
