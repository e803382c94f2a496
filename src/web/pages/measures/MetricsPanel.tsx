import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { Chip } from '../../parts/Chip.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { SidePanel } from '../../parts/Panel.tsx';
import { useTargetWords } from './Headline.tsx';
import styles from './Measures.module.css';
import { MetricForm } from './MetricForm.tsx';
import { type Metric, useMetrics } from './measures.ts';
import { useMetricWords } from './metrics.messages.ts';
import { TargetForm } from './TargetForm.tsx';

type Doing = { what: 'edit' | 'target'; metric: Metric } | { what: 'add' } | undefined;

/** What is measured and how, and the targets; everybody may read it, analysts and leads change it. */
export function MetricsPanel({ close }: { close: () => void }) {
  const words = useMetricWords();
  const [doing, setDoing] = useState<Doing>();
  const back = () => setDoing(undefined);
  return (
    <SidePanel open close={close} title={words.title}>
      {doing ? (
        <>
          <Button size="compact-sm" mb="md" onClick={back}>
            {words.back}
          </Button>
          {doing.what === 'target' ? (
            <TargetForm metric={doing.metric} done={back} />
          ) : (
            <MetricForm metric={doing.what === 'edit' ? doing.metric : undefined} done={back} />
          )}
        </>
      ) : (
        <MetricList choose={setDoing} />
      )}
    </SidePanel>
  );
}

function MetricList({ choose }: { choose: (doing: Doing) => void }) {
  const words = useMetricWords();
  const may = useMay('measure:write');
  const query = useMetrics(true);
  return (
    <>
      <p className="muted tiny">{words.says}</p>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={words.empty} text={words.emptyText} />
          ) : (
            <ul className={styles.metrics}>
              {items.map((metric) => (
                <MetricLine key={metric.key} metric={metric} may={may} choose={choose} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {may ? (
        <Button variant="filled" onClick={() => choose({ what: 'add' })}>
          {words.add}
        </Button>
      ) : null}
    </>
  );
}

function MetricLine({
  metric,
  may,
  choose,
}: {
  metric: Metric;
  may: boolean;
  choose: (doing: Doing) => void;
}) {
  const words = useMetricWords();
  const target = useTargetWords(metric, metric.target);
  const change = useChange<{ archived?: boolean; common?: boolean }>({
    call: (body) => api.patch(`/metrics/${metric.key}`, body),
    touches: [['metrics'], ['readings']],
    said: words.saved(metric.name),
  });
  return (
    <li>
      <span>
        <b>{metric.name}</b> {metric.common ? <Chip tone="accent">{words.common}</Chip> : null}
        {metric.archivedAt ? <Chip>{words.archived}</Chip> : null}
        <span className="tiny muted" style={{ display: 'block' }}>
          {[words.kinds[metric.kind], target ?? '', metric.description].filter(Boolean).join(' · ')}
        </span>
      </span>
      {may ? (
        <span className={styles.tools}>
          {metric.archivedAt ? (
            <Button size="compact-sm" onClick={() => change.mutate({ archived: false })}>
              {words.bringBack}
            </Button>
          ) : (
            <>
              <Button
                size="compact-sm"
                onClick={() => choose({ what: 'edit', metric })}
                aria-label={`${words.edit}: ${metric.name}`}
              >
                {words.edit}
              </Button>
              <Button
                size="compact-sm"
                onClick={() => choose({ what: 'target', metric })}
                aria-label={`${words.setTarget}: ${metric.name}`}
              >
                {words.setTarget}
              </Button>
              {metric.common ? null : (
                <>
                  <Button size="compact-sm" onClick={() => change.mutate({ common: true })}>
                    {words.makeCommon}
                  </Button>
                  <Button
                    size="compact-sm"
                    onClick={() => change.mutate({ archived: true })}
                    aria-label={`${words.archive}: ${metric.name}`}
                  >
                    {words.archive}
                  </Button>
                </>
              )}
            </>
          )}
        </span>
      ) : null}
    </li>
  );
}
