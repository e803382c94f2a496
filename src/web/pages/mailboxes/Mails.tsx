import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import { api, apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SetAside } from '../../parts/SetAside.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import styles from '../sources/Sources.module.css';
import { type IncomingMail, type Mailbox, useMails } from './mailboxes.ts';
import { useMailboxWords } from './messages.ts';

/** What came through a mailbox and what became of it; what could not be taken in finds its way back from here. */
export function Mails({ box }: { box: Mailbox }) {
  const words = useMailboxWords();
  const mayWrite = useMay('source:write');
  const [url, setUrl] = useUrl();
  const [limit, setLimit] = useState(20);
  const [aside, setAside] = useState<IncomingMail>();
  const failed = url.failed !== undefined;
  const query = useMails(box.id, { failed, limit });
  const replay = useChange<void, { count: number }>({
    call: () => api.post(`/mailboxes/${box.id}/mails/replay`, {}),
    touches: [['mailboxes']],
    said: ({ count }) => words.replayed(count),
  });
  return (
    <Card title={words.mailsOf(box.name)}>
      <div className="row" style={{ marginBottom: 8 }}>
        <Switch
          label={words.onlyFailed}
          checked={failed}
          onChange={(event) => setUrl({ failed: event.currentTarget.checked ? '1' : undefined })}
        />
        {mayWrite && box.counts.failed > 0 ? (
          <Button loading={replay.isPending} onClick={() => replay.mutate()}>
            {words.replay}
          </Button>
        ) : null}
      </div>
      <Loaded query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <p className="muted">{failed ? words.noFailed : words.noMails}</p>
          ) : (
            <>
              {items.map((mail) => (
                <Mail
                  key={mail.id}
                  box={box}
                  mail={mail}
                  mayWrite={mayWrite}
                  setAside={() => setAside(mail)}
                />
              ))}
              {next && limit < 200 ? (
                <Button onClick={() => setLimit(Math.min(200, limit * 3))}>{words.more}</Button>
              ) : null}
            </>
          )
        }
      </Loaded>
      {aside ? (
        <SetAside
          path={`/mailboxes/${box.id}/mails/set-aside`}
          id={aside.id}
          touches={[['mailboxes']]}
          words={words}
          close={() => setAside(undefined)}
        />
      ) : null}
    </Card>
  );
}

const tones = { feedback: 'good', reply: 'good', failed: 'bad' } as Record<string, 'good' | 'bad'>;
const overruled = ['automatic', 'list', 'loop', 'spam', 'internal'];

function Mail({
  box,
  mail,
  mayWrite,
  setAside,
}: {
  box: Mailbox;
  mail: IncomingMail;
  mayWrite: boolean;
  setAside: () => void;
}) {
  const words = useMailboxWords();
  const kind = mail.setAsideAt ? 'aside' : mail.failedAt ? 'failed' : (mail.takenAs ?? 'waiting');
  const subject = mail.subject ?? words.noSubject;
  const take = useChange({
    call: () => api.post(`/mailboxes/${box.id}/mails/take`, { ids: [mail.id] }),
    touches: [['mailboxes']],
    said: words.taken,
  });
  const why = mail.failure ?? mail.detail;
  return (
    <CardRow action={<Chip tone={tones[kind] ?? 'few'}>{words.kinds[kind] ?? kind}</Chip>}>
      <div style={{ overflowWrap: 'anywhere' }}>
        <b>{mail.senderName ?? mail.sender ?? words.nobody}</b> {subject}
      </div>
      <div className="tiny muted" style={{ overflowWrap: 'anywhere' }}>
        <When at={mail.arrivedAt} />
        {[
          mail.senderName ? mail.sender : null,
          mail.attachments.length > 0 ? words.attached(mail.attachments.length) : null,
          mail.cutOff ? words.cutOff : null,
        ]
          .filter(Boolean)
          .map((one) => ` · ${one}`)
          .join('')}
      </div>
      {why && kind !== 'reply' ? (
        <div className={kind === 'failed' ? styles.error : 'tiny dim'} style={{ overflowWrap: 'anywhere' }}>
          {why}
        </div>
      ) : null}
      {mayWrite ? (
        <div className="row" style={{ marginTop: 4 }}>
          {mail.readable && overruled.includes(kind) ? (
            <Button
              size="compact-sm"
              aria-label={words.takeOf(subject)}
              loading={take.isPending}
              onClick={() => take.mutate()}
            >
              {words.take}
            </Button>
          ) : null}
          {kind === 'failed' ? (
            <Button size="compact-sm" aria-label={words.asideOf(subject)} onClick={setAside}>
              {words.aside}
            </Button>
          ) : null}
          {mail.readable && kind !== 'feedback' ? (
            <a
              className="tiny"
              href={apiPath(`/mailboxes/${box.id}/mails/${mail.id}/raw`)}
              aria-label={words.downloadOf(subject)}
              download
            >
              {words.download}
            </a>
          ) : null}
        </div>
      ) : null}
    </CardRow>
  );
}
