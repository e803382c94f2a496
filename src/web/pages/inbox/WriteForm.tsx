import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../api/useApi.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import styles from './Case.module.css';
import { useCaseWords } from './case.messages.ts';
import type { Case } from './cases.ts';
import { Kept } from './desk/Kept.tsx';
import { MailForm } from './MailForm.tsx';
import { ToldForm } from './ToldForm.tsx';

export interface Draft {
  to: { name: string | null; address: string } | null;
  phone: string | null;
  language: 'en' | 'de';
  subject: string;
  body: string;
}

const channels = ['email', 'phone', 'letter'] as const;
type Channel = (typeof channels)[number];

/** Tells the customer: by a mail from here, or by a call or letter that is put on the record. */
export function WriteForm({ case: one, done }: { case: Case; done: () => void }) {
  const words = useCaseWords();
  const [language, setLanguage] = useState<'en' | 'de'>();
  const [chosen, choose] = useState<Channel>();
  const draft = useApi<Draft>(['draft', one.id], `/cases/${one.id}/draft`, { query: { language } });
  return (
    <Loaded query={draft}>
      {(data) => {
        const channel = chosen ?? (data.to ? 'email' : 'phone');
        return (
          <div className={styles.form}>
            <SegmentedControl
              aria-label={words.channel}
              data={channels.map((value) => ({ value, label: words.channels[value] }))}
              value={channel}
              onChange={(value) => choose(value as Channel)}
            />
            {channel === 'email' && data.to ? (
              <Mailing case={one} draft={data} setLanguage={setLanguage} done={done} />
            ) : null}
            {channel === 'email' && !data.to ? <p className="muted">{words.noAddress}</p> : null}
            {channel === 'email' ? null : (
              <ToldForm caseId={one.id} channel={channel} open={one.state === 'open'} done={done} />
            )}
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
