import { Button, Switch } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SurveyAnswer } from '../../../../listen/results/results.ts';
import { questionsOf, textIn } from '../../../../listen/survey/document.ts';
import type { Question } from '../../../../listen/survey/question.ts';
import { api } from '../../../api/api.ts';
import { useMay } from '../../../api/me.ts';
import { livePeriod } from '../../../api/useApi.ts';
import type { Wire } from '../../../api/wire.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { Card, CardRow } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { Go } from '../../../parts/Go.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import { When } from '../../../parts/When.tsx';
import { languageName, surveyPath } from '../surveys.ts';
import type { TabProps } from '../tabs.ts';
import { AnswerText } from './AnswerText.tsx';
import { Decide } from './Decide.tsx';
import { useResultWords } from './messages.ts';
import styles from './Results.module.css';

type AnAnswer = Wire<SurveyAnswer>;

/** Single answers, the last touched first, with the customer behind each where one is known. */
export function Answers({ survey }: TabProps) {
  const words = useResultWords();
  const [url, setUrl] = useUrl();
  const flagged = url.flagged === '1' || undefined;
  const path = `${surveyPath(survey.key)}/answers`;
  const pages = useInfiniteQuery({
    queryKey: ['survey answers', survey.key, flagged],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: AnAnswer[]; next: string | null }>(
        path,
        { after: pageParam, limit: 50, flagged },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: livePeriod,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
  const document = survey.publishedDocument ?? survey.draftDocument;
  const questions = new Map(document ? questionsOf(document).map((one) => [one.key, one]) : []);
  return (
    <Loaded query={pages as never}>
      {() => {
        const items = pages.data ?? [];
        if (items.length === 0 && !flagged) {
          return (
            <EmptyState
              title={words.noAnswers}
              text={survey.published === null ? words.notPublishedText : words.noneText}
              action={<Go to={`/surveys/${survey.key}?tab=share`}>{words.toShare}</Go>}
            />
          );
        }
        return (
          <Card title={words.said} aside={words.answersCount(items.length)}>
            <Switch
              label={words.onlyFlagged}
              checked={Boolean(flagged)}
              onChange={(event) => setUrl({ flagged: event.currentTarget.checked ? '1' : undefined })}
            />
            {items.length === 0 ? <p className="muted">{words.noneFlagged}</p> : null}
            {items.map((answer) => (
              <Line
                survey={survey.key}
                key={answer.answerId}
                answer={answer}
                questions={questions}
                titleOf={(question) => (document ? textIn(question.text, answer.language, document) : '')}
              />
            ))}
            {pages.hasNextPage ? (
              <Button mt={12} loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                {words.more}
              </Button>
            ) : null}
          </Card>
        );
      }}
    </Loaded>
  );
}

interface LineProps {
  survey: string;
  answer: AnAnswer;
  questions: Map<string, Question>;
  titleOf: (question: Question) => string;
}

function Line({ survey, answer, questions, titleOf }: LineProps) {
  const words = useResultWords();
  const format = useFormat();
  const reader = useLanguage();
  const mayDecide = useMay('survey:write');
  const [deciding, decide] = useState(false);
  const { customer, decision } = answer;
  const out = answer.setAside !== null;
  const about = [
    words.channelNames[answer.channel] ?? answer.channel,
    languageName(answer.language, reader),
    `${words.version} ${answer.version}`,
    answer.seconds === null ? '' : format.duration(answer.seconds),
  ];
  return (
    <CardRow
      action={
        mayDecide && answer.completedAt && (answer.signs.length > 0 || out) ? (
          <Button size="compact-sm" onClick={() => decide(true)}>
            {out ? words.countAgain : words.takeOut}
          </Button>
        ) : undefined
      }
    >
      <div className={styles.head}>
        {customer ? (
          <Go to={`/customers/${customer.id}`}>
            <b>{customer.name ?? words.nobody}</b>
          </Go>
        ) : (
          <span className="muted">{words.nobody}</span>
        )}
        <Chip tone={answer.completedAt ? 'good' : 'few'}>
          {answer.completedAt ? words.complete : words.begun}
        </Chip>
        {answer.signs.map((sign) => (
          <Chip key={sign} tone="pass">
            {words.signs[sign] ?? sign}
          </Chip>
        ))}
        {out ? <Chip tone="bad">{decision ? words.out : words.aside(answer.setAside ?? '')}</Chip> : null}
        {answer.refused ? <Chip tone="bad">{words.refused(answer.refused)}</Chip> : null}
        <span className="tiny dim">
          <When at={answer.completedAt ?? answer.startedAt} /> · {about.filter(Boolean).join(' · ')}
        </span>
      </div>
      {decision ? (
        <div className="tiny muted">
          {words.decided(decision.by ?? words.nobody, decision.reason)} · <When at={decision.at} />
        </div>
      ) : null}
      <dl className={styles.answers}>
        {Object.entries(answer.answers).map(([key, value]) => {
          const question = questions.get(key);
          return (
            <div key={key} style={{ display: 'contents' }}>
              <dt>{(question && titleOf(question)) || key}</dt>
              <dd>
                <AnswerText value={value} question={question} language={answer.language} />
              </dd>
            </div>
          );
        })}
      </dl>
      {deciding ? (
        <Decide survey={survey} answerId={answer.answerId} counts={out} close={() => decide(false)} />
      ) : null}
    </CardRow>
  );
}
