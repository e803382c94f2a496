import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { AsOf, useAsOf } from '../../parts/AsOf.tsx';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { OwnershipNav } from '../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { Seat } from '../../parts/Seat.tsx';
import { useGo } from '../../parts/useGo.ts';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { useScores } from '../journeys/useScores.ts';
import { BulkBar } from './BulkBar.tsx';
import { ChartFilters, queryOf } from './ChartFilters.tsx';
import { GreyAreas } from './GreyAreas.tsx';
import { useLedgerWords } from './ledger.messages.ts';
import { Mine } from './Mine.tsx';
import { useOwnershipWords } from './messages.ts';
import { ObjectPanel } from './ObjectPanel.tsx';
import styles from './Ownership.module.css';
import { type Chart, type Things, useChart, useChartPages, whatOf } from './ownership.ts';
import { PersonPanel } from './PersonPanel.tsx';
import { RaciTable } from './RaciTable.tsx';
import { useThingsWords } from './things.messages.ts';

const none: ReadonlySet<string> = new Set();

/** Whose every touchpoint is, on any day. */
export function Ownership() {
  const words = useOwnershipWords();
  const more = useLedgerWords();
  const things = useThingsWords();
  const format = useFormat();
  const go = useGo();
  const may = useMay('ownership:write');
  const [url, setUrl] = useUrl();
  const { day, isToday } = useAsOf();
  const [period] = usePeriod();
  const asOf = isToday ? undefined : day;
  const what = whatOf(url);
  const query = queryOf(url);
  const pages = useChartPages({ asOf, ...query });
  const faults = useChart(asOf, { what, show: 'faults' });
  const { metric, scores } = useScores('touchpoint', period);
  const [marked, setMarked] = useState<{ what: Things | undefined; keys: ReadonlySet<string> }>();
  const chosen = marked && marked.what === what ? marked.keys : none;
  const setChosen = (keys: ReadonlySet<string>) => setMarked({ what, keys });
  const counts = pages.data?.counts;
  const missing = counts ? counts.touchpoints - counts.exactlyOne : 0;
  const sentence = !counts
    ? undefined
    : counts.touchpoints === 0
      ? what
        ? things.empty[what]
        : words.none
      : `${(what ? things.sentence[what] : words.sentence)(counts.exactlyOne, counts.touchpoints, counts.acknowledged)} ${missing > 0 ? (what ? things.gaps(missing) : words.gaps(missing)) : what ? things.noGaps : words.noGaps}`;
  const file = (format: 'csv' | 'xlsx') => apiPath('/ownership/raci', { ...query, asOf: day, format });
  return (
    <>
      <PageHeader title={words.title} sentence={sentence} actions={<AsOf back={730} ahead={365} />} />
      <OwnershipNav />
      <p className={styles.printed}>
        {more.stands} {format.date(day)}
      </p>
      <Loaded query={pages as unknown as UseQueryResult<Chart>}>
        {(data) =>
          data.counts.touchpoints === 0 && !what ? (
            <EmptyState
              title={words.emptyTitle}
              text={words.emptyText}
              picture={<Seat size="l" />}
              action={<Button onClick={() => go('/journeys')}>{words.toJourneys}</Button>}
            />
          ) : (
            <div className={styles.page}>
              <Card flush>
                <div className={styles.tools}>
                  <ChartFilters chart={data} />
                  <span className={styles.files}>
                    {may ? (
                      <Button size="compact-sm" variant="subtle" component={Go} to="/ownership/sheet">
                        {more.sheetIn}
                      </Button>
                    ) : null}
                    <Button size="compact-sm" variant="subtle" component="a" href={file('csv')} download>
                      {words.export}
                    </Button>
                    <Button size="compact-sm" variant="subtle" component="a" href={file('xlsx')} download>
                      {more.xlsx}
                    </Button>
                    <Button size="compact-sm" variant="subtle" onClick={() => window.print()}>
                      {more.print}
                    </Button>
                  </span>
                </div>
                {may && chosen.size > 0 ? (
                  <BulkBar chosen={chosen} what={what} today={data.today} clear={() => setChosen(none)} />
                ) : null}
                <RaciTable
                  chart={data}
                  scores={scores}
                  metric={metric}
                  period={period}
                  chosen={may ? chosen : undefined}
                  choose={setChosen}
                />
                {pages.hasNextPage ? (
                  <div className={styles.more}>
                    <Button loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                      {more.more}
                    </Button>
                  </div>
                ) : null}
              </Card>
              <div className={`stack ${styles.beside}`}>
                <Mine />
                {faults.data ? <GreyAreas chart={faults.data} /> : null}
              </div>
              <ObjectPanel chart={data} />
            </div>
          )
        }
      </Loaded>
      {url.person ? <PersonPanel id={url.person} close={() => setUrl({ person: undefined })} /> : null}
    </>
  );
}
