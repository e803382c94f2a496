import { useFormat } from '../../i18n/format.ts';
import type { Middle, Rate } from './flow.ts';

/** Minutes, as people say them. */
export function useTime(): (minutes: number) => string {
  const format = useFormat();
  return (minutes) => (minutes < 1 ? format.duration(0) : format.duration(minutes * 60));
}

/** “3.1 h to 4.0 h”, “n 812”: what stands under every figure. */
export function useHonest() {
  const format = useFormat();
  const time = useTime();
  return {
    interval: ({ low, high }: Middle) =>
      low === null || high === null ? null : format.interval(low, high, (one) => time(one)),
    share: ({ low, high }: Rate) =>
      `${format.interval(low * 100, high * 100, (one) => format.number(Math.round(one)))} %`,
    n: (n: number) => `n ${format.number(n)}`,
  };
}
