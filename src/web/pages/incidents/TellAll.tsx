import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { JobProgress } from '../../parts/JobProgress.tsx';
import { useIncidentWords } from './incidents.messages.ts';
import { type Detail, incidentsKey } from './incidents.ts';

type Language = 'en' | 'de';
const empty = { subject: '', body: '' };

/** One text, a mail to each: what was sent before stands above it with how far it is. */
export function TellAll({ incident }: { incident: Detail }) {
  const words = useIncidentWords().tell;
  const format = useFormat();
  const me = useMe();
  const [language, setLanguage] = useState<Language>(me.organisation.language === 'de' ? 'de' : 'en');
  const [texts, setTexts] = useState({ en: empty, de: empty });
  const on = incident.messages.find((one) => one.finishedAt === null);
  const written = (one: Language) => texts[one].subject.trim() !== '' && texts[one].body.trim() !== '';
  const send = useChange<void, Detail>({
    call: () =>
      api.post<Detail>(`/incidents/${incident.id}/messages`, {
        ...(written('en') ? { en: texts.en } : {}),
        ...(written('de') ? { de: texts.de } : {}),
      }),
    touches: [incidentsKey, ['cases']],
    said: words.begun,
    quiet: true,
    after: () => setTexts({ en: empty, de: empty }),
  });
  const set = (part: Partial<typeof empty>) =>
    setTexts({ ...texts, [language]: { ...texts[language], ...part } });
  return (
    <Card title={words.title}>
      <div className="stack">
        {incident.messages.map((one) => (
          <div key={one.id} className="stack">
            {one.finishedAt ? (
              <div>
                <b>{words.done(one.told, one.total)}</b>{' '}
                <span className="tiny muted">{words.by(one.by.name, format.moment(one.madeAt))}</span>
                {one.unreached > 0 ? <div>{words.unreached(one.unreached)}</div> : null}
              </div>
            ) : (
              <JobProgress
                title={words.running}
                job={{ state: 'running', done: one.told, total: one.total }}
              />
            )}
          </div>
        ))}
        {on ? null : incident.openCases === 0 ? (
          <p className="dim">{words.none}</p>
        ) : (
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              send.mutate();
            }}
          >
            <p className="muted">{words.text(incident.openCases)}</p>
            <SegmentedControl
              aria-label={words.language}
              style={{ justifySelf: 'start' }}
              value={language}
              onChange={(value) => setLanguage(value as Language)}
              data={(['en', 'de'] as const).map((value) => ({ value, label: words.languages[value] }))}
            />
            <TextInput
              label={words.subject}
              maxLength={200}
              value={texts[language].subject}
              onChange={(event) => set({ subject: event.currentTarget.value })}
            />
            <Textarea
              label={words.body}
              description={words.hint}
              autosize
              minRows={5}
              maxLength={20_000}
              value={texts[language].body}
              onChange={(event) => set({ body: event.currentTarget.value })}
              error={send.error?.detail}
            />
            <Button
              type="submit"
              variant="filled"
              style={{ justifySelf: 'start' }}
              disabled={!written('en') && !written('de')}
              loading={send.isPending}
            >
              {words.send(incident.openCases)}
            </Button>
          </form>
        )}
      </div>
    </Card>
  );
}
