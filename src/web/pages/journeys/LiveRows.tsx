import { useFormat } from '../../i18n/format.ts';
import { Chip } from '../../parts/Chip.tsx';
import { Go } from '../../parts/Go.tsx';
import type { Period } from '../../parts/period.ts';
import type { Reading } from '../../parts/reading.ts';
import { Score } from '../../parts/Score.tsx';
import { Gap } from './Gap.tsx';
import styles from './Journey.module.css';
import { expectationOf, type Journey, type Phase } from './journey.ts';
import { useLiveWords } from './live.messages.ts';
import { toneOfKept, useOperations, usePromises, useVolumes } from './useLive.ts';
import { behind, type Metric } from './useScores.ts';

interface Props {
  journey: Journey;
  period: Period;
  metric: Metric | undefined;
  scoreOf: (phase: Phase) => Reading | undefined;
}

/** What the data says of each phase: the gap to what is expected, what happened how often, and what was promised. */
export function LiveRows({ journey, period, metric, scoreOf }: Props) {
  const words = useLiveWords();
  const format = useFormat();
  const volumes = useVolumes(journey.key, period);
  const operations = useOperations(journey.key, period);
  const promises = usePromises(journey.key, period);
  const of = (phase: Phase) =>
    phase.touchpoints
      .flatMap((touchpoint) => volumes.get(touchpoint.key) ?? [])
      .reduce((sum, one) => ({ n: sum.n + one.n, failed: sum.failed + one.failed }), { n: 0, failed: 0 });
  const given = (phase: Phase) =>
    promises.filter((one) => phase.touchpoints.some(({ key }) => key === one.touchpoint?.key));
  return (
    <>
      {journey.phases.some((phase) => expectationOf(phase) !== null) ? (
        <tr>
          <th className={styles.lane} scope="row">
            {words.gap}
          </th>
          {journey.phases.map((phase) => (
            <td key={phase.key}>
              <Gap
                name={phase.name}
                reading={scoreOf(phase)}
                expected={expectationOf(phase)}
                metric={metric}
              />
            </td>
          ))}
        </tr>
      ) : null}
      <tr>
        <th className={styles.lane} scope="row">
          {words.happened}
        </th>
        {journey.phases.map((phase) => {
          const { n, failed } = of(phase);
          const measured = operations(phase.key);
          return (
            <td key={phase.key} className={styles.happened}>
              {n > 0 ? (
                <div>
                  <b>{words.times(format.number(n))}</b>
                  {failed > 0 ? ` · ${words.failed(format.percent(failed / n, 1))}` : ''}
                </div>
              ) : (
                <div className="muted">{words.nothing}</div>
              )}
              {measured.map((one) => (
                <div key={one.metric.key} className={styles.measured}>
                  <span>{one.metric.name}</span>
                  <Score
                    reading={one.reading}
                    metric={one.metric}
                    of={`${phase.name}, ${one.metric.name}`}
                    to={behind(one.metric, { phase: `${journey.key}/${phase.key}` }, period)}
                  />
                </div>
              ))}
            </td>
          );
        })}
      </tr>
      {promises.length > 0 ? (
        <tr>
          <th className={styles.lane} scope="row">
            {words.promises}
          </th>
          {journey.phases.map((phase) => (
            <td key={phase.key} className={styles.happened}>
              {given(phase).map((promise) => (
                <div key={promise.key} className={styles.promise}>
                  <Go to={`/promises?promise=${promise.key}`}>{promise.name}</Go>
                  <Chip tone={toneOfKept(promise.keptShare)}>
                    {promise.keptShare === null
                      ? words.unmeasured
                      : words.kept(format.percent(promise.keptShare), format.number(promise.n))}
                  </Chip>
                </div>
              ))}
            </td>
          ))}
        </tr>
      ) : null}
    </>
  );
}
