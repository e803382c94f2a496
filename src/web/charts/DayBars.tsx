import { useFormat } from '../i18n/format.ts';
import styles from './DayBars.module.css';

interface Props {
  /** One a day, in order, with days on which nothing came. */
  days: readonly { day: string; good: number; bad: number }[];
  /** What it shows, in a sentence with the figures that matter. */
  label: string;
  height?: number;
}

/** What came day by day; what of it was refused stands on top, hatched by its colour and named in the sentence. */
export function DayBars({ days, label, height = 120 }: Props) {
  const format = useFormat();
  const most = Math.max(1, ...days.map(({ good, bad }) => good + bad));
  const step = 100 / Math.max(1, days.length);
  const [first, last] = [days[0], days.at(-1)];
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        height={height}
        width="100%"
        role="img"
        aria-label={label}
      >
        {days.map(({ day, good, bad }, i) => {
          const full = (height - 2) / most;
          const x = i * step + step * 0.12;
          const wide = step * 0.76;
          return (
            <g key={day}>
              <title>{`${format.date(day)}: ${format.number(good)}`}</title>
              <rect
                className={styles.good}
                x={x}
                width={wide}
                y={height - good * full}
                height={good * full}
              />
              <rect
                className={styles.bad}
                x={x}
                width={wide}
                y={height - (good + bad) * full}
                height={bad * full}
              />
            </g>
          );
        })}
        <line className={styles.base} x1="0" x2="100" y1={height - 0.5} y2={height - 0.5} />
      </svg>
      {first && last ? (
        <div className={`${styles.ends} tiny dim`} aria-hidden>
          <span>{format.day(first.day)}</span>
          <span>{format.number(most)}</span>
          <span>{format.day(last.day)}</span>
        </div>
      ) : null}
    </figure>
  );
}
