import type { Pot } from './budget.sql.ts';
import type { Used } from './ledger.sql.ts';

export type Narrowest = 'perCase' | 'perCustomer' | 'perMonth';

/** What may still be given without asking, and which of the three limits leaves least. Never below nothing. */
export function leftOf(
  pot: Pick<Pot, Narrowest>,
  used: Used,
): { left: number; narrowest: Narrowest; onPot: number } {
  const rest: [Narrowest, number][] = [
    ['perCase', pot.perCase - used.onCase],
    ['perCustomer', pot.perCustomer - used.onCustomer],
    ['perMonth', pot.perMonth - used.onPot],
  ];
  const [narrowest, least] = rest.reduce((a, b) => (b[1] < a[1] ? b : a));
  return { left: Math.max(0, least), narrowest, onPot: pot.perMonth - used.onPot };
}

/** The first day of the month of a day. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** An amount in minor units as people of a language write it. */
export function moneyIn(language: 'en' | 'de', amount: number, currency: string): string {
  const format = new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    style: 'currency',
    currency,
  });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
