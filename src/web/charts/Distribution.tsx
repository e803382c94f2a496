import { useFormat } from '../i18n/format.ts';
import { Hint } from '../parts/Hint.tsx';
import type { Tone } from '../parts/reading.ts';
import styles from './Distribution.module.css';

export interface Bar {
  label: string;
  n: number;
  tone?: Tone | 'accent';
}

/** How often each answer was given: upright bars, 0 to 10 or a handful of choices. */
export function Distribution({ bars, label, height = 110 }: { bars: Bar[]; label: string; height?: number }) {
  const format = useFormat();
  const most = Math.max(1, ...bars.map((bar) => bar.n));
  const all = bars.reduce((sum, bar) => sum + bar.n, 0) || 1;
  return (
    <ul className={styles.bars} aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.label}>
          <Hint text={`${bar.label}: ${format.number(bar.n)} · ${format.percent(bar.n / all)}`}>
            <span
              className={styles.column}
              style={{ height }}
              role="img"
              aria-label={`${bar.label}: ${format.number(bar.n)}, ${format.percent(bar.n / all)}`}
            >
              <i data-tone={bar.tone ?? 'accent'} style={{ height: `${(bar.n / most) * 100}%` }} />
            </span>
          </Hint>
          <span className="tiny dim" aria-hidden>
            {bar.label}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One bar of shares that add up to the whole: detractors, passives, promoters. */
export function ShareBar({ bars, label }: { bars: Bar[]; label: string }) {
  const format = useFormat();
  const all = bars.reduce((sum, bar) => sum + bar.n, 0) || 1;
  return (
    <div>
      <div className={styles.share} aria-hidden>
        {bars.map((bar) => (
          <i key={bar.label} data-tone={bar.tone ?? 'few'} style={{ flexGrow: bar.n / all }} />
        ))}
      </div>
      <ul className={styles.legend} aria-label={label}>
        {bars.map((bar) => (
          <li key={bar.label}>
            <i data-tone={bar.tone ?? 'few'} aria-hidden />
            {bar.label} <b>{format.percent(bar.n / all)}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}
