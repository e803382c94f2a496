import { Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay, useMe } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useCurrentInView } from '../../parts/useCurrentInView.ts';
import { useParam, useUrl } from '../../parts/useUrl.ts';
import { ConflictDialog } from './build/ConflictDialog.tsx';
import { Publish } from './build/Publish.tsx';
import { SaveLine } from './build/SaveLine.tsx';
import { useDraft } from './build/useDraft.ts';
import { useSurveyWords } from './messages.ts';
import styles from './Survey.module.css';
import { SurveyState } from './SurveyState.tsx';
import { type OneSurvey, surveyPath, useSurvey } from './surveys.ts';
import { surveyTabs } from './tabs.ts';

/** One survey: how it is made, where it is answered, and what was said. */
export function Survey() {
  const words = useSurveyWords();
  const key = useParam('key');
  const query = useSurvey(key);
  return query.data ? (
    <Open key={key} survey={query.data} />
  ) : (
    <>
      <PageHeader above={<Go to="/surveys">← {words.back}</Go>} title={words.title} />
      <Loaded query={query}>{() => null}</Loaded>
    </>
  );
}

function Open({ survey }: { survey: OneSurvey }) {
  const words = useSurveyWords();
  const language = useLanguage();
  const [url] = useUrl();
  const { permissions } = useMe();
  const drafting = useDraft(survey);
  const archived = survey.archivedAt !== null;
  const mayWrite = useMay('survey:write') && !archived;
  const tabs = surveyTabs.filter((tab) => permissions.includes(tab.may) && !(tab.edits && archived));
  const tab = tabs.find((one) => one.key === url.tab) ?? tabs[0];
  const row = useCurrentInView(tab?.key ?? '');
  const about = survey.touchpoint ? words.about(survey.touchpoint.name) : undefined;
  return (
    <>
      <PageHeader
        above={<Go to="/surveys">← {words.back}</Go>}
        title={survey.name}
        sentence={
          <span className="row" style={{ flexWrap: 'wrap' }}>
            {[about, words.questions(survey.questions)].filter(Boolean).join(' · ')}
            <SurveyState survey={survey} />
          </span>
        }
        actions={
          mayWrite ? (
            <>
              <SaveLine drafting={drafting} />
              <Publish survey={survey} drafting={drafting} />
            </>
          ) : undefined
        }
      />
      {archived ? <Archived survey={survey} /> : null}
      {drafting.state === 'conflict' ? <ConflictDialog survey={survey} drafting={drafting} /> : null}
      <nav ref={row} className={styles.tabs} aria-label={words.tabs}>
        {tabs.map((one) => (
          <Go
            key={one.key}
            to={`/surveys/${survey.key}?tab=${one.key}`}
            aria-current={one === tab ? 'page' : undefined}
          >
            {one[language]}
          </Go>
        ))}
      </nav>
      {tab ? <tab.Part survey={survey} drafting={drafting} /> : null}
    </>
  );
}

function Archived({ survey }: { survey: OneSurvey }) {
  const words = useSurveyWords();
  const mayWrite = useMay('survey:write');
  const restore = useChange<void, OneSurvey>({
    call: () => api.patch(surveyPath(survey.key), { archived: false }),
    touches: [['surveys']],
    said: words.restored(survey.name),
  });
  return (
    <div className={styles.archived}>
      {words.archivedText}
      {mayWrite ? (
        <Button loading={restore.isPending} onClick={() => restore.mutate()}>
          {words.restore}
        </Button>
      ) : null}
    </div>
  );
}
