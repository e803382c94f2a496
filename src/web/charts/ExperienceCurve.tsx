import { useFormat } from '../i18n/format.ts';
import { messages } from '../i18n/messages.ts';
import { Go } from '../parts/Go.tsx';
import { Hint } from '../parts/Hint.tsx';
import { type MetricLook, toneOfValue } from '../parts/reading.ts';
import { useFigure } from '../parts/useFigure.ts';
import styles from './ExperienceCurve.module.css';
import { type Point, smooth } from './smooth.ts';

const useWords = messages({
  en: {
    label: 'Experience along the journey',
    felt: (figure: string) => `felt ${figure}`,
    expected: (figure: string) => `expected ${figure}`,
    assumed: (level: string) => `assumed ${level} of ±2`,
    few: 'too few answers',
    fewSaid: 'few answers',
  },
  de: {
    label: 'Erleben entlang der Reise',
    felt: (figure) => `erlebt ${figure}`,
    expected: (figure) => `erwartet ${figure}`,
    assumed: (level) => `angenommen ${level} von ±2`,
    few: 'zu wenige Antworten',
    fewSaid: 'wenige Antworten',
  },
});

export interface CurvePhase {
  key: string;
  label: string;
  /** What customers said; null where too few did. */
  felt: number | null;
  expected?: number | null;
  /** What the team believes, −2 … 2: drawn over the whole height, whatever the metric's reach. */
  assumed?: number | null;
  n?: number;
  /** Fewer than 30 said it: the point is grey and hollow, as the chip is. */
  few?: boolean;
  to?: string;
}

interface Props {
  phases: CurvePhase[];
  metric?: MetricLook;
  /** The lowest and highest figure drawn; from the data, with air, when left out. */
  range?: [number, number];
  height?: number;
}

/**
 * Felt against expected, one column a phase: stands in a grid whose columns are the phases, the points in their middles.
 * The lines are stretched, the points are not: they are drawn over the lines, round at every width.
 */
export function ExperienceCurve({ phases, metric, range, height = 128 }: Props) {
  const words = useWords();
  const format = useFormat();
  const figure = useFigure(metric);
  const figures = phases
    .flatMap((phase) => [phase.felt, phase.expected ?? null])
    .filter((one) => one !== null);
  const [low, high] = range ?? reach(figures);
  const x = (i: number) => ((i + 0.5) / phases.length) * 100;
  const y = (value: number) => 10 + ((high - value) / (high - low || 1)) * 80;
  const line = (pick: (phase: CurvePhase) => number | null | undefined) =>
    phases.flatMap((phase, i): Point[] => {
      const value = pick(phase);
      return typeof value === 'number' ? [{ x: x(i), y: y(value) }] : [];
    });
  const assumed = phases.flatMap((phase, i): Point[] =>
    typeof phase.assumed === 'number' ? [{ x: x(i), y: 50 - phase.assumed * 20 }] : [],
  );
  return (
    <div className={styles.curve} style={{ height }}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {low < 0 && high > 0 ? <line className={styles.zero} x1={0} x2={100} y1={y(0)} y2={y(0)} /> : null}
        <path className={styles.expected} d={smooth(line((phase) => phase.expected))} />
        <path className={styles.assumed} d={smooth(assumed)} />
        <path className={styles.felt} d={smooth(line((phase) => phase.felt))} />
      </svg>
      <ul aria-label={words.label}>
        {phases.map((phase, i) => {
          const says = [
            phase.felt === null ? words.few : words.felt(figure(phase.felt)),
            typeof phase.expected === 'number' ? words.expected(figure(phase.expected)) : '',
            typeof phase.assumed === 'number' ? words.assumed(format.signed(phase.assumed, true)) : '',
            phase.n ? `n ${format.number(phase.n)}` : '',
            phase.felt !== null && phase.few ? words.fewSaid : '',
          ].filter(Boolean);
          const tone = phase.felt === null || phase.few ? 'few' : toneOfValue(phase.felt, metric);
          const at = { left: `${x(i)}%`, top: `${y(phase.felt ?? phase.expected ?? (low + high) / 2)}%` };
          const label = `${phase.label}: ${says.join(', ')}`;
          return (
            <li key={phase.key} style={at}>
              <Hint text={`${phase.label} · ${says.join(' · ')}`}>
                {phase.to ? (
                  <Go
                    to={phase.to}
                    className={styles.point}
                    data-tone={tone}
                    data-silent={phase.felt === null || undefined}
                    aria-label={label}
                  />
                ) : (
                  <span
                    className={styles.point}
                    data-tone={tone}
                    data-silent={phase.felt === null || undefined}
                    role="img"
                    aria-label={label}
                  />
                )}
              </Hint>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** From the data, with a tenth of air, and never so near that noise looks like a cliff (20 points at least). */
function reach(figures: number[]): [number, number] {
  if (figures.length === 0) return [-100, 100];
  const [low, high] = [Math.min(0, ...figures), Math.max(0, ...figures)];
  const air = Math.max((high - low) * 0.1, low >= 0 && high <= 10 ? 0.2 : 2);
  return [low < 0 ? low - air : low, high + air];
}
