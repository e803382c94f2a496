import { Button, SegmentedControl } from '@mantine/core';
import { useMemo } from 'react';
import { apiPath } from '../../api/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import type { Column } from '../../parts/column.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Score } from '../../parts/Score.tsx';
import { useFigure } from '../../parts/useFigure.ts';
import { usePeriod } from '../../parts/usePeriod.ts';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Measures.module.css';
import {
  type Metric,
  narrowedTo,
  type Reading,
  useBehind,
  useDimensions,
  useReadings,
  useScope,
} from './measures.ts';
import { useMeasuresWords } from './messages.ts';

const places = ['touchpoint', 'phase', 'journey'] as const;

/** The figure by place on the map or by reporting dimension, the worst first or by any column. */
export function Breakdown({ metric }: { metric: Metric }) {
  const words = useMeasuresWords();
  const [url, setUrl] = useUrl();
  const [period] = usePeriod();
  const scope = useScope();
  const dimensions = useDimensions();
  const choices = [
    ...places.map((place) => ({ value: place as string, label: words[place] })),
    ...dimensions.map(({ key, name }) => ({ value: `slice.${key}`, label: name })),
  ];
  const by = choices.find((choice) => choice.value === url.by)?.value ?? 'touchpoint';
  const asked = { ...scope, from: period.from, to: period.to, by };
  const query = useReadings(metric.key, asked);
  const columns = useColumns(metric, by);
  const csv = apiPath(`/metrics/${metric.key}/readings`, { ...asked, format: 'csv' });
  return (
    <Card
      title={words.parts}
      flush
      aside={
        <span className={styles.tools}>
          <Button component="a" href={csv} download size="compact-sm">
            {words.export}
          </Button>
        </span>
      }
    >
      <div style={{ padding: '0 16px 12px', overflowX: 'auto' }}>
        <SegmentedControl
          size="xs"
          aria-label={words.partsBy}
          value={by}
          onChange={(value) => setUrl({ by: value === 'touchpoint' ? undefined : value })}
          data={choices}
        />
      </div>
      <Loaded query={query}>
        {(rows) => (
          <DataTable
            label={`${metric.name}: ${words.parts}`}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.key}
            sort={metric.higherIsBetter ? 'figure' : '-figure'}
            empty={<EmptyState title={words.noAnswers} text={words.noAnswersText} />}
          />
        )}
      </Loaded>
    </Card>
  );
}

function useColumns(metric: Metric, by: string): Column<Reading>[] {
  const words = useMeasuresWords();
  const format = useFormat();
  const figure = useFigure(metric);
  const [period] = usePeriod();
  const behind = useBehind();
  // biome-ignore lint/correctness/useExhaustiveDependencies: figure, format and words change with the language only
  return useMemo(() => {
    const name = (row: Reading) => (row.key === 'unplaced' ? words.unplaced : row.label || words.notStated);
    return [
      {
        key: 'part',
        title: words.group,
        main: true,
        value: name,
        cell: (row) => (
          <button
            type="button"
            className={styles.opens}
            onClick={() => behind.open(narrowedTo(by, row.key, period))}
          >
            {name(row)}
          </button>
        ),
      },
      {
        key: 'figure',
        title: words.figure,
        align: 'right',
        value: (row) => row.value,
        cell: (row) => <Score reading={row} metric={metric} />,
      },
      {
        key: 'interval',
        title: words.interval,
        align: 'right',
        sortable: false,
        value: (row) => row.low ?? null,
        cell: (row) =>
          typeof row.low === 'number' && typeof row.high === 'number'
            ? format.interval(row.low, row.high, figure)
            : '–',
      },
      {
        key: 'n',
        title: words.answers,
        align: 'right',
        value: (row) => row.n,
        cell: (row) => (row.suppressed ? '< 5' : format.number(row.n ?? 0)),
      },
    ];
  }, [metric, by, period, words.group]);
}
