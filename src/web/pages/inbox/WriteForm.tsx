import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../api/useApi.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { CallForm } from './CallForm.tsx';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { Kept } from './desk/Kept.tsx';
import { LetterForm } from './LetterForm.tsx';
import { MailForm } from './MailForm.tsx';
import { useTellingWords } from './telling.messages.ts';

export interface Draft {
  to: { name: string | null; address: string } | null;
  phone: string | null;
  language: 'en' | 'de';
  languageFrom: 'wish' | 'customer' | 'organisation';
  spoken: string | null;
  noMail: 'channel_refused' | 'complained' | 'decided' | 'bounced' | null;
  subject: string;
  body: string;
  letter: string;
}

const channels = ['email', 'phone', 'letter'] as const;
type Channel = (typeof channels)[number];

/** Tells the customer: by a mail from here, by a call that is put on the record, or by a letter to print. */
export function WriteForm({ case: one, done }: { case: Case; done: () => void }) {
  const words = useCaseWords();
  const say = useTellingWords();
  const [language, setLanguage] = useState<'en' | 'de'>();
  const [chosen, choose] = useState<Channel>();
  const draft = useApi<Draft>(['draft', one.id], `/cases/${one.id}/draft`, { query: { language } });
  return (
    <Loaded query={draft}>
      {(data) => {
        const channel = chosen ?? (data.to && !data.noMail ? 'email' : 'phone');
        return (
          <div className={styles.form}>
            <SegmentedControl
              aria-label={words.channel}
              data={channels.map((value) => ({ value, label: words.channels[value] }))}
              value={channel}
              onChange={(value) => choose(value as Channel)}
            />
            {channel === 'email' && data.noMail ? <p className="muted">{say.noMail[data.noMail]}</p> : null}
            {channel === 'email' && data.to && !data.noMail ? (
              <Mailing case={one} draft={data} setLanguage={setLanguage} done={done} />
            ) : null}
            {channel === 'email' && !data.to ? <p className="muted">{words.noAddress}</p> : null}
            {channel === 'phone' ? <CallForm case={one} done={done} /> : null}
            {channel === 'letter' ? (
              <LetterForm
                key={data.language}
                case={one}
                draft={data}
                language={data.language}
                setLanguage={setLanguage}
                done={done}
              />
            ) : null}
          </div>
        );
      }}
    </Loaded>
  );
}

interface Mailed {
  case: Case;
  draft: Draft;
  setLanguage: (language: 'en' | 'de') => void;
  done: () => void;
}

function Mailing({ case: one, draft, setLanguage, done }: Mailed) {
  return (
    <Kept
      caseId={one.id}
      kind="email"
      form={(kept) =>
        draft.to ? (
          <MailForm
            key={draft.language}
            case={one}
            draft={draft}
            kept={kept}
            to={draft.to}
            language={draft.language}
            setLanguage={setLanguage}
            done={done}
          />
        ) : null
      }
    />
  );
}
