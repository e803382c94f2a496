import { useMemo } from 'react';
import { useOrganisation } from '../api/me.ts';
import { type Format, formatFor } from './formatFor.ts';
import { useLanguage } from './language.ts';

/** Dates, numbers, scores, money and deadlines as this person reads them. */
export function useFormat(): Format {
  const language = useLanguage();
  const { timezone, currency } = useOrganisation();
  return useMemo(() => formatFor({ language, timezone, currency }), [language, timezone, currency]);
}
