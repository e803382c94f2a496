import { useFormat } from '../i18n/format.ts';
import { messages } from '../i18n/messages.ts';
import type { Tone } from '../parts/reading.ts';
import styles from './Spark.module.css';

const useWords = messages({
  en: { says: (of: string, from: string, to: string) => `${of} went from ${from} to ${to}` },
  de: { says: (of, from, to) => `${of}: von ${from} auf ${to}` },
});

interface Props {
  /** In order of time; null leaves a gap. */
  values: readonly (number | null)[];
  /** What it is the course of, for those who hear it. */
  of: string;
  tone?: Tone;
  /** A dashed line. */
  target?: number | null;
  width?: number;
  height?: number;
}

/** The course of a figure, word-sized: no axes, the last value marked. */
export function Spark({ values, of, tone = 'few', target, width = 120, height = 34 }: Props) {
  const words = useWords();
  const format = useFormat();
  const known = values.filter((value): value is number => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (known.length < 2 || first === undefined || last === undefined) return null;
  const all = typeof target === 'number' ? [...known, target] : known;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const x = (i: number) => 3 + (i * (width - 6)) / (values.length - 1);
  const y = (value: number) => 4 + ((high - value) / (high - low || 1)) * (height - 8);
  const runs: string[] = [];
  values.forEach((value, i) => {
    if (value === null) return;
    const point = `${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    if (i > 0 && values[i - 1] !== null) runs.push(`L${point}`);
    else runs.push(`M${point}`);
  });
  return (
    <svg
      className={styles.spark}
      data-tone={tone}
      width={width}
      height={height}
      role="img"
      aria-label={words.says(of, format.number(first), format.number(last))}
    >
      {typeof target === 'number' ? <line x1={0} x2={width} y1={y(target)} y2={y(target)} /> : null}
      <path d={runs.join('')} />
      <circle cx={x(values.lastIndexOf(last))} cy={y(last)} r={2.6} />
    </svg>
  );
}
