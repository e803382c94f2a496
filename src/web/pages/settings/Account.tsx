import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { When } from '../../parts/When.tsx';
import { useSettingsWords } from './messages.ts';
import styles from './Settings.module.css';

interface Session {
  id: string;
  madeAt: string;
  usedAt: string;
  address: string | null;
  agent: string | null;
  current: boolean;
}

/** My password, and where I am signed in. */
export function Account() {
  return (
    <div className="stack">
      <PasswordForm />
      <Sessions />
    </div>
  );
}

function PasswordForm() {
  const { account: words } = useSettingsWords();
  const [form, setForm] = useState({ current: '', password: '' });
  const save = useChange({
    call: () => api.post('/me/password', form),
    touches: [['sessions']],
    said: words.changed,
    quiet: true,
    after: () => setForm({ current: '', password: '' }),
  });
  const set = (field: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [field]: value }));
  };
  return (
    <Card title={words.password}>
      <form
        className={`stack ${styles.form}`}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <PasswordInput
          label={words.current}
          autoComplete="current-password"
          value={form.current}
          onChange={set('current')}
          error={save.error?.field('current')}
        />
        <PasswordInput
          label={words.next}
          description={words.rule}
          required
          minLength={10}
          maxLength={200}
          autoComplete="new-password"
          value={form.password}
          onChange={set('password')}
          error={save.error?.field('password')}
        />
        {save.error && save.error.errors.length === 0 ? <div role="alert">{save.error.detail}</div> : null}
        <div>
          <Button type="submit" loading={save.isPending}>
            {words.change}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Sessions() {
  const { account: words } = useSettingsWords();
  const format = useFormat();
  const sessions = useApi<{ items: Session[] }>(['sessions'], '/me/sessions');
  const end = useChange<Session>({
    call: (session) => api.del(`/me/sessions/${session.id}`),
    touches: [['sessions']],
    said: words.ended,
  });
  return (
    <Card title={words.sessions}>
      <Loaded query={sessions}>
        {({ items }) =>
          items.map((session) => (
            <CardRow
              key={session.id}
              action={
                session.current ? (
                  <Chip tone="good">{words.here}</Chip>
                ) : (
                  <Button size="compact-sm" onClick={() => end.mutate(session)}>
                    {words.end}
                  </Button>
                )
              }
            >
              <b>{browserOf(session.agent)}</b> <span className="dim">{session.address}</span>
              <div className="tiny dim">
                {words.since(format.moment(session.madeAt))} · {words.last} <When at={session.usedAt} />
              </div>
            </CardRow>
          ))
        }
      </Loaded>
    </Card>
  );
}

/** "Firefox, Linux" of a user agent; enough to recognise one's own. */
function browserOf(agent: string | null): string {
  const text = agent ?? '';
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//
    .exec(text)?.[1]
    ?.replace('Edg', 'Edge')
    .replace('OPR', 'Opera');
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(text)?.[1]?.replace('Mac OS X', 'macOS');
  return [browser, system].filter(Boolean).join(', ') || text.slice(0, 40) || '?';
}
