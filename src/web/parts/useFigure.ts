import { useFormat } from '../i18n/format.ts';
import type { MetricLook } from './reading.ts';

const seconds: Record<string, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86400 };

/** Writes a figure of a metric: +18, 38 %, 4.2, 3.5 h. */
export function useFigure(look: MetricLook = {}): (value: number) => string {
  const format = useFormat();
  const kind = look.kind ?? 'nps';
  const unit = look.unit ?? '';
  return (value) => {
    if (kind === 'nps') return format.signed(value);
    // One decimal below 10 %: a no-show rate of 2.4 % is not one of 2 %.
    if (kind === 'csat' || kind === 'rate' || unit === '%')
      return format.percent(value / 100, Math.abs(value) < 10 ? 1 : 0);
    if (kind === 'duration') return format.duration(value * (seconds[unit] ?? 1));
    if (kind === 'count') return format.number(Math.round(value));
    return format.fixed(value);
  };
}
