import { useMemo } from 'react';
import { useFormat } from '../../i18n/format.ts';

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Minor units as money, always to the cent: a ledger is not rounded. */
export function useMinor(): (minor: number, currency: string) => string {
  const { locale } = useFormat();
  return useMemo(() => {
    return (minor, currency) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency })
        .format(minor / 10 ** digitsOf(currency))
        .replace('-', '−');
  }, [locale]);
}

/** What somebody typed, `12.50`, `12,5` or `1,200`, in minor units; undefined where it is no such amount. */
export function toMinor(text: string, currency: string): number | undefined {
  const digits = digitsOf(currency);
  const plain = text.trim().replace(/[\s'’]/g, '');
  const decimal = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(plain) ?? thousands(plain);
  if (!decimal) return undefined;
  const [, whole = '', part = ''] = decimal;
  if (part.length > digits) return undefined;
  const minor = Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0') || 0);
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/** `1,200` and `1.200,50`: groups of three by one sign, the decimals after the other. */
function thousands(plain: string): [string, string, string?] | undefined {
  const found = /^(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d{1,2}))?$/.exec(plain);
  return found ? [plain, (found[1] as string).replace(/[.,]/g, ''), found[3]] : undefined;
}

/** Minor units as they are typed into a field. */
export function fromMinor(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return (minor / 10 ** digits).toFixed(minor % 10 ** digits === 0 ? 0 : digits);
}
