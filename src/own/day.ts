import { z } from 'zod';
import type { Runner } from '../platform/database.ts';
import { readOrganisation } from '../platform/settings.ts';

/** A calendar day of the organisation, `2026-11-22`. Days compare as text. */
export const Day = z.iso.date().refine((day) => day >= '1970-01-01' && day < '2200-01-01', {
  message: 'Give a day between 1970 and 2199, such as 2026-11-22.',
});

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day of an instant where the organisation is. */
export function dayIn(timezone: string, at: Date): string {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: timezone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timezone, format);
  }
  return format.format(at);
}

export async function dayOf(on: Runner, at: Date): Promise<string> {
  return dayIn((await readOrganisation(on)).timezone, at);
}

/** Whole days from one to the other; negative where the second lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export const earlier = (a: string, b: string): string => (a < b ? a : b);
export const later = (a: string, b: string): string => (a > b ? a : b);
