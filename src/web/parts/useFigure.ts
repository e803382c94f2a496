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
    if (unit === '%' || unit === 'percent') return format.percent(value / 100, 1);
    if (kind === 'csat' || kind === 'rate' || unit === 'share')
      return format.percent(value, value < 0.1 ? 1 : 0);
    if (kind === 'duration') return format.duration(value * (seconds[unit] ?? 1));
    if (kind === 'count') return format.number(Math.round(value));
    return format.fixed(value);
  };
}
