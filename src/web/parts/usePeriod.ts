import { useMemo } from 'react';
import { useOrganisation } from '../api/me.ts';
import { dayOf, type Period, type Preset, readPeriod } from './period.ts';
import { useUrl } from './useUrl.ts';

/** The period of this page, kept in the address as `?period=`. */
export function usePeriod(fallback: Preset = '90d'): [Period, (key: string) => void] {
  const [url, setUrl] = useUrl();
  const { timezone } = useOrganisation();
  const today = dayOf(new Date(), timezone);
  const period = useMemo(() => readPeriod(url.period, today, fallback), [url.period, today, fallback]);
  return [period, (key) => setUrl({ period: key === fallback ? undefined : key })];
}
