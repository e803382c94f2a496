import { Button, NativeSelect, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import styles from './Connect.module.css';
import { type Convention, type Made, useProviders } from './connect.ts';
import { useConnectWords } from './messages.ts';
import { Once } from './Once.tsx';

const conventions: Convention[] = ['segment', 'cloudevents', 'webhook'];

/** Chooses how a system sends, then shows address and key this once. */
export function NewConnection({ source, close }: { source: string; close: (id?: string) => void }) {
  const words = useConnectWords();
  const providers = useProviders().data?.items ?? [];
  const [convention, setConvention] = useState<Convention>('segment');
  const [provider, setProvider] = useState('typeform');
  const [secret, setSecret] = useState('');
  const chosen = providers.find(({ kind }) => kind === provider);
  const needsSecret = convention === 'webhook' && chosen !== undefined && chosen.secret !== 'none';
  const save = useChange<void, Made>({
    call: () =>
      api.post(`/sources/${source}/connections`, {
        convention,
        ...(convention === 'webhook' ? { provider } : {}),
        ...(needsSecret && secret ? { secret } : {}),
      }),
    touches: [['connections']],
    quiet: true,
  });
  if (save.data) return <Once made={save.data} close={() => close(save.data?.id)} />;
  return (
    <Card>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <fieldset className={styles.conventions}>
          <legend>{words.choose}</legend>
          {conventions.map((one) => (
            <label key={one} className={styles.convention}>
              <input
                type="radio"
                name="convention"
                checked={convention === one}
                onChange={() => setConvention(one)}
              />
              <b>{words.conventions[one]}</b>
              <span>{words.about[one]}</span>
            </label>
          ))}
        </fieldset>
        {convention === 'webhook' ? (
          <NativeSelect
            label={words.provider}
            value={provider}
            onChange={(event) => setProvider(event.currentTarget.value)}
            data={providers.map(({ kind, name }) => ({ value: kind, label: name }))}
            error={save.error?.field('provider')}
          />
        ) : null}
        {needsSecret ? (
          <PasswordInput
            label={words.secret}
            description={chosen?.where}
            required={chosen?.secret === 'required'}
            autoComplete="off"
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            error={save.error?.field('secret')}
          />
        ) : null}
        {save.error && save.error.errors.length === 0 ? <div role="alert">{save.error.detail}</div> : null}
        <div className="row">
          <Button type="submit" variant="filled" loading={save.isPending}>
            {words.connect}
          </Button>
          <Button onClick={() => close()}>{words.cancel}</Button>
        </div>
      </form>
    </Card>
  );
}
