import { Button, Select, Tabs, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { languages } from '../../i18n/language.ts';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { MailPreview } from './MailPreview.tsx';
import { useSchedule } from './scheduled.ts';
import { useTellingWords } from './telling.messages.ts';
import { useCaseVerb } from './useCaseVerb.ts';
import type { Draft } from './WriteForm.tsx';

interface Props {
  case: Case;
  draft: Draft;
  language: 'en' | 'de';
  setLanguage: (language: 'en' | 'de') => void;
  done: () => void;
}

interface Letter {
  channel: 'letter';
  subject: string;
  body: string;
  language: string;
  sentOn: string;
  close: boolean;
}

const today = () => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/** A letter to print and post. The customer counts as told on the day it leaves. */
export function LetterForm({ case: one, draft, language, setLanguage, done }: Props) {
  const words = useCaseWords();
  const say = useTellingWords();
  const [subject, setSubject] = useState(draft.subject);
  const [body, setBody] = useState(draft.body);
  const [sentOn, setSentOn] = useState(today);
  const [tab, setTab] = useState<string | null>('edit');
  const [frame, setFrame] = useState(language);
  // What a person has written is kept; only an untouched draft is written anew in the other language.
  const untouched = body === draft.body && subject === draft.subject;
  const post = useCaseVerb<Letter>(one.id, 'messages', { said: say.posted, after: done, quiet: true });
  const schedule = useSchedule(one.id, done);
  const later = sentOn > today();
  const error = later ? schedule.error : post.error;
  const send = (close: boolean) =>
    later
      ? schedule.mutate({ channel: 'letter', subject, body, language: frame, at: `${sentOn}T09:00`, close })
      : post.mutate({ channel: 'letter', subject, body, language: frame, sentOn, close });
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          type="date"
          label={say.sentOn}
          description={say.sentOnHint}
          value={sentOn}
          onChange={(event) => setSentOn(event.currentTarget.value)}
          error={error?.field('sentOn') ?? error?.field('at')}
        />
        <Select
          label={words.language}
          description={frame === draft.language ? languageHint(draft, say) : undefined}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          value={frame}
          onChange={(value) => {
            if (!value) return;
            setFrame(value as 'en' | 'de');
            if (untouched) setLanguage(value as 'en' | 'de');
          }}
          allowDeselect={false}
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
            error={error?.field('subject')}
          />
          <Textarea
            label={words.body}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
            autosize
            minRows={9}
            maxRows={22}
            autoFocus
            error={error && (error.field('body') ?? error.detail)}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preview" className={styles.tab}>
          <MailPreview caseId={one.id} channel="letter" subject={subject} body={body} language={frame} />
        </Tabs.Panel>
      </Tabs>
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button onClick={() => send(false)} loading={post.isPending || schedule.isPending}>
          {later ? say.schedule : words.record}
        </Button>
        {one.state === 'open' ? (
          <Button variant="filled" onClick={() => send(true)} loading={post.isPending || schedule.isPending}>
            {later ? say.scheduleClose : words.recordClose}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** Why it is written in this language. */
export function languageHint(draft: Draft, say: ReturnType<typeof useTellingWords>): string {
  return draft.languageFrom === 'organisation' && draft.spoken
    ? say.otherLanguage(draft.spoken)
    : say.languageFrom[draft.languageFrom];
}
