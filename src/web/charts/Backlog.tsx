import { useFormat } from '../i18n/format.ts';
import styles from './Backlog.module.css';

interface Props {
  history: readonly { week: string; open: number }[];
  /** With its interval; none: only what was is drawn. */
  forecast: readonly { week: string; value: number; low: number; high: number }[];
  /** The whole, in a sentence. */
  label: string;
  height?: number;
}

/** How many were open week by week, and the fan of how many may be. */
export function Backlog({ history, forecast, label, height = 150 }: Props) {
  const format = useFormat();
  const all = history.length + forecast.length;
  const most = Math.max(1, ...history.map(({ open }) => open), ...forecast.map(({ high }) => high));
  const x = (i: number) => (i / Math.max(1, all - 1)) * 100;
  const y = (value: number) => 6 + (1 - value / most) * (height - 12);
  const last = history.at(-1);
  if (!last) return null;
  const line = history.map(({ open }, i) => `${i === 0 ? 'M' : 'L'}${x(i)} ${y(open)}`).join('');
  const ahead = [{ value: last.open, low: last.open, high: last.open }, ...forecast];
  const from = history.length - 1;
  const fan = [
    ...ahead.map(({ high }, i) => `${i === 0 ? 'M' : 'L'}${x(from + i)} ${y(high)}`),
    ...ahead.map(({ low }, i) => `L${x(from + i)} ${y(low)}`).reverse(),
  ].join('');
  const middle = ahead.map(({ value }, i) => `${i === 0 ? 'M' : 'L'}${x(from + i)} ${y(value)}`).join('');
  return (
    <figure className={styles.figure}>
      <div className={styles.most} aria-hidden>
        {format.number(Math.round(most))}
      </div>
      <svg
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        width="100%"
        height={height}
        role="img"
        aria-label={label}
      >
        <path className={styles.fan} d={`${fan}Z`} />
        <line className={styles.base} x1="0" x2="100" y1={height - 6} y2={height - 6} />
        <path className={styles.line} d={line} />
        <path className={styles.ahead} d={middle} />
      </svg>
      <div className={`${styles.ends} tiny dim`} aria-hidden>
        <span>{format.day(history[0]?.week ?? '')}</span>
        <span>{format.day(forecast.at(-1)?.week ?? last.week)}</span>
      </div>
    </figure>
  );
}
