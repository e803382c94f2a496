import { SegmentedControl } from '@mantine/core';
import { Trend } from '../../charts/Trend.tsx';
import { Card } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { type Metric, narrowedTo, useBehind, useReadings, useScope, useTarget } from './measures.ts';
import { useMeasuresWords } from './messages.ts';

const steps = ['day', 'week', 'month'] as const;
type Step = (typeof steps)[number];

/** The course with its interval as a band; a point opens what is behind it. */
export function Course({ metric }: { metric: Metric }) {
  const words = useMeasuresWords();
  const [url, setUrl] = useUrl();
  const [period] = usePeriod();
  const scope = useScope();
  const behind = useBehind();
  const target = useTarget(metric);
  const days = (Date.parse(period.to) - Date.parse(period.from)) / 86_400_000;
  const usual: Step = days > 200 ? 'month' : days > 40 ? 'week' : 'day';
  const by = steps.find((step) => step === url.course) ?? usual;
  const query = useReadings(metric.key, { ...scope, from: period.from, to: period.to, by });
  return (
    <Card
      title={words.course}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={words.courseBy}
          value={by}
          onChange={(step) => setUrl({ course: step === usual ? undefined : step })}
          data={steps.map((step) => ({ value: step, label: words[step] }))}
        />
      }
    >
      <Loaded query={query}>
        {(readings) => (
          <Trend
            points={readings.map((reading) => ({ ...reading, at: reading.key }))}
            of={metric.name}
            metric={metric}
            by={by}
            target={target?.value}
            open={(at) => behind.open(narrowedTo(by, at, period))}
          />
        )}
      </Loaded>
    </Card>
  );
}
