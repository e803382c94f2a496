import { Fragment } from 'react';
import { useFormat } from '../i18n/format.ts';
import { Go } from '../parts/Go.tsx';
import styles from './Bridge.module.css';

export interface BridgeStep {
  label: string;
  /** Added to what stood before; may be negative. */
  change: number;
  /** Where the answers behind it are. */
  to?: string;
  /** Neither good nor bad: the mix of customers changed. */
  neutral?: boolean;
}

interface Props {
  from: { label: string; value: number };
  steps: BridgeStep[];
  until: { label: string; value: number };
  /** A rise is good unless told otherwise. */
  lowerIsBetter?: boolean;
}

/** From one figure to the next: what moved it, and by how much. A table to those who hear it. */
export function Bridge({ from, steps, until, lowerIsBetter = false }: Props) {
  const format = useFormat();
  let at = from.value;
  const bars = steps.map((step) => {
    const before = at;
    at += step.change;
    return { ...step, low: Math.min(before, at), high: Math.max(before, at) };
  });
  const all = [0, from.value, until.value, ...bars.flatMap((bar) => [bar.low, bar.high])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const place = (a: number, b: number) => {
    const size = high - low || 1;
    // At least 0.8 %: a small step stays visible.
    return { left: `${((a - low) / size) * 100}%`, width: `${Math.max(0.8, ((b - a) / size) * 100)}%` };
  };
  const whole = (end: { label: string; value: number }, kind: string) => (
    <Fragment key={kind}>
      <dt>{end.label}</dt>
      <dd>
        <span className={styles.track} aria-hidden>
          <i data-kind={kind} style={place(Math.min(0, end.value), Math.max(0, end.value))} />
        </span>
        <b>{format.signed(end.value)}</b>
      </dd>
    </Fragment>
  );
  return (
    <dl className={styles.bridge}>
      {whole(from, 'from')}
      {bars.map((bar) => (
        <Fragment key={bar.label}>
          <dt>{bar.to ? <Go to={bar.to}>{bar.label}</Go> : bar.label}</dt>
          <dd>
            <span className={styles.track} aria-hidden>
              <i
                data-kind={bar.neutral ? 'neutral' : bar.change < 0 === lowerIsBetter ? 'good' : 'bad'}
                style={place(bar.low, bar.high)}
              />
            </span>
            <b>{format.signed(bar.change, true)}</b>
          </dd>
        </Fragment>
      ))}
      {whole(until, 'until')}
    </dl>
  );
}
