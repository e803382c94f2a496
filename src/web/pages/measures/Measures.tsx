import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { PeriodPicker } from '../../parts/PeriodPicker.tsx';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { LineagePanel } from '../lineage/MeasureLineage.tsx';
import { BehindPanel } from './BehindPanel.tsx';
import { Breakdown } from './Breakdown.tsx';
import { Course } from './Course.tsx';
import { Headline } from './Headline.tsx';
import { MeasureFilters } from './MeasureFilters.tsx';
import styles from './Measures.module.css';
import { MetricsPanel } from './MetricsPanel.tsx';
import { Moved } from './Moved.tsx';
import { type Metric, useMetrics } from './measures.ts';
import { useMeasuresWords } from './messages.ts';
import { PhaseGrid } from './PhaseGrid.tsx';

/** How it is: one metric as figure, course, parts and movers; then whether every phase is measured at all. */
export function Measures() {
  const words = useMeasuresWords();
  const metrics = useMetrics();
  const [url] = useUrl();
  const [defining, setDefining] = useState(false);
  const items = metrics.data?.items ?? [];
  const metric = items.find((one) => one.key === url.metric) ?? items[0];
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={metric ? <Headline.Sentence metric={metric} /> : undefined}
        actions={<Actions metric={metric} metrics={items} define={() => setDefining(true)} />}
      />
      <Loaded query={metrics}>
        {() =>
          metric ? (
            <Figures metric={metric} metrics={items} />
          ) : (
            <EmptyState
              title={words.noMetrics}
              text={words.noMetricsText}
              action={
                <Button variant="filled" onClick={() => setDefining(true)}>
                  {words.define}
                </Button>
              }
            />
          )
        }
      </Loaded>
      {defining ? <MetricsPanel close={() => setDefining(false)} /> : null}
    </>
  );
}

interface ActionsProps {
  metric: Metric | undefined;
  metrics: Metric[];
  define: () => void;
}

function Actions({ metric, metrics, define }: ActionsProps) {
  const words = useMeasuresWords();
  const [, setUrl] = useUrl();
  const [period] = usePeriod();
  const names = useMay('customer:read');
  return (
    <>
      {metric ? (
        <Select
          aria-label={words.metric}
          data={metrics.map((one) => ({ value: one.key, label: one.name }))}
          value={metric.key}
          allowDeselect={false}
          onChange={(key) => setUrl({ metric: key ?? undefined })}
          w={180}
        />
      ) : null}
      <PeriodPicker />
      <Button onClick={define}>{words.define}</Button>
      {names && metric ? (
        <Button
          component="a"
          href={apiPath('/responses', { format: 'csv', from: period.from, to: period.to })}
          download
        >
          {words.exportAll}
        </Button>
      ) : null}
    </>
  );
}

function Figures({ metric, metrics }: { metric: Metric; metrics: Metric[] }) {
  return (
    <div className={styles.page}>
      <MeasureFilters />
      <div className={styles.top}>
        <div className="stack">
          <Headline metric={metric} />
          <Course metric={metric} />
        </div>
        <Moved metric={metric} />
      </div>
      <Breakdown metric={metric} />
      <PhaseGrid metrics={metrics} />
      <BehindPanel metric={metric} />
      <LineagePanel metric={metric} />
    </div>
  );
}
