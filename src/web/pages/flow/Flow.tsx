import { Button } from '@mantine/core';
import { apiPath } from '../../api/api.ts';
import { Trend } from '../../charts/Trend.tsx';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useGo } from '../../parts/useGo.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { BehindFlow } from './BehindFlow.tsx';
import { Ends } from './Ends.tsx';
import styles from './Flow.module.css';
import { FlowFilters } from './FlowFilters.tsx';
import { FlowNav } from './FlowNav.tsx';
import { askedOf, type Flow as Found, useFlow } from './flow.ts';
import { Groups } from './Groups.tsx';
import { Mine } from './Mine.tsx';
import { useFlowWords } from './messages.ts';
import { NowCard } from './NowCard.tsx';
import { Stations } from './Stations.tsx';
import { useTime } from './useTime.ts';
import { Where } from './Where.tsx';

const minutes = { kind: 'duration', unit: 'minutes', higherIsBetter: false };

/** How cases flow: how long each step takes, where the time goes, what comes of it, and what is about to be late. */
export function Flow() {
  const words = useFlowWords();
  const [url, setUrl] = useUrl();
  const found = useFlow(url);
  const sentence = useSentence(found.data);
  const open = (figure: string, week?: string) =>
    setUrl({ open: figure, week, whose: undefined }, { push: true });
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={sentence}
        actions={
          found.data && !found.data.tooFew ? (
            <Button component="a" href={apiPath('/flow', { ...askedOf(url), format: 'csv' })} download>
              CSV
            </Button>
          ) : null
        }
      />
      <FlowNav />
      <FlowFilters found={found.data} />
      <Loaded query={found}>
        {(data) => (
          <div className={styles.page}>
            {data.tooFew ? (
              <Few />
            ) : (
              <>
                <Stations found={data} open={open} />
                <div className={styles.two}>
                  <Where parts={data.parts} open={open} />
                  <Ends found={data} open={open} />
                </div>
                <Card title={words.trend} aside={words.trendAside}>
                  <Trend
                    of={words.total}
                    metric={minutes}
                    by="week"
                    open={(week) => open('total', week)}
                    points={sinceFirst(data.trend).map(({ week, total }) => ({
                      at: week,
                      value: total?.median ?? null,
                      low: total?.low ?? null,
                      high: total?.high ?? null,
                      n: total?.n ?? null,
                      suppressed: total === null,
                    }))}
                  />
                </Card>
              </>
            )}
            <NowCard />
            {data.teams.length > 0 ? (
              <div className={styles.two}>
                <Groups groups={data.teams} by="team" />
                <Groups groups={data.touchpoints} by="touchpoint" />
              </div>
            ) : null}
            <Mine />
          </div>
        )}
      </Loaded>
      {url.open ? <BehindFlow key={`${url.open} ${url.week} ${url.whose}`} figure={url.open} /> : null}
    </>
  );
}

/** Weeks before the first closed case say nothing. */
function sinceFirst(trend: Found['trend']): Found['trend'] {
  const first = trend.findIndex(({ closed }) => closed !== null && closed > 0);
  return trend.slice(Math.max(0, first));
}

function useSentence(found: Found | undefined): string | undefined {
  const words = useFlowWords();
  const time = useTime();
  if (!found) return undefined;
  if (found.tooFew || !found.total || found.closed === null) return words.fewSentence;
  const waited = found.parts?.filter(({ part }) => part !== 'worked' && part !== 'outside');
  const share = waited?.reduce((sum, one) => sum + one.share, 0) ?? 0;
  const open = found.parts?.find(({ part }) => part === 'outside')?.share ?? 0;
  const first = words.sentence(found.closed, time(found.total.median), found.total);
  return open < 1 ? `${first} ${words.waitSentence(share / (1 - open))}` : first;
}

function Few() {
  const words = useFlowWords();
  const go = useGo();
  return (
    <EmptyState
      title={words.few[0]}
      text={words.few[1]}
      action={<Button onClick={() => go('/inbox')}>{words.toInbox}</Button>}
    />
  );
}
