import { Card, CardRow } from '../../parts/Card.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Score } from '../../parts/Score.tsx';
import { type Metric, measuresPath, useReadings } from '../measures/measures.ts';
import styles from './Home.module.css';
import { useCommon, useLast } from './home.ts';
import { useHomeWords } from './messages.ts';
import { byTrouble } from './trouble.ts';

/** Which journeys fail: the weakest with enough answers first. */
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
        const placed = readings.filter((one) => one.key !== 'unplaced');
        const { told: known } = byTrouble(placed, (one) => one, metric.higherIsBetter);
        if (known.length === 0) return <p className="muted">{words.noWorst}</p>;
        return known.slice(0, 5).map((one) => (
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
