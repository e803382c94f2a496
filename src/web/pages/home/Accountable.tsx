import { Button, Skeleton } from '@mantine/core';
import { useMe } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { Spark } from '../../charts/Spark.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Face } from '../../parts/Face.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { toneOf } from '../../parts/reading.ts';
import { Score } from '../../parts/Score.tsx';
import { useFigure } from '../../parts/useFigure.ts';
import { type Metric, measuresPath, type Target, useReadings } from '../measures/measures.ts';
import { type Held, useCommon, useCourse, useLast, useMine } from './home.ts';
import { useHomeWords } from './messages.ts';

/** Drawing more courses than this asks the server too much for a glance; the rest is on the ownership page. */
const most = 8;

/** What I answer for, each with figure, interval, target and course. */
export function Accountable() {
  const words = useHomeWords();
  const { query, items } = useMine();
  const { metric } = useCommon();
  const held = items.filter(
    ({ object }) => object.kind === 'touchpoint' || object.kind === 'phase' || object.kind === 'journey',
  );
  return (
    <Card title={words.mine} aside={held.length > 0 ? words.last : undefined}>
      <Loaded query={query}>
        {() =>
          held.length === 0 || !metric ? (
            <EmptyState
              title={words.noMine}
              text={words.noMineText}
              action={
                <Button component={Go} to="/ownership">
                  {words.toOwnership}
                </Button>
              }
            />
          ) : (
            <Places held={held} metric={metric} />
          )
        }
      </Loaded>
    </Card>
  );
}

/** Where most was said stands first; all readings of a kind come in one answer. */
function Places({ held, metric }: { held: Held[]; metric: Metric }) {
  const period = useLast(90);
  const readings = useReadings(metric.key, { ...period, by: 'touchpoint' }).data;
  const said = (one: Held) => readings?.find((reading) => reading.key === one.object.key)?.n ?? 0;
  return held
    .toSorted((a, b) => said(b) - said(a))
    .slice(0, most)
    .map((one) => <Mine key={one.id} held={one} metric={metric} />);
}

function Mine({ held, metric }: { held: Held; metric: Metric }) {
  const words = useHomeWords();
  const { person } = useMe();
  const period = useLast(90);
  const { kind, key, name } = held.object;
  const scope = { [kind]: key };
  const readings = useReadings(metric.key, { ...period, by: kind }).data;
  const reading = readings?.find((one) => one.key === key);
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
        {readings ? (
          <Score
            reading={reading}
            metric={metric}
            detail
            to={measuresPath(metric.key, scope, period)}
            of={name}
          >
            {said}
          </Score>
        ) : (
          <Skeleton height={18} width={140} />
        )}
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
