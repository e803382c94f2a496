import { Button } from '@mantine/core';
import { apiPath } from '../../../api/api.ts';
import { useMay } from '../../../api/me.ts';
import { useApi } from '../../../api/useApi.ts';
import { useFormat } from '../../../i18n/format.ts';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { type Choice, Filters } from '../../../parts/Filters.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { OwnershipNav } from '../../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../../parts/PageHeader.tsx';
import { Seat } from '../../../parts/Seat.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import styles from './Grey.module.css';
import { GreyAreaCard } from './GreyAreaCard.tsx';
import { GreyAreaPanel } from './GreyAreaPanel.tsx';
import { type GreyAreas, useGreyAreas } from './grey.ts';
import { useGreyWords } from './messages.ts';
import { TermsForm } from './TermsForm.tsx';

/** What is nobody’s, several people’s, or lived as such: ranked, each with its evidence and who clears it up. */
export function GreyAreasPage() {
  const words = useGreyWords();
  const [url, setUrl] = useUrl();
  const maySet = useMay('settings:write');
  const { query, list } = useGreyAreas();
  const journeys = useApi<{ items: { key: string; name: string }[] }>(['journeys'], '/journeys').data?.items;
  const choices: Choice[] = [
    { name: 'kind', label: words.kind, options: optionsOf(words.kinds) },
    {
      name: 'journey',
      label: words.journey,
      options: journeys?.map(({ key, name }) => ({ value: key, label: name })) ?? [],
    },
    { name: 'state', label: words.state, options: optionsOf(words.states) },
  ];
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={list.data ? <Sentence list={list.data} /> : undefined}
        actions={
          maySet ? <Button onClick={() => setUrl({ terms: 'open' })}>{words.terms}</Button> : undefined
        }
      />
      <OwnershipNav />
      <div className={styles.tools}>
        <Filters choices={choices} />
        <div className={styles.files}>
          {(['csv', 'xlsx'] as const).map((format) => (
            <Button
              key={format}
              size="compact-sm"
              variant="subtle"
              component="a"
              href={apiPath('/grey-areas', { ...query, format })}
              download
            >
              {words[format]}
            </Button>
          ))}
        </div>
      </div>
      <Loaded query={list}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState
              title={words.emptyTitle}
              text={words.emptyText}
              picture={<Seat size="l" />}
              action={
                <Button onClick={() => setUrl({ kind: undefined, journey: undefined, state: undefined })}>
                  {words.showAll}
                </Button>
              }
            />
          ) : (
            <ol className={styles.list}>
              {data.items.map((one) => (
                <GreyAreaCard
                  key={one.key}
                  area={one}
                  currency={data.currency}
                  days={data.days}
                  valued={data.valued}
                />
              ))}
            </ol>
          )
        }
      </Loaded>
      {url.area ? (
        <GreyAreaPanel key={url.area} areaKey={url.area} close={() => setUrl({ area: undefined })} />
      ) : null}
      {url.terms && maySet ? <TermsForm close={() => setUrl({ terms: undefined })} /> : null}
    </>
  );
}

function optionsOf(of: Record<string, string>): Choice['options'] {
  return Object.entries(of).map(([value, label]) => ({ value, label }));
}

function Sentence({ list }: { list: GreyAreas }) {
  const words = useGreyWords();
  const format = useFormat();
  const { undecided, customers, revenue } = list.total;
  return words.sentence(
    undecided,
    words.customersIn(customers, list.days),
    revenue ? format.money(revenue, list.currency) : null,
  );
}
