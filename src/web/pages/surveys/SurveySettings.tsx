import { Button, FileButton, TextInput } from '@mantine/core';
import { useState } from 'react';
import { SurveyDocument } from '../../../listen/survey/document.ts';
import { api, apiPath } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { done, refused } from '../../parts/notify.ts';
import { useGo } from '../../parts/useGo.ts';
import { useLifeWords } from './life.messages.ts';
import { useSurveyWords } from './messages.ts';
import { type OneSurvey, surveyPath } from './surveys.ts';
import { TouchpointSelect } from './TouchpointSelect.tsx';
import type { TabProps } from './tabs.ts';

/** Name and touchpoint, the survey as a file, and what ends it. */
export function SurveySettings({ survey, drafting }: TabProps) {
  const words = useLifeWords();
  const list = useSurveyWords();
  const go = useGo();
  const path = surveyPath(survey.key);
  const archived = survey.archivedAt !== null;
  const discard = useChange<void, OneSurvey>({
    call: () => api.del<OneSurvey>(`${path}/draft`),
    touches: [['surveys']],
    said: words.discarded,
    after: drafting.take,
  });
  const archive = useChange<void, OneSurvey>({
    call: () => api.patch(path, { archived: true }),
    touches: [['surveys']],
    said: list.archivedSaid(survey.name),
    undo: () => api.patch(path, { archived: false }),
    after: () => go('/surveys'),
  });
  const takeIn = async (file: File | null) => {
    if (!file) return;
    const text = await file.text();
    const parsed = SurveyDocument.safeParse(parse(text));
    if (!parsed.success) {
      refused(new Error(`${list.noSurvey} ${parsed.error.issues[0]?.path.join('.') ?? ''}`.trim()));
      return;
    }
    drafting.edit((d) => {
      for (const name of Object.keys(d)) delete (d as Record<string, unknown>)[name];
      Object.assign(d, parsed.data);
    });
    done(words.imported);
  };
  return (
    <div className="stack">
      <Card title={words.about}>
        <About survey={survey} />
      </Card>
      <Card title={words.file}>
        <p className="muted">{words.fileText}</p>
        <div className="row">
          <Button component="a" href={apiPath(`${path}/export`)} download>
            {words.export}
          </Button>
          {archived ? null : (
            <FileButton accept="application/json,.json" onChange={(file) => void takeIn(file)}>
              {(props) => <Button {...props}>{words.import}</Button>}
            </FileButton>
          )}
        </div>
      </Card>
      {survey.draftDocument && survey.published !== null && !archived ? (
        <Card title={words.discard}>
          <p className="muted">{words.discardText}</p>
          <Button loading={discard.isPending} onClick={() => discard.mutate()}>
            {words.discardIt}
          </Button>
        </Card>
      ) : null}
      {archived ? null : (
        <Card title={words.end}>
          <p className="muted">{words.endText}</p>
          <Button loading={archive.isPending} onClick={() => archive.mutate()}>
            {words.endIt}
          </Button>
        </Card>
      )}
    </div>
  );
}

function About({ survey }: { survey: OneSurvey }) {
  const words = useLifeWords();
  const list = useSurveyWords();
  const [name, setName] = useState(survey.name);
  const [touchpoint, setTouchpoint] = useState(survey.touchpoint?.key ?? null);
  const change = useChange<void, OneSurvey>({
    call: () => api.patch(surveyPath(survey.key), { name, touchpoint }),
    touches: [['surveys']],
    said: (now) => words.saved(now.name),
    quiet: true,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <TextInput
        label={list.name}
        required
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={change.error?.field('name') ?? change.error?.detail}
      />
      <TouchpointSelect value={touchpoint} onChange={setTouchpoint} />
      <TextInput mt="sm" label={words.key} description={words.keyText} value={`/s/${survey.key}`} readOnly />
      <Button mt="md" type="submit" loading={change.isPending}>
        {words.save}
      </Button>
    </form>
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
