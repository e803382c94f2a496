import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Filters } from '../../parts/Filters.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import { InterviewForm } from './InterviewForm.tsx';
import styles from './Interviews.module.css';
import type { Conversation } from './interviews.ts';
import { useInterviewWords } from './messages.ts';
import { SurveysNav } from './SurveysNav.tsx';

/** What customers said in conversation, with the quotes that became feedback. */
export function Interviews() {
  const words = useInterviewWords();
  const may = useMay('interview:write');
  const [url, setUrl] = useUrl();
  const [making, setMaking] = useState(false);
  const narrowed = { q: url.q, theme: url.theme, touchpoint: url.touchpoint };
  const pages = useInfiniteQuery({
    queryKey: ['interviews', narrowed],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: Conversation[]; next: string | null }>(
        '/interviews',
        { ...narrowed, after: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: (data) => data.pages.flatMap((page) => page.items),
  });
  const themes =
    useApi<{ items: { theme: string; quotes: number }[] }>(['interviews', 'themes'], '/interview-themes').data
      ?.items ?? [];
  const all = pages.data ?? [];
  const chosen = all.find((one) => one.interviewId === url.edit);
  const isNarrowed = Object.values(narrowed).some(Boolean);
  const make = may ? (
    <Button variant="filled" onClick={() => setMaking(true)}>
      {words.make}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={
          all.length > 0
            ? words.sentence(
                all.length,
                all.reduce((sum, one) => sum + one.quotes.length, 0),
              )
            : words.none
        }
        actions={all.length > 0 || isNarrowed ? make : undefined}
      />
      <SurveysNav />
      {all.length > 0 || isNarrowed ? (
        <Filters
          search={words.search}
          choices={[
            {
              name: 'theme',
              label: words.theme,
              otherwise: words.allThemes,
              options: themes.map(({ theme, quotes }) => ({ value: theme, label: `${theme} (${quotes})` })),
            },
          ]}
        />
      ) : null}
      <Loaded query={pages as never}>
        {() =>
          all.length === 0 ? (
            <EmptyState
              title={words.emptyTitle}
              text={isNarrowed ? words.emptyFound : words.emptyText}
              action={isNarrowed ? undefined : make}
            />
          ) : (
            <div className={styles.list}>
              {all.map((one) => (
                <One
                  key={one.interviewId}
                  conversation={one}
                  edit={
                    may && !one.withdrawnAt
                      ? () => setUrl({ edit: one.interviewId }, { push: true })
                      : undefined
                  }
                />
              ))}
            </div>
          )
        }
      </Loaded>
      {pages.hasNextPage ? (
        <Button mt={18} loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
      {making ? <InterviewForm close={() => setMaking(false)} /> : null}
      {chosen ? (
        <InterviewForm
          key={chosen.interviewId}
          conversation={chosen}
          close={() => setUrl({ edit: undefined })}
        />
      ) : null}
    </>
  );
}

function One({ conversation: one, edit }: { conversation: Conversation; edit: (() => void) | undefined }) {
  const words = useInterviewWords();
  const format = useFormat();
  return (
    <Card>
      <div className={styles.head}>
        <div>
          <h2>{one.title}</h2>
          <p className="tiny muted">
            {words.kinds[one.kind]} · {format.date(one.heldOn)}
            {one.customer ? (
              <>
                {' · '}
                <Go to={`/customers/${one.customer.id}`}>{one.customer.name ?? one.customer.id}</Go>
              </>
            ) : null}
            {one.madeBy ? ` · ${words.by(one.madeBy)}` : ''}
          </p>
        </div>
        {edit ? (
          <Button size="xs" aria-label={words.change(one.title)} onClick={edit}>
            {words.edit}
          </Button>
        ) : null}
      </div>
      {one.withdrawnAt ? (
        <p className="muted">{words.withdrawnOn(format.date(one.withdrawnAt))}</p>
      ) : (
        <div className={styles.marks}>
          <Chip tone={one.consent === 'none' ? 'pass' : 'few'}>{words.consents[one.consent]}</Chip>
        </div>
      )}
      {one.summary ? <p className={styles.summary}>{one.summary}</p> : null}
      {one.quotes.length > 0 ? (
        <ul className={styles.said} aria-label={words.quotes}>
          {one.quotes.map((quote) => (
            <li key={quote.quoteId}>
              <span className="quote">
                <q>{quote.text}</q>
              </span>
              <div className={styles.marks}>
                {quote.value === null ? null : (
                  <Chip tone="accent">
                    {quote.metric} {quote.value}
                  </Chip>
                )}
                {quote.touchpoint ? <span className="tiny muted">{quote.touchpoint.name}</span> : null}
                {quote.themes.map((theme) => (
                  <Chip key={theme} tone="few">
                    {theme}
                  </Chip>
                ))}
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}
