/** A stretch of days, both included, as the API takes them. */
export interface Period {
  /** What stands in the address: '30d', '90d', '12m' or '2026-01-01~2026-03-31'. */
  key: string;
  from: string;
  to: string;
}

export const presets = ['30d', '90d', '12m'] as const;
export type Preset = (typeof presets)[number];

/** The calendar day of a moment in a time zone, as 2026-11-22. */
export function dayOf(at: Date, timezone?: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone || undefined, dateStyle: 'short' }).format(at);
}

/** `days` later (or earlier, when negative) on the calendar. */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

const span = /^(\d{4}-\d{2}-\d{2})~(\d{4}-\d{2}-\d{2})$/;

/** Reads a period from the address; anything unreadable is the fallback. The last day of a preset is today. */
export function readPeriod(key: string | undefined, today: string, fallback: Preset = '90d'): Period {
  const own = key?.match(span);
  if (own?.[1] && own[2] && own[1] <= own[2]) return { key: own[0], from: own[1], to: own[2] };
  const preset = presets.find((one) => one === key) ?? fallback;
  const from = { '30d': addDays(today, -29), '90d': addDays(today, -89), '12m': addDays(today, -364) }[
    preset
  ];
  return { key: preset, from, to: today };
}
