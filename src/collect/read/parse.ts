import { type DateFormat, readMoment } from './dates.ts';
import { zoneConverter } from './zone.ts';

/** Why a value could not be read, in words for the rejection list. */
export class Rejected {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Blank (also a blank word) is null; what cannot be read is `Rejected`. */
export type Parser<T> = (text: string | null) => T | null | Rejected;

export interface ParseOptions {
  /** Words that mean nothing was said, in any case: `NA`, `NULL`, `-`. */
  blankWords?: readonly string[];
}

/** `99` of a code list, `N/A` of an export: taken as blank only where the column was found to use them. */
export const BLANK_WORDS = [
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  '\\n',
  'none',
  'nil',
  '-',
  '--',
  '?',
  'unknown',
  'k.a.',
];

const quote = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

/** Trims, sorts out blanks, and says what was wrong: what all parsers share. */
function parser<T>(
  what: string,
  { blankWords = [] }: ParseOptions,
  read: (text: string) => T | null,
): Parser<T> {
  const blanks = new Set(blankWords.map((word) => word.toLowerCase()));
  return (given) => {
    if (given === null) return null;
    const text = given.trim();
    if (text === '') return null;
    const value = read(text);
    if (value !== null) return value;
    if (blanks.size > 0 && blanks.has(text.toLowerCase())) return null;
    return new Rejected(`${quote(text)} is not ${what}.`);
  };
}

const WRITTEN: Record<DateFormat, string> = {
  iso: 'a date like 2026-01-31',
  dmy: 'a date with day, month, year',
  mdy: 'a date with month, day, year',
  named: 'a date like 31 Jan 2026',
  compact: 'a date like 20260131',
  epoch_s: 'a number of seconds since 1970',
  epoch_ms: 'a number of milliseconds since 1970',
  excel: 'a day number of a spreadsheet',
};

/**
 * Instants, in milliseconds since 1970-01-01T00:00Z. Text without an offset of its own is a wall clock in `zone`
 * (IANA, default UTC); a day without a time is its midnight there.
 * @throws Refusal `unknown_zone`
 */
export function parseDate(format: DateFormat, zone = 'UTC', options: ParseOptions = {}): Parser<number> {
  const toInstant = zoneConverter(zone);
  const read = readMoment[format];
  return parser(WRITTEN[format], options, (text) => {
    const moment = read(text);
    if (moment === null) return null;
    return moment.fixed ? moment.wall : toInstant(moment.wall);
  });
}

/** Calendar days as `YYYY-MM-DD` with no time zone applied: birthdays, contract days. */
export function parseDay(format: DateFormat, options: ParseOptions = {}): Parser<string> {
  const read = readMoment[format];
  return parser(WRITTEN[format], options, (text) => {
    const moment = read(text);
    return moment === null ? null : new Date(moment.wall).toISOString().slice(0, 10);
  });
}

export type Decimal = '.' | ',';

const PLAIN = { '.': /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/, ',': /^[+-]?\d+(?:,\d+)?$/ };
const GROUPED = {
  '.': /^[+-]?\d{1,3}(?:([,'’\u00a0\u202f ])\d{3}(?:\1\d{3})*)?(?:\.\d+)?$/,
  ',': /^[+-]?\d{1,3}(?:([.'’\u00a0\u202f ])\d{3}(?:\1\d{3})*)?(?:,\d+)?$/,
};
const CURRENCY =
  /^([+-]?)\s*(?:R\$|[€$£¥₹]|EUR|USD|GBP|BRL|CHF)\s*|\s*(?:€|\$|£|¥|₹|EUR|USD|GBP|BRL|CHF|%)$/g;

/** Numbers with this decimal mark; groups of three, a currency sign, a per cent sign, and (1.00) for −1 are understood. */
export function parseNumber(decimal: Decimal = '.', options: ParseOptions = {}): Parser<number> {
  const what = decimal === '.' ? 'a number like 1234.5' : 'a number like 1234,5';
  return parser(what, options, (text) => {
    const value = toNumber(text, decimal);
    return Number.isFinite(value) ? value : null;
  });
}

function toNumber(text: string, decimal: Decimal): number {
  if (PLAIN[decimal].test(text)) return Number(decimal === ',' ? text.replace(',', '.') : text);
  if (text.startsWith('(') && text.endsWith(')')) return -toNumber(text.slice(1, -1), decimal);
  const bare = text.replace(CURRENCY, '$1');
  if (!PLAIN[decimal].test(bare) && !GROUPED[decimal].test(bare)) return Number.NaN;
  const digits = bare.replaceAll(decimal === '.' ? /[,'’\u00a0\u202f ]/g : /[.'’\u00a0\u202f ]/g, '');
  return Number(decimal === ',' ? digits.replace(',', '.') : digits);
}

/** Whole numbers up to 2^53; `4.0` is 4. */
export function parseInteger(decimal: Decimal = '.', options: ParseOptions = {}): Parser<number> {
  return parser('a whole number', options, (text) => {
    const value = toNumber(text, decimal);
    return Number.isSafeInteger(value) ? value : null;
  });
}

const TRUE = new Set(['true', 't', 'yes', 'y', '1', 'on', 'ja', 'wahr', 'oui', 'vrai', 'sim', 'sí', 'si']);
const FALSE = new Set(['false', 'f', 'no', 'n', '0', 'off', 'nein', 'falsch', 'non', 'faux', 'não', 'nao']);

export function parseBoolean(options: ParseOptions = {}): Parser<boolean> {
  return parser('yes or no', options, (text) => {
    const word = text.toLowerCase();
    return TRUE.has(word) ? true : FALSE.has(word) ? false : null;
  });
}

const EMAIL = /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/;

/** The address as written, without blanks around it or a leading `mailto:`. */
export function parseEmail(options: ParseOptions = {}): Parser<string> {
  return parser('an e-mail address', options, (text) => {
    const bare = text.replace(/^mailto:/i, '');
    return EMAIL.test(bare) && bare.length <= 254 ? bare : null;
  });
}

const PHONE = /^(?:\+|00)?[\d\s().\-/]{6,24}(?:\s*(?:x|ext\.?)\s*\d{1,6})?$/i;

/** A number of 7 to 15 digits (E.164's limit) as written; its country is decided where identities are matched. */
export function parsePhone(options: ParseOptions = {}): Parser<string> {
  return parser('a telephone number', options, (text) => {
    const digits = text.replace(/(x|ext).*$/i, '').replaceAll(/\D/g, '').length;
    return PHONE.test(text) && digits >= 7 && digits <= 17 ? text : null;
  });
}

/** Text exactly as it stands, formula-looking or not; only blank words are sorted out. */
export function parseText({ blankWords = [] }: ParseOptions = {}): Parser<string> {
  const blanks = new Set(blankWords.map((word) => word.toLowerCase()));
  return (text) =>
    text === null || text.trim() === '' || blanks.has(text.trim().toLowerCase()) ? null : text;
}
