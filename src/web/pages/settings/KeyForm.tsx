import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { choices, type Key, type Scope } from './keys.ts';
import { useSettingsWords } from './messages.ts';
import styles from './Settings.module.css';

/** Makes a key, then shows it this once. */
export function KeyForm({ close }: { close: () => void }) {
  const { keys: words } = useSettingsWords();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('read');
  const [copied, setCopied] = useState(false);
  const save = useChange<void, Key & { key: string }>({
    call: () => api.post('/keys', { name, scopes: [scope] }),
    touches: [['keys']],
    quiet: true,
  });
  const made = save.data?.key;
  if (made) {
    return (
      <Dialog open close={close} title={name}>
        <div className="stack">
          <p role="status">{words.made}</p>
          <div className={styles.key}>{made}</div>
          <div className="row">
            <Button
              data-autofocus
              onClick={() => navigator.clipboard?.writeText(made).then(() => setCopied(true))}
            >
              {copied ? words.copied : words.copy}
            </Button>
            <Button variant="filled" onClick={close}>
              {words.done}
            </Button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open close={close} title={words.add}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.purpose}
          required
          data-autofocus
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={save.error?.field('name')}
        />
        <NativeSelect
          label={words.scope}
          value={scope}
          onChange={(event) => setScope(event.currentTarget.value as Scope)}
          data={choices.map((value) => ({ value, label: words.scopes[value] }))}
        />
        {save.error && save.error.errors.length === 0 ? <div role="alert">{save.error.detail}</div> : null}
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.add}
        </Button>
      </form>
    </Dialog>
  );
}
