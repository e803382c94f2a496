import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowLeft, IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { MailFrame } from './MailFrame.tsx';
import { answerPath, type Mail, outboxPath } from './mails.ts';
import { useOutboxWords } from './messages.ts';
import styles from './Outbox.module.css';

export function MailSheet({ id }: { id: string }) {
  const mail = useApi<Mail>(['mails', id], `/mails/${id}`, { keep: false });
  return <Loaded query={mail}>{(data) => <OneMail mail={data} />}</Loaded>;
}

function OneMail({ mail }: { mail: Mail }) {
  const words = useOutboxWords();
  const format = useFormat();
  const [chosen, choose] = useState<string>('look');
  const answer = answerPath(mail);
  const [url] = useUrl();
  const look = mail.html ? chosen : 'text';
  return (
    <>
      <div className={styles.back}>
        <Button
          component={Go}
          to={outboxPath(url)}
          variant="subtle"
          size="compact-sm"
          leftSection={<IconArrowLeft size={16} />}
        >
          {words.back}
        </Button>
      </div>
      <Card title={mail.subject}>
        <Facts
          facts={[
            [words.to, [mail.to.name, `<${mail.to.address}>`].filter(Boolean).join(' ')],
            [words.written, format.moment(mail.queuedAt)],
            [words.sent, mail.sentAt ? format.moment(mail.sentAt) : words.states[mail.state]],
            [words.files, mail.files.map((file) => `${file.name} (${format.bytes(file.bytes)})`).join(', ')],
            ['', mail.state === 'uncertain' ? words.uncertain : mail.failure],
          ]}
        />
        <div className={styles.bar}>
          {mail.html ? (
            <SegmentedControl
              aria-label={words.mail}
              data={[
                { value: 'look', label: words.look },
                { value: 'text', label: words.text },
              ]}
              value={chosen}
              onChange={choose}
            />
          ) : (
            <span />
          )}
          <div className="row">
            {mail.about?.kind === 'case' ? (
              <Button component={Go} to={`/inbox/${mail.about.id}`}>
                {words.case}
              </Button>
            ) : null}
            {answer ? (
              <Button
                component="a"
                href={answer}
                target="_blank"
                variant="filled"
                rightSection={<IconExternalLink size={16} />}
              >
                {words.answer}
              </Button>
            ) : null}
          </div>
        </div>
        {look === 'look' && mail.html ? (
          <MailFrame html={mail.html} title={words.mail} />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          <section aria-label={words.text} tabIndex={0} className={styles.text}>
            <pre>{mail.text}</pre>
          </section>
        )}
      </Card>
    </>
  );
}
