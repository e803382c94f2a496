import { Button } from '@mantine/core';
import { Card } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Score } from '../../parts/Score.tsx';
import { useTargetWords } from '../measures/Headline.tsx';
import { MovedBridge, useMovers } from '../measures/Moved.tsx';
import { type Metric, measuresPath } from '../measures/measures.ts';
import styles from './Home.module.css';
import { useCommon, useLast } from './home.ts';
import { useHomeWords } from './messages.ts';

/** The common metric: where it stands, what was promised, and what moved it. */
export function CommonPromise() {
  const words = useHomeWords();
  const { query, metric } = useCommon();
  return (
    <Card title={words.promise} aside={metric ? words.against : undefined}>
      <Loaded query={query}>
        {() =>
          metric ? (
            <Standing metric={metric} />
          ) : (
            <EmptyState
              title={words.promise}
              text={words.noPromise}
              action={
                <Button component={Go} to="/measures">
                  {words.toMeasures}
                </Button>
              }
            />
          )
        }
      </Loaded>
    </Card>
  );
}

function Standing({ metric }: { metric: Metric }) {
  const words = useHomeWords();
  const period = useLast(30);
  const target = useTargetWords(metric, metric.target);
  const query = useMovers(metric, { from: period.from, to: period.to });
  return (
    <Loaded query={query}>
      {(movers) => (
        <>
          <Score
            reading={movers.after}
            metric={metric}
            size="xl"
            detail
            to={measuresPath(metric.key, {}, period)}
            of={metric.name}
          >
            {target}
          </Score>
          <div className={styles.bridge}>
            <MovedBridge
              metric={metric}
              movers={movers}
              period={period}
              labels={{ before: words.before, now: words.now }}
            />
          </div>
        </>
      )}
    </Loaded>
  );
}
