import { useMe } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { Spark } from '../../charts/Spark.tsx';
import { useFormat } from '../../i18n/format.ts';
import { CardRow } from '../../parts/Card.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import type { Period } from '../../parts/period.ts';
import { toneOf } from '../../parts/reading.ts';
import { Score } from '../../parts/Score.tsx';
import { useFigure } from '../../parts/useFigure.ts';
import { type Metric, measuresPath, type Reading, type Target, useReadings } from '../measures/measures.ts';
import styles from './Home.module.css';
import { type Held, useCourse, useLast } from './home.ts';
import { useHomeWords } from './messages.ts';
import { byTrouble } from './trouble.ts';

/** Drawing more courses than this asks the server too much for a glance; the rest is on the ownership page. */
const most = 8;

/** Places of the map, the one most in trouble first; those nobody can tell yet are one line. */
export function Places({ held, metric }: { held: Held[]; metric: Metric }) {
  const words = useHomeWords();
  const { person } = useMe();
  const period = useLast(90);
  const wants = (kind: string) => held.some((one) => one.object.kind === kind);
  const touchpoints = useReadings(metric.key, { ...period, by: 'touchpoint' });
  const phases = useReadings(metric.key, { ...period, by: 'phase' }, wants('phase'));
  const journeys = useReadings(metric.key, { ...period, by: 'journey' }, wants('journey'));
  const readingOf = ({ object }: Held) => {
    const readings = { touchpoint: touchpoints, phase: phases, journey: journeys }[
      object.kind as 'touchpoint'
    ];
    return readings?.data?.find((one) => one.key === object.key);
  };
  return (
    <Loaded query={touchpoints}>
      {() => {
        const { told, untold } = byTrouble(held, readingOf, metric.higherIsBetter);
        const rest = told.length - most;
        const all = `/ownership?person=${person.id}`;
        return (
          <>
            {told.slice(0, most).map((one) => (
              <Mine key={one.id} held={one} metric={metric} reading={readingOf(one)} period={period} />
            ))}
            {rest > 0 || untold.length > 0 ? (
              <CardRow>
                <Go
                  to={all}
                  className={`${styles.name} muted`}
                  title={untold.map((one) => one.object.name).join(', ')}
                >
                  {words.andMore(Math.max(rest, 0), untold.length, told.length === 0)}
                </Go>
              </CardRow>
            ) : null}
          </>
        );
      }}
    </Loaded>
  );
}

interface MineProps {
  held: Held;
  metric: Metric;
  reading: Reading | undefined;
  period: Pick<Period, 'from' | 'to'>;
}

function Mine({ held, metric, reading, period }: MineProps) {
  const words = useHomeWords();
  const { person } = useMe();
  const { kind, key, name } = held.object;
  const course = useCourse(metric, held);
  const targets = useApi<{ items: Target[] }>(['targets'], '/targets', { query: { metric: metric.key } }).data
    ?.items;
  const target = kind === 'touchpoint' ? targets?.find((one) => one.touchpoint === key) : undefined;
  const said = useSaid(metric, target, reading?.value ?? null);
  return (
    <CardRow
      lead={<Face person={person} decorative />}
      action={
        <Spark
          of={words.course(name)}
          values={course.map((one) => one.value)}
          tone={reading ? toneOf(reading, metric) : 'few'}
          target={target?.value}
        />
      }
    >
      <b>{name}</b>
      <div>
        <Score
          reading={reading}
          metric={metric}
          detail
          to={measuresPath(metric.key, { [kind]: key }, period)}
          of={name}
        >
          {said}
        </Score>
      </div>
    </CardRow>
  );
}

function useSaid(metric: Metric, target: Target | undefined, value: number | null): string | undefined {
  const words = useHomeWords();
  const format = useFormat();
  const figure = useFigure(metric);
  if (!target) return undefined;
  const reached = value !== null && (metric.higherIsBetter ? value >= target.value : value <= target.value);
  if (reached) return words.onTarget;
  return target.dueOn
    ? words.targetDue(figure(target.value), format.date(target.dueOn))
    : words.target(figure(target.value));
}
