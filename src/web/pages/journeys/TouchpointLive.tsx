import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Go } from '../../parts/Go.tsx';
import type { Period } from '../../parts/period.ts';
import type { Reading } from '../../parts/reading.ts';
import { Score } from '../../parts/Score.tsx';
import { Gap } from './Gap.tsx';
import type { Touchpoint } from './journey.ts';
import { useLiveWords } from './live.messages.ts';
import { usePromises, useVolumes } from './useLive.ts';
import { behind, type Metric, useScores } from './useScores.ts';

interface Props {
  touchpoint: Touchpoint;
  journey: string;
  period: Period;
  metric: Metric | undefined;
}

/** What the data says of one touchpoint: gap, volume, every metric that is counted here, and what was promised. */
export function TouchpointLive({ touchpoint, journey, period, metric }: Props) {
  const words = useLiveWords();
  const format = useFormat();
  const common = useScores('touchpoint', period).scores.get(touchpoint.key);
  const volume = useVolumes(journey, period).get(touchpoint.key);
  const promises = usePromises(journey, period).filter((one) => one.touchpoint?.key === touchpoint.key);
  const metrics = useApi<{ items: Metric[] }>(['metrics'], '/metrics').data?.items ?? [];
  return (
    <section>
      <h3>{words.operational}</h3>
      <div className="stack" style={{ gap: 8 }}>
        <span>
          <Gap name={touchpoint.name} reading={common} expected={touchpoint.expectation} metric={metric} />
        </span>
        <span>
          {volume
            ? `${words.times(format.number(volume.n))}${
                volume.failed > 0 ? ` · ${words.failed(format.percent(volume.failed / volume.n, 1))}` : ''
              }`
            : words.nothing}
        </span>
        {metrics
          .filter((one) => !one.common)
          .map((one) => (
            <OneMetric key={one.key} metric={one} touchpoint={touchpoint} period={period} />
          ))}
        {promises.map((promise) => (
          <span key={promise.key}>
            <Go to={`/promises?promise=${promise.key}`}>{promise.name}</Go>{' '}
            <span className="tiny muted">
              {promise.keptShare === null
                ? words.unmeasured
                : words.kept(format.percent(promise.keptShare), format.number(promise.n))}
            </span>
          </span>
        ))}
      </div>
    </section>
  );
}

function OneMetric({
  metric,
  touchpoint,
  period,
}: {
  metric: Metric;
  touchpoint: Touchpoint;
  period: Period;
}) {
  const { data } = useApi<Reading[]>(
    ['readings', metric.key, 'at', touchpoint.key],
    `/metrics/${metric.key}/readings`,
    {
      query: { touchpoint: touchpoint.key, from: period.from, to: period.to },
    },
  );
  const reading = data?.[0];
  if (!reading || (!reading.n && !reading.suppressed)) return null;
  return (
    <span className="row">
      <span>{metric.name}</span>
      <Score
        reading={reading}
        metric={metric}
        detail
        of={metric.name}
        to={behind(metric, { touchpoint: touchpoint.key }, period)}
      />
    </span>
  );
}
