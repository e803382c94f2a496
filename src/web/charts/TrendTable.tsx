import { useFormat } from '../i18n/format.ts';
import { messages } from '../i18n/messages.ts';
import type { MetricLook } from '../parts/reading.ts';
import { Score } from '../parts/Score.tsx';
import { useFigure } from '../parts/useFigure.ts';
import styles from './Trend.module.css';
import type { TrendPoint } from './Trend.tsx';

const useWords = messages({
  en: { when: 'When', value: 'Value', interval: 'Interval' },
  de: { when: 'Wann', value: 'Wert', interval: 'Intervall' },
});

interface Props {
  points: TrendPoint[];
  of: string;
  metric?: MetricLook;
  name: (day: string) => string;
}

export function TrendTable({ points, of, metric, name }: Props) {
  const words = useWords();
  const format = useFormat();
  const figure = useFigure(metric);
  return (
    <table className={styles.table}>
      <caption className="only-heard">{of}</caption>
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.value}</th>
          <th scope="col">{words.interval}</th>
          <th scope="col">n</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.at}>
            <td>{name(point.at)}</td>
            <td>
              <Score reading={point} metric={metric} />
            </td>
            <td>
              {typeof point.low === 'number' && typeof point.high === 'number' && !point.suppressed
                ? format.interval(point.low, point.high, figure)
                : ''}
            </td>
            <td>{point.suppressed || point.n === null ? '< 5' : format.number(point.n)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
