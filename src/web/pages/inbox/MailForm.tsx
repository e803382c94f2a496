import { Button, Select, Tabs, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { languages } from '../../i18n/language.ts';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { MailPreview } from './MailPreview.tsx';
import { useCaseVerb } from './useCaseVerb.ts';
import type { Draft } from './WriteForm.tsx';

interface Props {
  case: Case;
  draft: Draft;
  to: { name: string | null; address: string };
  language: 'en' | 'de';
  setLanguage: (language: 'en' | 'de') => void;
  done: () => void;
}

interface Message {
  channel: 'email';
  subject: string;
  body: string;
  language: string;
  close: boolean;
}

/** The follow-up: a draft with what is known filled in, made personal, seen as it will arrive, sent. */
export function MailForm({ case: one, draft, to, language, setLanguage, done }: Props) {
  const words = useCaseWords();
  const [subject, setSubject] = useState(draft.subject);
  const [body, setBody] = useState(draft.body);
  const [tab, setTab] = useState<string | null>('edit');
  const [frame, setFrame] = useState(language);
  // What a person has written is kept; only an untouched draft is written anew in the other language.
  const touched = body !== draft.body || subject !== draft.subject;
  const speak = (next: 'en' | 'de') => {
    setFrame(next);
    if (!touched) setLanguage(next);
  };
  const who = to.name ?? to.address;
  const tell = useCaseVerb<Message>(one.id, 'messages', {
    said: (input) => (input.close ? words.sentClosed(who) : words.sent(who)),
    after: done,
    quiet: true,
  });
  const send = (close: boolean) => tell.mutate({ channel: 'email', subject, body, language: frame, close });
  return (
    <>
      <div className={styles.mailHead}>
        <div>
          <span className="tiny muted">{words.to}</span>
          <div>
            {to.name} <span className="muted">{to.address}</span>
          </div>
        </div>
        <Select
          label={words.language}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          value={frame}
          onChange={(value) => value && speak(value as 'en' | 'de')}
          allowDeselect={false}
          w={140}
        />
      </div>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="edit">{words.edit}</Tabs.Tab>
          <Tabs.Tab value="preview">{words.preview}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="edit" className={styles.tab}>
          <TextInput
            label={words.subject}
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
            error={tell.error?.field('subject')}
          />
          <Textarea
            label={words.body}
            description={words.bodyHint}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
            autosize
            minRows={9}
            maxRows={22}
            autoFocus
            error={tell.error && (tell.error.field('body') ?? tell.error.detail)}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preview" className={styles.tab}>
          <MailPreview caseId={one.id} subject={subject} body={body} language={frame} />
        </Tabs.Panel>
      </Tabs>
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button onClick={() => send(false)} loading={tell.isPending}>
          {words.send}
        </Button>
        {one.state === 'open' ? (
          <Button variant="filled" onClick={() => send(true)} loading={tell.isPending}>
            {words.sendClose}
          </Button>
        ) : null}
      </div>
    </>
  );
}
