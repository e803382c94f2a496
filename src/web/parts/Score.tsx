import type { ReactNode } from 'react';
import { useFormat } from '../i18n/format.ts';
import { Go } from './Go.tsx';
import { Hint } from './Hint.tsx';
import { type MetricLook, type Reading, type Tone, toneOf } from './reading.ts';
import styles from './Score.module.css';
import { useScoreWords } from './score.messages.ts';
import { useFigure } from './useFigure.ts';

interface Props {
  reading: Reading | null | undefined;
  metric?: MetricLook;
  /** Where the answers behind the figure are; every number opens. */
  to?: string;
  /** Says n and the interval beside the chip instead of in its hint. */
  detail?: boolean;
  /** `xl` is the one big figure of a page. */
  size?: 'm' | 'xl';
  /** More words after n and interval: "target −10 by March". */
  children?: ReactNode;
  /** What the figure is of, for those who hear it: "Technician visit". */
  of?: string;
}

/** A figure, with its sign, its tone, its n and its interval; "too few answers" below the minimum. */
export function Score({ reading, metric, to, detail, size = 'm', children, of }: Props) {
  const words = useScoreWords();
  const format = useFormat();
  const figure = useFigure(metric);
  const value = reading?.value ?? null;
  const hidden = !reading || reading.suppressed || value === null;
  const tone: Tone = reading ? toneOf(reading, metric) : 'few';
  const says = [
    reading?.n && !reading.suppressed ? `n ${format.number(reading.n)}` : '',
    !hidden && typeof reading.low === 'number' && typeof reading.high === 'number'
      ? format.interval(reading.low, reading.high, figure)
      : '',
    !hidden && tone === 'few' ? words.few : '',
  ].filter(Boolean);
  const text = hidden
    ? reading && (reading.suppressed || reading.n)
      ? words.suppressed
      : words.none
    : figure(value);
  const chip = (
    <Figure to={to} className={size === 'xl' ? styles.big : styles.chip} tone={tone}>
      {of ? <span className="only-heard">{of}: </span> : null}
      {size === 'm' && !hidden ? <Mark tone={tone} /> : null}
      {text}
      <span className="only-heard">
        {' '}
        {hidden ? '' : words.tones[tone]} {detail ? '' : says.join(', ')}
      </span>
    </Figure>
  );
  if (!detail) return <Hint text={hidden ? words.whyNot : says.join(' · ')}>{chip}</Hint>;
  return (
    <span className={styles.line}>
      {chip}
      <span className="tiny muted">
        {says.join(' · ')}
        {children ? (
          <>
            {says.length > 0 ? ' · ' : ''}
            {children}
          </>
        ) : null}
      </span>
    </span>
  );
}

interface FigureProps {
  to?: string;
  className?: string;
  tone: Tone;
  children: ReactNode;
}

function Figure({ to, tone, ...rest }: FigureProps) {
  if (to) return <Go to={to} data-tone={tone} data-opens="" {...rest} />;
  return <span data-tone={tone} {...rest} />;
}

/** Up, level, down or a ring: the tone for those who do not tell the colours apart. */
export function Mark({ tone }: { tone: Tone }) {
  const shapes = {
    good: <path d="M4 1 7.5 7h-7z" />,
    pass: <path d="M0.5 2.75h7v2.5h-7z" />,
    bad: <path d="M4 7 0.5 1h7z" />,
    few: <circle cx="4" cy="4" r="2.6" fill="none" stroke="currentColor" strokeWidth="1.3" />,
  };
  return (
    <svg className={styles.mark} viewBox="0 0 8 8" aria-hidden="true">
      {shapes[tone]}
    </svg>
  );
}
