import { Alert, Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useApi } from '../../../api/useApi.ts';
import { useChange } from '../../../api/useChange.ts';
import { Dialog } from '../../../parts/Panel.tsx';
import { PersonSelect } from '../../../parts/PersonSelect.tsx';
import styles from './Disputes.module.css';
import { useDisputesWords } from './messages.ts';

/** What one department cannot improve alone: asked of somebody, and up the ladder where nobody answers. */
export function AskForm({ close }: { close: () => void }) {
  const words = useDisputesWords();
  const departments =
    useApi<{ items: { key: string; name: string }[] }>(['departments'], '/departments').data?.items ?? [];
  const [title, setTitle] = useState('');
  const [owner, setOwner] = useState<string | null>(null);
  const [needs, setNeeds] = useState<string[]>([]);
  const ask = useChange({
    call: () => api.post('/escalations', { title, owner, departments: needs }),
    touches: [['escalations']],
    said: words.askDone,
    after: close,
    quiet: true,
  });
  const problem = ask.error;
  return (
    <Dialog open close={close} title={words.askTitle}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <TextInput
          label={words.askWhat}
          required
          data-autofocus
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={problem?.field('title')}
        />
        <PersonSelect
          label={words.askWhom}
          required
          value={owner}
          onChange={setOwner}
          error={problem?.field('owner')}
        />
        <Checkbox.Group
          label={words.askDepartments}
          value={needs}
          onChange={setNeeds}
          error={problem?.field('departments')}
        >
          <div className={styles.pair} style={{ marginTop: 6 }}>
            {departments.map((one) => (
              <Checkbox key={one.key} value={one.key} label={one.name} />
            ))}
          </div>
        </Checkbox.Group>
        {problem && problem.errors.length === 0 ? <Alert role="alert">{problem.detail}</Alert> : null}
        <Button
          type="submit"
          variant="filled"
          loading={ask.isPending}
          disabled={title.trim().length < 5 || !owner || needs.length === 0}
        >
          {words.askIt}
        </Button>
      </form>
    </Dialog>
  );
}
