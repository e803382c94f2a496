import { NativeSelect } from '@mantine/core';
import type { SurveyResults } from '../../../../listen/results/results.ts';
import { useApi } from '../../../api/useApi.ts';
import type { Wire } from '../../../api/wire.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Card } from '../../../parts/Card.tsx';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { PeriodPicker } from '../../../parts/PeriodPicker.tsx';
import { usePeriod } from '../../../parts/usePeriod.ts';
import { useUrl } from '../../../parts/useUrl.ts';
import { surveyPath } from '../surveys.ts';
import type { TabProps } from '../tabs.ts';
import { useResultWords } from './messages.ts';
import { OneQuestion } from './OneQuestion.tsx';
import styles from './Results.module.css';

type ResultsShape = Wire<SurveyResults>;

/** What was answered, question by question, each with its n. */
export function Results({ survey }: TabProps) {
  const words = useResultWords();
  const format = useFormat();
  const [url, setUrl] = useUrl();
  const [period] = usePeriod('12m');
  const query = useApi<ResultsShape>(['survey results', survey.key], `${surveyPath(survey.key)}/results`, {
    query: { from: period.from, until: period.to, version: url.version },
    when: survey.published !== null,
    live: true,
  });
  if (survey.published === null) {
    return <EmptyState title={words.notPublished} text={words.notPublishedText} />;
  }
  return (
    <div className="stack">
      <div className={styles.tools}>
        <NativeSelect
          label={words.version}
          value={url.version ?? ''}
          onChange={(event) => setUrl({ version: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: words.anyVersion },
            ...survey.versions.map(({ number, answers }) => ({
              value: String(number),
              label: words.numbered(number, answers),
            })),
          ]}
        />
        <PeriodPicker fallback="12m" />
      </div>
      <Loaded query={query}>
        {(results) => (
          <>
            <p>
              {words.sentence(results.n, results.partial)}{' '}
              {results.medianSeconds === null ? '' : words.median(format.duration(results.medianSeconds))}{' '}
              {results.setAside > 0 ? words.setAside(results.setAside) : ''}
            </p>
            {results.n + results.partial === 0 ? (
              <EmptyState
                title={words.none}
                text={words.noneText}
                action={<Go to={`/surveys/${survey.key}?tab=share`}>{words.toShare}</Go>}
              />
            ) : (
              <>
                <Channels of={results.byChannel} />
                {results.questions.map((question) => (
                  <OneQuestion key={question.key} question={question} />
                ))}
              </>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

function Channels({ of }: { of: ResultsShape['byChannel'] }) {
  const words = useResultWords();
  const format = useFormat();
  if (of.length === 0) return null;
  return (
    <Card title={words.channels}>
      <ul className={styles.channels}>
        {of.map(({ channel, complete, partial }) => (
          <li key={channel}>
            <b>{words.channelNames[channel] ?? channel}</b>{' '}
            <span className="muted">{words.channel(format.number(complete), format.number(partial))}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
