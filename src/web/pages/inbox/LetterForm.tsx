import { Button, Select, Tabs, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { languages } from '../../i18n/language.ts';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { Kept } from './desk/Kept.tsx';
import { KeptNotice } from './desk/KeptNotice.tsx';
import { type KeptDraft, useKeptDraft } from './desk/useKeptDraft.ts';
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
export function LetterForm(props: Props) {
  // The same words as a mail would have: whoever changes the way keeps what is written.
  return <Kept caseId={props.case.id} kind="email" form={(kept) => <Form {...props} kept={kept} />} />;
}

function Form({
  case: one,
  draft,
  language,
  setLanguage,
  done,
  kept,
}: Props & { kept: KeptDraft | undefined }) {
  const words = useCaseWords();
  const say = useTellingWords();
  const keeper = useKeptDraft(one.id, 'email', kept);
  const { subject = draft.subject, text: body = draft.letter } = keeper.content;
  const [sentOn, setSentOn] = useState(today);
  const [tab, setTab] = useState<string | null>('edit');
  const frame = keeper.content.language ?? language;
  // What a person has written is kept; only an untouched draft is written anew in the other language.
  const untouched = body === draft.letter && subject === draft.subject;
  const post = useCaseVerb<Letter>(one.id, 'messages', { said: say.posted, after: done, quiet: true });
  const schedule = useSchedule(one.id, done);
  const later = sentOn > today();
  const error = later ? schedule.error : post.error;
  const send = async (close: boolean) => {
    await keeper.settle();
    const letter = { channel: 'letter' as const, subject, body, language: frame, close };
    if (later) schedule.mutate({ ...letter, at: `${sentOn}T09:00` }, { onError: keeper.goOn });
    else post.mutate({ ...letter, sentOn }, { onError: keeper.goOn });
  };
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
            if (untouched) setLanguage(value as 'en' | 'de');
            else keeper.change({ language: value as 'en' | 'de', subject, text: body });
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
            onChange={(event) =>
              keeper.change({ subject: event.currentTarget.value, text: body, language: frame })
            }
            error={error?.field('subject')}
          />
          <Textarea
            label={words.body}
            value={body}
            onChange={(event) => keeper.change({ text: event.currentTarget.value, subject, language: frame })}
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
      <KeptNotice keeper={keeper} />
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button onClick={() => void send(false)} loading={post.isPending || schedule.isPending}>
          {later ? say.schedule : words.record}
        </Button>
        {one.state === 'open' ? (
          <Button
            variant="filled"
            onClick={() => void send(true)}
            loading={post.isPending || schedule.isPending}
          >
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
