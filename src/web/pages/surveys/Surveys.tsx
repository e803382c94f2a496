import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Card } from '../../parts/Card.tsx';
import type { Column } from '../../parts/column.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Filters } from '../../parts/Filters.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import { SurveysNav } from '../interviews/SurveysNav.tsx';
import { useSurveyWords } from './messages.ts';
import { NewSurvey } from './NewSurvey.tsx';
import { SurveyState } from './SurveyState.tsx';
import { type ASurvey, languageName, useSurveys } from './surveys.ts';

/** Every survey with how it is answered. */
export function Surveys() {
  const words = useSurveyWords();
  const mayWrite = useMay('survey:write');
  const [url] = useUrl();
  const [making, setMaking] = useState(false);
  const query = useSurveys();
  const columns = useColumns();
  const all = query.data?.items ?? [];
  const shown = all.filter((one) => url.show === 'all' || !one.archivedAt);
  const make = mayWrite ? (
    <Button variant="filled" onClick={() => setMaking(true)}>
      {words.make}
    </Button>
  ) : undefined;
  const open = all.filter((one) => one.published !== null && !one.archivedAt).length;
  const complete = all.reduce((sum, one) => sum + one.complete, 0);
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={all.length > 0 ? words.sentence(all.length, open, complete) : words.none}
        actions={all.length > 0 ? make : undefined}
      />
      <SurveysNav />
      {all.some((one) => one.archivedAt) ? (
        <Filters
          choices={[
            {
              name: 'show',
              label: words.show,
              otherwise: words.open,
              options: [{ value: 'all', label: words.all }],
            },
          ]}
        />
      ) : null}
      <Loaded query={query}>
        {() =>
          all.length === 0 ? (
            <EmptyState title={words.emptyTitle} text={words.emptyText} action={make} />
          ) : (
            <Card flush>
              <DataTable
                label={words.title}
                rows={shown}
                columns={columns}
                rowKey={(one) => one.surveyId}
                to={(one) => `/surveys/${one.key}`}
                search={words.search}
              />
            </Card>
          )
        }
      </Loaded>
      <NewSurvey open={making} close={() => setMaking(false)} />
    </>
  );
}

function useColumns(): Column<ASurvey>[] {
  const words = useSurveyWords();
  const format = useFormat();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        key: 'name',
        title: words.name,
        main: true,
        value: (one) => one.name,
        cell: (one) => <Go to={`/surveys/${one.key}`}>{one.name}</Go>,
      },
      { key: 'touchpoint', title: words.touchpoint, value: (one) => one.touchpoint?.name },
      {
        key: 'languages',
        title: words.languages,
        value: (one) => one.languages.map((code) => languageName(code, language)).join(', '),
      },
      {
        key: 'state',
        title: words.state,
        value: (one) => (one.archivedAt ? 2 : one.published === null ? 1 : 0),
        cell: (one) => <SurveyState survey={one} />,
      },
      {
        key: 'complete',
        title: words.complete,
        align: 'right',
        value: (one) => one.complete,
        cell: (one) => format.number(one.complete),
      },
      {
        key: 'partial',
        title: words.partial,
        align: 'right',
        value: (one) => one.partial,
        cell: (one) => format.number(one.partial),
      },
      {
        key: 'last',
        title: words.lastAnswer,
        value: (one) => one.lastAnswerAt,
        cell: (one) =>
          one.lastAnswerAt ? <When at={one.lastAnswerAt} /> : <span className="dim">{words.never}</span>,
      },
    ],
    [words, format, language],
  );
}
