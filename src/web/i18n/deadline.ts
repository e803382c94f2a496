import type { Language } from './language.ts';

/** late: passed · soon: within 4 hours · today: before midnight · later: after that */
export type Urgency = 'late' | 'soon' | 'today' | 'later';
export interface Until {
  urgency: Urgency;
  hours: number;
  days: number;
}

const hour = 3_600_000;

/** How far away a deadline is; "today" and "tomorrow" by the organisation's calendar, not by 24 hours. */
export function untilDeadline(at: Date, now: Date, timezone?: string): Until {
  const ms = at.getTime() - now.getTime();
  const days = calendarDay(at, timezone) - calendarDay(now, timezone);
  const hours = Math.abs(ms) / hour;
  if (ms < 0) return { urgency: 'late', hours, days: Math.abs(days) };
  if (ms <= 4 * hour) return { urgency: 'soon', hours, days };
  return { urgency: days === 0 ? 'today' : 'later', hours, days };
}

function calendarDay(at: Date, timezone?: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(at);
  return Date.parse(`${parts}T00:00:00Z`) / 86_400_000;
}

export function deadlineWords(until: Until, language: Language): { urgency: Urgency; text: string } {
  return { urgency: until.urgency, text: language === 'de' ? german(until) : english(until) };
}

function span(until: Until, day: string, days: string): string {
  if (until.hours < 1) return `${Math.max(1, Math.round(until.hours * 60))} min`;
  if (until.hours < 36) return `${Math.round(until.hours)} h`;
  const n = Math.round(until.hours / 24);
  return `${n} ${n === 1 ? day : days}`;
}

function english(until: Until): string {
  if (until.urgency === 'late') return `late by ${span(until, 'day', 'days')}`;
  if (until.urgency === 'soon') return `${span(until, 'day', 'days')} left`;
  if (until.urgency === 'today') return 'today';
  return until.days === 1 ? 'tomorrow' : `in ${until.days} days`;
}

function german(until: Until): string {
  if (until.urgency === 'late') return `${span(until, 'Tag', 'Tage')} zu spät`;
  if (until.urgency === 'soon') return `noch ${span(until, 'Tag', 'Tage')}`;
  if (until.urgency === 'today') return 'heute';
  return until.days === 1 ? 'morgen' : `in ${until.days} Tagen`;
}
