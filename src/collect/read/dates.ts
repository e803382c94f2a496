import { serialToWall } from './serial.ts';

/**
 * Order of the parts of a date. `named` has the month as a word (`24 Jan 2026`, `Fri Feb 27 13:00:00 +0000 2015`),
 * `compact` is `20260131`, `excel` a spreadsheet's serial. Separators may be `-`, `/`, `.` in all of them.
 */
export type DateFormat = 'iso' | 'dmy' | 'mdy' | 'named' | 'compact' | 'epoch_s' | 'epoch_ms' | 'excel';

const DAY = 86_400_000;
const TIME = String.raw`(?:,?[T ]\s*(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp])?\.?(?:[Mm]\.?)?)?`;
const OFFSET = String.raw`\s*(?:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)?`;
const ISO = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}${OFFSET}$`);
const NUMERIC = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${TIME}${OFFSET}$`);
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})()${OFFSET}$`);
const NAMED = [
  new RegExp(
    String.raw`^(?:\p{L}{2,10}\.?,?\s+)?(\d{1,2})\.?[-\s/]?\s*(\p{L}{3,9})\.?[-\s,/]\s*(\d{4}|\d{2})${TIME}${OFFSET}$`,
    'u',
  ),
  new RegExp(
    String.raw`^(?:\p{L}{2,10}\.?,?\s+)?(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${TIME}${OFFSET}$`,
    'u',
  ),
  /^\p{L}{3} (\p{L}{3}) +(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2}) (\d{4})$/u,
];
/** English and German. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const GERMAN: Record<string, number> = { mär: 3, mrz: 3, mai: 5, okt: 10, dez: 12 };

export interface Moment {
  /** Milliseconds as if the wall clock were UTC; an instant when `fixed`. */
  wall: number;
  /** The text named its own offset. */
  fixed: boolean;
  hasTime: boolean;
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms"). */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function dayStart(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > (LENGTHS[month - 1] as number) || year < 1)
    return Number.NaN;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2 && day === 29 && !leap) return Number.NaN;
  return dayNumber(year, month, day) * DAY;
}

/** POSIX: 69–99 are 19xx, 00–68 are 20xx. */
const fullYear = (text: string): number => {
  const year = Number(text);
  return text.length > 2 ? year : year < 69 ? 2000 + year : 1900 + year;
};

function monthOf(word: string): number {
  const start = word.slice(0, 3).toLowerCase();
  return GERMAN[start] ?? MONTHS.indexOf(start) + 1;
}

/** Time and offset from capture group `at` on: hour, minute, second, fraction, a/p, zulu, sign, hours, minutes. */
function withTime(start: number, parts: RegExpExecArray, at: number): Moment | null {
  if (Number.isNaN(start)) return null;
  const hasTime = parts[at] !== undefined && parts[at] !== '';
  let wall = start;
  if (hasTime) {
    let hour = Number(parts[at]);
    const half = parts[at + 4]?.toLowerCase();
    if (half !== undefined) {
      if (hour < 1 || hour > 12) return null;
      hour = (hour % 12) + (half === 'p' ? 12 : 0);
    }
    const minute = Number(parts[at + 1]);
    const second = Number(parts[at + 2] ?? 0);
    if (hour > 23 || minute > 59 || second > 60) return null;
    wall += ((hour * 60 + minute) * 60 + second) * 1000;
    const fraction = parts[at + 3];
    if (fraction !== undefined) wall += Number(fraction.padEnd(3, '0').slice(0, 3));
  }
  const sign = parts[at + 6];
  if (sign === undefined) return { wall, fixed: hasTime && parts[at + 5] !== undefined, hasTime };
  if (!hasTime) return null;
  const offset = Number(parts[at + 7]) * 60 + Number(parts[at + 8] ?? 0);
  return { wall: wall - (sign === '-' ? -offset : offset) * 60_000, fixed: true, hasTime };
}

function named(text: string): Moment | null {
  let parts = (NAMED[0] as RegExp).exec(text);
  if (parts)
    return withTime(
      dayStart(fullYear(parts[3] as string), monthOf(parts[2] as string), Number(parts[1])),
      parts,
      4,
    );
  parts = (NAMED[1] as RegExp).exec(text);
  if (parts)
    return withTime(dayStart(Number(parts[3]), monthOf(parts[1] as string), Number(parts[2])), parts, 4);
  parts = (NAMED[2] as RegExp).exec(text);
  if (!parts) return null;
  const rearranged = `${parts[2]} ${parts[1]} ${parts[9]} ${parts[3]}:${parts[4]}:${parts[5]} ${parts[6]}${parts[7]}${parts[8]}`;
  return named(rearranged);
}

function ordered(pattern: RegExp, year: number, month: number, day: number, time: number) {
  return (text: string): Moment | null => {
    const parts = pattern.exec(text);
    if (parts === null) return null;
    return withTime(
      dayStart(fullYear(parts[year] as string), Number(parts[month]), Number(parts[day])),
      parts,
      time,
    );
  };
}

function number(scale: (value: number) => number, fixed: boolean) {
  return (text: string): Moment | null => {
    if (!/^-?\d{1,14}(\.\d+)?$/.test(text)) return null;
    const wall = scale(Number(text));
    return Math.abs(wall) > 253_402_300_799_999 ? null : { wall, fixed, hasTime: fixed || wall % DAY !== 0 };
  };
}

/** Reads trimmed text of a format; null when it is not of the format or no such day exists. */
export const readMoment: Record<DateFormat, (text: string) => Moment | null> = {
  iso: ordered(ISO, 1, 2, 3, 4),
  dmy: ordered(NUMERIC, 3, 2, 1, 4),
  mdy: ordered(NUMERIC, 3, 1, 2, 4),
  compact: ordered(COMPACT, 1, 2, 3, 4),
  named,
  epoch_s: number((value) => Math.round(value * 1000), true),
  epoch_ms: number((value) => Math.round(value), true),
  excel: number(
    (value) => (value >= 0 && value < 2_958_466 ? serialToWall(value) : Number.POSITIVE_INFINITY),
    false,
  ),
};

/** How the format is written, following an example: `DD-MM-YYYY HH:mm`. */
export function dateLabel(format: DateFormat, example: string): string {
  if (format === 'epoch_s') return 'seconds since 1970';
  if (format === 'epoch_ms') return 'milliseconds since 1970';
  if (format === 'excel') return 'spreadsheet day number';
  if (format === 'named') return `like ${example}`;
  const separator = /[-/.]/.exec(example)?.[0] ?? '-';
  const year = /\d{4}/.test(example) ? 'YYYY' : 'YY';
  const parts =
    format === 'dmy' ? ['DD', 'MM', year] : format === 'mdy' ? ['MM', 'DD', year] : [year, 'MM', 'DD'];
  const time = /\d{1,2}:\d{2}(:\d{2})?/.exec(example);
  const clock =
    time === null
      ? ''
      : ` HH:mm${time[1] === undefined ? '' : ':ss'}${/[ap]\.?m/i.test(example) ? ' am/pm' : ''}`;
  return parts.join(format === 'compact' ? '' : separator) + clock;
}
