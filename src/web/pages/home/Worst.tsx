import { Card, CardRow } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Score } from '../../parts/Score.tsx';
import { type Metric, measuresPath, useReadings } from '../measures/measures.ts';
import styles from './Home.module.css';
import { useCommon, useLast } from './home.ts';
import { useHomeWords } from './messages.ts';

/** Which journeys fail: all of them, the weakest first. */
export function Worst() {
  const words = useHomeWords();
  const { metric } = useCommon();
  return (
    <Card title={words.worst} aside={words.worstAside}>
      {metric ? <Journeys metric={metric} /> : <p className="muted">{words.noWorst}</p>}
    </Card>
  );
}

function Journeys({ metric }: { metric: Metric }) {
  const words = useHomeWords();
  const period = useLast(90);
  const query = useReadings(metric.key, { ...period, by: 'journey' });
  return (
    <Loaded query={query}>
      {(readings) => {
        const up = metric.higherIsBetter ? 1 : -1;
        const known = readings.filter((one) => one.value !== null && one.key !== 'unplaced');
        if (known.length === 0) return <p className="muted">{words.noWorst}</p>;
        return known
          .toSorted((a, b) => up * ((a.value ?? 0) - (b.value ?? 0)))
          .slice(0, 5)
          .map((one) => (
            <CardRow
              key={one.key}
              action={
                <Score
                  reading={one}
                  metric={metric}
                  detail
                  to={measuresPath(metric.key, { journey: one.key }, period)}
                  of={one.label}
                />
              }
            >
              <Go to={`/journeys/${one.key}`} className={styles.name}>
                <b>{one.label}</b>
              </Go>
            </CardRow>
          ));
      }}
    </Loaded>
  );
}
