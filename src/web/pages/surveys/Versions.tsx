import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SurveyDocument } from '../../../listen/survey/document.ts';
import type { SurveyVersion } from '../../../listen/survey/survey.ts';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { done } from '../../parts/notify.ts';
import { SidePanel } from '../../parts/Panel.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { Frame } from './build/Preview.tsx';
import { useLifeWords } from './life.messages.ts';
import { surveyPath } from './surveys.ts';
import type { TabProps } from './tabs.ts';

type AVersion = Omit<Wire<SurveyVersion>, 'document'> & { document: SurveyDocument };

/** What was published when, by whom; each can be looked at, and begun anew from. */
export function Versions(props: TabProps) {
  const words = useLifeWords();
  const format = useFormat();
  const [url, setUrl] = useUrl();
  const { versions } = props.survey;
  if (versions.length === 0) return <EmptyState title={words.noVersion} text={words.noVersionText} />;
  return (
    <Card title={words.versions} aside={words.versionsText}>
      {versions.map(({ number, publishedAt, publishedBy, answers }) => (
        <CardRow
          key={number}
          action={
            <Button onClick={() => setUrl({ look: String(number) }, { push: true })}>
              {words.look}
              <span className="only-heard">: {words.version(number)}</span>
            </Button>
          }
        >
          <b>{words.version(number)}</b>
          <div className="tiny muted">
            {[format.moment(publishedAt), publishedBy, words.answers(answers)].filter(Boolean).join(' · ')}
          </div>
        </CardRow>
      ))}
      {url.look ? <Look {...props} number={url.look} close={() => setUrl({ look: undefined })} /> : null}
    </Card>
  );
}

function Look({ survey, drafting, number, close }: TabProps & { number: string; close: () => void }) {
  const words = useLifeWords();
  const mayWrite = useMay('survey:write');
  const [, setUrl] = useUrl();
  const query = useApi<AVersion>(
    ['surveys', 'version', survey.key, number],
    `${surveyPath(survey.key)}/versions/${number}`,
    { keep: false },
  );
  const document = query.data?.document;
  const picture = useQuery({
    queryKey: ['survey preview', survey.key, number],
    queryFn: () => api.post<{ html: string }>('/surveys/preview', { document }),
    enabled: document !== undefined,
  });
  const begin = () => {
    if (!document) return;
    drafting.edit((d) => {
      // A key that only the draft had would stay otherwise.
      for (const name of Object.keys(d)) delete (d as Record<string, unknown>)[name];
      Object.assign(d, structuredClone(document));
    });
    done(words.begun(Number(number)));
    setUrl({ look: undefined, tab: 'build' });
  };
  return (
    <SidePanel open close={close} title={words.version(Number(number))}>
      <Loaded query={query}>
        {() => (
          <div className="stack">
            {mayWrite && !survey.archivedAt ? (
              <div className="row">
                <Button onClick={begin}>{words.again}</Button>
              </div>
            ) : null}
            <Frame html={picture.data?.html ?? ''} title={words.preview(number)} />
          </div>
        )}
      </Loaded>
    </SidePanel>
  );
}
