import { Button, Select, Tabs, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { languages } from '../../i18n/language.ts';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { Attach } from './desk/Attach.tsx';
import { InsertMessage } from './desk/InsertMessage.tsx';
import { KeptNotice } from './desk/KeptNotice.tsx';
import { type KeptDraft, useKeptDraft } from './desk/useKeptDraft.ts';
import { languageHint } from './LetterForm.tsx';
import { MailPreview } from './MailPreview.tsx';
import { SendWhen } from './SendWhen.tsx';
import { useSchedule } from './scheduled.ts';
import { useTellingWords } from './telling.messages.ts';
import { useCaseVerb } from './useCaseVerb.ts';
import type { Draft } from './WriteForm.tsx';

interface Props {
  case: Case;
  draft: Draft;
  /** What its person was writing here before. */
  kept: KeptDraft | undefined;
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
  files: string[];
  library: string[];
}

/** The follow-up: a draft with what is known filled in, made personal, seen as it will arrive, sent. */
export function MailForm({ case: one, draft, kept, to, language, setLanguage, done }: Props) {
  const words = useCaseWords();
  const say = useTellingWords();
  const keeper = useKeptDraft(one.id, 'email', kept);
  const { subject = draft.subject, text: body = draft.body, files = [], library = [] } = keeper.content;
  const [tab, setTab] = useState<string | null>('edit');
  const [at, setAt] = useState<string>();
  const frame = keeper.content.language ?? language;
  // What a person has written is kept; only an untouched draft is written anew in the other language.
  const touched = body !== draft.body || subject !== draft.subject;
  const speak = (next: 'en' | 'de') => {
    if (touched) keeper.change({ language: next, subject, text: body });
    else setLanguage(next);
  };
  const who = to.name ?? to.address;
  const tell = useCaseVerb<Message>(one.id, 'messages', {
    said: (input) => (input.close ? words.sentClosed(who) : words.sent(who)),
    after: done,
    quiet: true,
  });
  const schedule = useSchedule(one.id, done);
  const error = at === undefined ? tell.error : schedule.error;
  const busy = tell.isPending || schedule.isPending;
  const send = async (close: boolean) => {
    await keeper.settle();
    const mail = { channel: 'email' as const, subject, body, language: frame, close };
    if (at !== undefined) return schedule.mutate({ ...mail, at }, { onError: keeper.goOn });
    tell.mutate({ ...mail, library, files: files.map(({ id }) => id) }, { onError: keeper.goOn });
  };
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
      <p className="tiny muted">{frame === draft.language ? languageHint(draft, say) : null}</p>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="edit">{words.edit}</Tabs.Tab>
          <Tabs.Tab value="preview">{words.preview}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="edit" className={styles.tab}>
          <InsertMessage
            caseId={one.id}
            language={frame}
            put={(filled) =>
              keeper.change({
                text: filled.body,
                subject: filled.subject || subject,
                language: filled.language,
                library: [...new Set([...library, filled.entryId])],
              })
            }
          />
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
            description={words.bodyHint}
            value={body}
            onChange={(event) => keeper.change({ text: event.currentTarget.value, subject, language: frame })}
            autosize
            minRows={9}
            maxRows={22}
            autoFocus
            error={error && (error.field('body') ?? (error.field('at') ? undefined : error.detail))}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preview" className={styles.tab}>
          <MailPreview caseId={one.id} subject={subject} body={body} language={frame} />
        </Tabs.Panel>
      </Tabs>
      {at === undefined ? (
        <Attach
          caseId={one.id}
          files={files}
          change={(next) => keeper.change({ files: next, subject, text: body })}
        />
      ) : null}
      <KeptNotice keeper={keeper} />
      {files.length === 0 ? (
        <SendWhen caseId={one.id} at={at} choose={setAt} error={schedule.error?.field('at')} />
      ) : null}
      <div className={styles.end}>
        <Button variant="subtle" onClick={done}>
          {words.cancel}
        </Button>
        <Button onClick={() => void send(false)} loading={busy}>
          {at === undefined ? words.send : say.schedule}
        </Button>
        {one.state === 'open' ? (
          <Button variant="filled" onClick={() => void send(true)} loading={busy}>
            {at === undefined ? words.sendClose : say.scheduleClose}
          </Button>
        ) : null}
      </div>
    </>
  );
}
