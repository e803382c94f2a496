import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import type { ApiProblem } from '../../api/problem.ts';
import { Card } from '../../parts/Card.tsx';
import styles from '../sources/Sources.module.css';
import type { Draft } from './draft.ts';
import type { Tried } from './mailboxes.ts';
import { useMailboxWords } from './messages.ts';

interface Props {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  /** There is a password already. */
  stored: boolean;
  tried: { mutate: () => void; isPending: boolean; data: Tried | undefined; error: ApiProblem | null };
}

const ports = { on: '993', starttls: '143', off: '143' };

/** The mail server, and whether it lets us in: said before anything is stored. */
export function ServerFields({ draft, set, stored, tried }: Props) {
  const words = useMailboxWords().form;
  const field = (key: 'host' | 'port' | 'user' | 'folder' | 'every') => ({
    label: words[key],
    value: draft[key],
    onChange: (event: { currentTarget: { value: string } }) => set({ [key]: event.currentTarget.value }),
  });
  return (
    <Card title={words.server}>
      <div className={styles.choices}>
        <TextInput {...field('host')} required maxLength={253} placeholder="imap.example.com" />
        <NativeSelect
          label={words.tls}
          value={draft.tls}
          onChange={({ currentTarget: { value } }) => {
            const tls = value as Draft['tls'];
            set({ tls, ...(draft.port === ports[draft.tls] ? { port: ports[tls] } : {}) });
          }}
          data={(['on', 'starttls', 'off'] as const).map((value) => ({
            value,
            label: words.tlsKinds[value],
          }))}
        />
        <TextInput {...field('port')} required inputMode="numeric" w={90} />
        {draft.tls === 'off' ? null : (
          <NativeSelect
            label={words.certificate}
            value={draft.certificate}
            onChange={(event) => set({ certificate: event.currentTarget.value as Draft['certificate'] })}
            data={(['trusted', 'any'] as const).map((value) => ({ value, label: words.certificates[value] }))}
          />
        )}
        <TextInput {...field('user')} required autoComplete="off" maxLength={320} />
        <PasswordInput
          label={words.password}
          description={stored ? words.passwordKept : words.passwordHint}
          value={draft.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
          autoComplete="new-password"
        />
        {tried.data ? (
          <NativeSelect
            {...field('folder')}
            data={[...new Set([draft.folder, ...tried.data.folders])].map((value) => ({
              value,
              label: value,
            }))}
          />
        ) : (
          <TextInput {...field('folder')} maxLength={500} />
        )}
        <TextInput
          label={words.since}
          description={words.sinceHint}
          type="date"
          value={draft.since}
          onChange={(event) => set({ since: event.currentTarget.value })}
        />
        <NativeSelect
          label={words.afterwards}
          value={draft.afterwards}
          onChange={(event) => set({ afterwards: event.currentTarget.value as Draft['afterwards'] })}
          data={(['leave', 'seen', 'flagged'] as const).map((value) => ({
            value,
            label: words.afterwardKinds[value],
          }))}
        />
        <TextInput {...field('every')} description={words.everyHint} inputMode="numeric" />
      </div>
      <div className="row" style={{ marginTop: 16 }}>
        <Button
          loading={tried.isPending}
          disabled={!(draft.host && draft.user)}
          onClick={() => tried.mutate()}
        >
          {words.try}
        </Button>
      </div>
      <div role="status" style={{ marginTop: 8, overflowWrap: 'anywhere' }}>
        {tried.error && !tried.isPending ? (
          <span className={styles.problem}>{tried.error.detail}</span>
        ) : tried.data && !tried.isPending ? (
          <>
            {words.tried(tried.data.messages, tried.data.folder)}{' '}
            <span className="muted">{words.folders(tried.data.folders.join(', '))}</span>
          </>
        ) : null}
      </div>
    </Card>
  );
}
