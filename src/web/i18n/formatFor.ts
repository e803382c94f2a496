import { deadlineWords, untilDeadline } from './deadline.ts';
import type { Language } from './language.ts';

/** A moment (ISO 8601 with time) or a calendar day (`2026-11-22`), or a Date. */
export type Moment = string | Date;

export type Format = ReturnType<typeof formatFor>;

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;

/** U+2212, as wide as the plus, so that signed scores stand in a column. */
const minus = '−';

export function formatFor(place: { language: Language; timezone?: string; currency?: string }) {
  const locale = place.language === 'de' ? 'de-DE' : 'en-GB';
  const zone = place.timezone || undefined;
  const currency = place.currency || 'EUR';

  const dates = (options: Intl.DateTimeFormatOptions) => {
    const here = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    const plain = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (at: Moment) =>
      typeof at === 'string' && dayOnly.test(at)
        ? plain.format(new Date(`${at}T00:00:00Z`))
        : here.format(new Date(at));
  };
  const numbers = (options: Intl.NumberFormatOptions) => {
    const intl = new Intl.NumberFormat(locale, options);
    return (n: number) => intl.format(n).replace('-', minus);
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' });
  const oneDecimal = numbers({ maximumFractionDigits: 1 });
  const signedTenth = numbers({ maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const signedWhole = numbers({ maximumFractionDigits: 0, signDisplay: 'exceptZero' });

  return {
    locale,
    /** 22 Nov 2026 */
    date: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    /** 22 Nov */
    day: dates({ day: 'numeric', month: 'short' }),
    /** November 2026 */
    month: dates({ month: 'long', year: 'numeric' }),
    /** Nov 26, for axes */
    shortMonth: dates({ month: 'short', year: '2-digit' }),
    /** Sunday, 22 November */
    weekday: dates({ weekday: 'long', day: 'numeric', month: 'long' }),
    /** 14:05 */
    time: dates({ hour: '2-digit', minute: '2-digit' }),
    /** 22 Nov 2026, 14:05 */
    moment: dates({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    /** 5 minutes ago, yesterday, last month */
    ago(at: Moment, now: Date = new Date()): string {
      return relativeTo(relative, new Date(at), now);
    },
    /** "2 h left", "today", "in 3 days", "late by 2 h" with how urgent it is */
    deadline(at: Moment, now: Date = new Date()) {
      return deadlineWords(untilDeadline(new Date(at), now, zone), place.language);
    },
    /** 1,310 */
    number: numbers({ maximumFractionDigits: 1 }),
    /** 4.20: means, always two decimals, so that they stand in a column */
    fixed: numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    /** 9.2k, 1.3M: for axes and small chips only */
    compact: numbers({ notation: 'compact', maximumFractionDigits: 1 }),
    /** +18 or −29, one decimal when `fine` */
    signed: (n: number, fine = false) => (fine ? signedTenth(n) : signedWhole(n)),
    /** 38 %, from a share of 0 to 1 */
    percent: (share: number, decimals = 0) =>
      numbers({ style: 'percent', maximumFractionDigits: decimals })(share),
    /** €1,140 in the organisation's currency (or the one given); no cents from 100 upwards */
    money: (amount: number, code: string = currency) =>
      numbers({ style: 'currency', currency: code, maximumFractionDigits: Math.abs(amount) >= 100 ? 0 : 2 })(
        amount,
      ),
    /** 340 kB, 2.1 MB */
    bytes: (n: number) =>
      n < 1_000_000
        ? `${oneDecimal(Math.max(1, Math.round(n / 1000)))} kB`
        : `${oneDecimal(n / 1_000_000)} MB`,
    /** Seconds as "45 s", "12 min", "3.5 h", "2.1 days" */
    duration(seconds: number): string {
      const days = place.language === 'de' ? 'Tage' : 'days';
      if (seconds < 90) return `${oneDecimal(Math.round(seconds))} s`;
      if (seconds < 5400) return `${oneDecimal(Math.round(seconds / 60))} min`;
      if (seconds < 172800) return `${oneDecimal(seconds / 3600)} h`;
      return `${oneDecimal(seconds / 86400)} ${days}`;
    },
    /** "Ada, Ben and Cleo" */
    list: (items: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
    /** −34 to −24, and 16 to 20 without the plus: the figure before it carries the sign */
    interval(low: number, high: number, write: (n: number) => string = (n) => signedWhole(n)): string {
      const bare = (n: number) => write(n).replace(/^\+/, '');
      return `${bare(low)} ${place.language === 'de' ? 'bis' : 'to'} ${bare(high)}`;
    },
  };
}

function relativeTo(words: Intl.RelativeTimeFormat, at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31557600],
    ['month', 2629800],
    ['week', 604800],
    ['day', 86400],
    ['hour', 3600],
    ['minute', 60],
  ];
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return words.format(Math.round(seconds / size), unit);
  }
  return words.format(0, 'second');
}
