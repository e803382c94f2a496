import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { apiPath } from '../../api/api.ts';
import { AsOf, useAsOf } from '../../parts/AsOf.tsx';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { Seat } from '../../parts/Seat.tsx';
import { useGo } from '../../parts/useGo.ts';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { useScores } from '../journeys/useScores.ts';
import { GreyAreas } from './GreyAreas.tsx';
import { Mine } from './Mine.tsx';
import { useOwnershipWords } from './messages.ts';
import { ObjectPanel } from './ObjectPanel.tsx';
import styles from './Ownership.module.css';
import { type Chart, useChart } from './ownership.ts';
import { PersonPanel } from './PersonPanel.tsx';
import { RaciTable } from './RaciTable.tsx';

/** Whose every touchpoint is, on any day. */
export function Ownership() {
  const words = useOwnershipWords();
  const go = useGo();
  const [url, setUrl] = useUrl();
  const { day, isToday } = useAsOf();
  const [period] = usePeriod();
  const chart = useChart(isToday ? undefined : day);
  const { metric, scores } = useScores('touchpoint', period);
  const gaps = url.show === 'gaps';
  const shown = useMemo(
    () => chart.data && narrow(chart.data, url.journey, gaps),
    [chart.data, url.journey, gaps],
  );
  const counts = chart.data?.counts;
  const missing = counts ? counts.touchpoints - counts.exactlyOne : 0;
  const sentence = !counts
    ? undefined
    : counts.touchpoints === 0
      ? words.none
      : `${words.sentence(counts.exactlyOne, counts.touchpoints, counts.acknowledged)} ${missing > 0 ? words.gaps(missing) : words.noGaps}`;
  return (
    <>
      <PageHeader title={words.title} sentence={sentence} actions={<AsOf back={730} ahead={365} />} />
      <Loaded query={chart}>
        {(data) =>
          data.counts.touchpoints === 0 ? (
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
                  <NativeSelect
                    size="xs"
                    aria-label={words.journey}
                    value={url.journey ?? ''}
                    data={[
                      { value: '', label: words.allJourneys },
                      ...data.journeys.map(({ key, name }) => ({ value: key, label: name })),
                    ]}
                    onChange={(event) => setUrl({ journey: event.currentTarget.value })}
                  />
                  <Checkbox
                    size="xs"
                    label={`${words.onlyGaps} (${missing})`}
                    checked={gaps}
                    onChange={(event) => setUrl({ show: event.currentTarget.checked ? 'gaps' : undefined })}
                  />
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    component="a"
                    ml="auto"
                    href={apiPath('/assignments', { format: 'csv', asOf: day })}
                    download
                  >
                    {words.export}
                  </Button>
                </div>
                {shown ? <RaciTable chart={shown} scores={scores} metric={metric} period={period} /> : null}
              </Card>
              <div className="stack">
                <Mine chart={data} />
                <GreyAreas chart={data} />
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

function narrow(chart: Chart, journey: string | undefined, gaps: boolean): Chart {
  const journeys = chart.journeys
    .filter((one) => !journey || one.key === journey)
    .map((one) => ({
      ...one,
      phases: one.phases
        .map((phase) => ({
          ...phase,
          touchpoints: phase.touchpoints.filter((touchpoint) => !gaps || !touchpoint.person),
        }))
        .filter((phase) => !gaps || phase.touchpoints.length > 0),
    }))
    .filter((one) => !gaps || one.phases.length > 0);
  return { ...chart, journeys };
}
