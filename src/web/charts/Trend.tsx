import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useFormat } from '../i18n/format.ts';
import { messages } from '../i18n/messages.ts';
import type { MetricLook, Reading } from '../parts/reading.ts';
import { useFigure } from '../parts/useFigure.ts';
import styles from './Trend.module.css';
import { TrendTable } from './TrendTable.tsx';

const TrendChart = lazy(() => import('./TrendChart.tsx').then((m) => ({ default: m.TrendChart })));

const useWords = messages({
  en: {
    says: (of: string, from: string, value: string, to: string, last: string) =>
      `${of} was ${value} in ${from} and ${last} in ${to}.`,
    nothing: 'There are too few answers in this period to draw a course.',
    table: 'As a table',
    chart: 'As a chart',
  },
  de: {
    says: (of, from, value, to, last) =>
      `${of} lag im Zeitraum ${from} bei ${value}, im Zeitraum ${to} bei ${last}.`,
    nothing: 'In diesem Zeitraum gibt es zu wenige Antworten für einen Verlauf.',
    table: 'Als Tabelle',
    chart: 'Als Kurve',
  },
});

export interface TrendPoint extends Reading {
  /** First day of the stretch, as 2026-11-01. */
  at: string;
}

export interface TrendProps {
  points: TrendPoint[];
  /** What it is the course of: "Technician visit". */
  of: string;
  metric?: MetricLook;
  by?: 'day' | 'week' | 'month';
  target?: number | null;
  height?: number;
  /** Called with the first day of the stretch that was pressed: opens what is behind it. */
  open?: (at: string) => void;
}

/** The course of a figure with its interval as a band and its n as bars; the same as a table on request. */
export function Trend(props: TrendProps) {
  const { points, of, metric, by = 'month', height = 240 } = props;
  const words = useWords();
  const format = useFormat();
  const figure = useFigure(metric);
  const [table, setTable] = useState(false);
  const known = points.filter((point) => point.value !== null && !point.suppressed);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 2) return <p className="muted">{words.nothing}</p>;
  const name = (day: string) => (by === 'month' ? format.month(day) : format.date(day));
  const says = words.says(
    of,
    name(first.at),
    figure(first.value ?? 0),
    name(last.at),
    figure(last.value ?? 0),
  );
  return (
    <div className={styles.trend}>
      {table ? (
        <TrendTable points={points} of={of} metric={metric} name={name} />
      ) : (
        <div role="img" aria-label={says} style={{ minHeight: height }}>
          <Suspense fallback={<Skeleton height={height} />}>
            <TrendChart {...props} />
          </Suspense>
        </div>
      )}
      <button type="button" className={styles.switch} onClick={() => setTable(!table)}>
        {table ? words.chart : words.table}
      </button>
    </div>
  );
}
