import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Go } from '../../parts/Go.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import styles from '../sources/Sources.module.css';
import type { Mailbox } from './mailboxes.ts';
import { useMailboxWords } from './messages.ts';

interface Props {
  box: Mailbox;
  /** Its mails are shown below. */
  chosen: boolean;
  /** Our receiver is on. */
  open: boolean;
  several: boolean;
}

/** One mailbox: whether it works, what it brought, and what can be done with it. */
export function MailboxRow({ box, chosen, open, several }: Props) {
  const words = useMailboxWords();
  const [, setUrl] = useUrl();
  const mayWrite = useMay('source:write');
  const mayFetch = useMay('import:write');
  const fetchNow = useChange({
    call: () => api.post(`/mailboxes/${box.id}/fetches`),
    touches: [['mailboxes']],
    said: words.asked,
  });
  const { settings, counts } = box;
  const where =
    'host' in settings
      ? [
          `${settings.user} · ${settings.host}:${settings.port} · ${settings.folder}`,
          words.rhythm(box.everyMinutes),
        ]
      : [settings.addresses.join(', ')];
  return (
    <CardRow>
      <div className={styles.source}>
        <div>
          <div className={styles.line}>
            {several ? (
              <Go to={`/sources/mailboxes?mailbox=${box.id}`} aria-current={chosen || undefined}>
                <b>{box.name}</b>
              </Go>
            ) : (
              <b>{box.name}</b>
            )}
            <State box={box} open={open} />
          </div>
          <div className="tiny muted" style={{ overflowWrap: 'anywhere' }}>
            {[box.sourceName, ...where].join(' · ')}
          </div>
          <div className="tiny muted">
            {words.in30}: {words.counts(counts.feedback, counts.reply, counts.other)}
            {box.lastMailAt ? (
              <>
                {' · '}
                {words.last} <When at={box.lastMailAt} />
              </>
            ) : null}
            {box.fetchedAt ? (
              <>
                {' · '}
                {words.fetched} <When at={box.fetchedAt} />
              </>
            ) : null}
          </div>
          {box.failure ? <div className={styles.error}>{box.failure}</div> : null}
          {box.way === 'smtp' && !open ? <div className={styles.error}>{words.closedText}</div> : null}
        </div>
        <div className="row">
          {mayFetch && box.way === 'imap' ? (
            <Button
              aria-label={words.fetchOf(box.name)}
              loading={fetchNow.isPending}
              onClick={() => fetchNow.mutate()}
            >
              {words.fetch}
            </Button>
          ) : null}
          {mayWrite ? (
            <>
              <Button
                aria-label={words.changeOf(box.name)}
                onClick={() => setUrl({ edit: box.id }, { push: true })}
              >
                {words.change}
              </Button>
              <Remove box={box} />
            </>
          ) : null}
        </div>
      </div>
    </CardRow>
  );
}

/** The password is forgotten with it, so this one is asked. */
function Remove({ box }: { box: Mailbox }) {
  const words = useMailboxWords();
  const [asking, setAsking] = useState(false);
  const remove = useChange({
    call: () => api.del(`/mailboxes/${box.id}`),
    touches: [['mailboxes']],
    after: () => setAsking(false),
  });
  return (
    <>
      <Button aria-label={words.removeOf(box.name)} onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      <Confirm
        open={asking}
        close={() => setAsking(false)}
        title={words.removeOf(box.name)}
        act={words.remove}
        onAct={() => remove.mutate()}
        busy={remove.isPending}
      >
        {words.removeText}
      </Confirm>
    </>
  );
}

function State({ box, open }: { box: Mailbox; open: boolean }) {
  const words = useMailboxWords();
  if (box.way === 'smtp')
    return <Chip tone={open ? 'good' : 'few'}>{open ? words.receives : words.closed}</Chip>;
  if (box.failedAt) return <Chip tone="bad">{words.broken}</Chip>;
  return <Chip tone={box.fetchedAt ? 'good' : 'few'}>{box.fetchedAt ? words.fine : words.new}</Chip>;
}
