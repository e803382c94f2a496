import { type DateFormat, dateLabel, readMoment } from './dates.ts';
import { guessDecimal, type NumberGuess } from './numbers.ts';
import {
  BLANK_WORDS,
  type Parser,
  parseBoolean,
  parseDate,
  parseEmail,
  parseNumber,
  parsePhone,
  Rejected,
} from './parse.ts';

export type ColumnType = 'date' | 'number' | 'integer' | 'boolean' | 'email' | 'phone' | 'text' | 'blank';

export interface DateGuess {
  format: DateFormat;
  /** `DD-MM-YYYY HH:mm` */
  label: string;
  hasTime: boolean;
  /** Day and month could be the other way round: nothing in the sample decides. */
  ambiguous: boolean;
}

export interface ColumnGuess {
  name: string;
  type: ColumnType;
  date?: DateGuess;
  number?: NumberGuess;
  /** Words that stand for nothing said in this column. */
  blankWords: string[];
  /** Share of blank cells in the sample, 0 to 1. */
  blankShare: number;
  /** Up to five different values. */
  examples: string[];
  /** Up to three values that the guessed type cannot read, and how many there were. */
  misfits: string[];
  misfitCount: number;
  /** Different values in the sample. */
  distinct: number;
}

/** A type is taken when it reads nine values in ten; the others are shown as misfits. */
const ENOUGH = 0.9;
const DATE_NAME =
  /date|time|_(at|on)$|\b(at|on)$|created|updated|changed|stamp|\bts\b|datum|zeit|\bdob\b|birth|geboren|when/i;
const PHONE_NAME = /phone|tel\b|tel[_-]|telef|mobil|handy|fax|cell|rufnummer/i;
const CODE_NAME = /(^|[_\s-])(id|key|code|number|no|nr|ssn|cep)$|^id[_\s]|\bzip|_zip|plz|postcode|postal/i;

/** What each column of a sample of rows holds. */
export function guessColumns(columns: readonly string[], rows: readonly (string | null)[][]): ColumnGuess[] {
  const guesses = columns.map((name, i) =>
    guessColumn(
      name,
      rows.map((row) => row[i] ?? null),
    ),
  );
  // Exports write all their dates one way: a column that decides lends its order to one that does not.
  const decided = guesses.find(
    (guess) => guess.date !== undefined && isOrder(guess.date) && !guess.date.ambiguous,
  );
  for (const guess of guesses) {
    if (decided?.date === undefined || guess.date?.ambiguous !== true) continue;
    if (separator(decided.date.label) !== separator(guess.date.label)) continue;
    const format = decided.date.format;
    const label = dateLabel(format, guess.examples[0] ?? '');
    guess.date = { ...guess.date, format, label, ambiguous: false };
  }
  return guesses;
}

const isOrder = (date: DateGuess): boolean => date.format === 'dmy' || date.format === 'mdy';
const separator = (label: string): string | undefined => /[-/.]/.exec(label)?.[0];

function guessColumn(name: string, cells: (string | null)[]): ColumnGuess {
  const filled = cells
    .filter((cell): cell is string => cell !== null && cell.trim() !== '')
    .map((cell) => cell.trim());
  const words = new Set(
    filled.map((text) => text.toLowerCase()).filter((text) => BLANK_WORDS.includes(text)),
  );
  const values = filled.filter((text) => !words.has(text.toLowerCase()));
  const examples = [...new Set(values.map((text) => text.slice(0, 120)))];
  const found = values.length === 0 ? null : firstFit(name, values);
  // In a column of words, “none” or “unknown” is an answer like any other.
  const isText = found === null && values.length > 0;
  const read = found?.read;
  const misfits = read === undefined ? [] : values.filter((text) => !fits(read, text));
  const blank = cells.length - (isText ? filled.length : values.length);
  return {
    name,
    type: found?.type ?? (values.length === 0 ? 'blank' : 'text'),
    ...(found?.date && { date: found.date }),
    ...(found?.number && { number: found.number }),
    blankWords: isText ? [] : [...words],
    blankShare: cells.length === 0 ? 1 : blank / cells.length,
    examples: examples.slice(0, 5),
    misfits: [...new Set(misfits)].slice(0, 3),
    misfitCount: misfits.length,
    distinct: examples.length,
  };
}

interface Fit {
  type: ColumnType;
  read: Parser<unknown>;
  date?: DateGuess;
  number?: NumberGuess;
}

const fits = (read: Parser<unknown>, text: string): boolean => !(read(text) instanceof Rejected);
const share = (values: string[], test: (text: string) => boolean): number =>
  values.filter(test).length / values.length;
const mostly = (values: string[], read: Parser<unknown>): boolean =>
  share(values, (text) => fits(read, text)) >= ENOUGH;

function firstFit(name: string, values: string[]): Fit | null {
  const date = guessDate(name, values);
  if (date !== null) return { type: 'date', date, read: parseDate(date.format) };
  if (mostly(values, parseEmail())) return { type: 'email', read: parseEmail() };
  const worded = values.every((text) => !/^[01]$/.test(text));
  if (worded && mostly(values, parseBoolean())) return { type: 'boolean', read: parseBoolean() };
  const phoneName = PHONE_NAME.test(name);
  if (phoneName && mostly(values, parsePhone())) return { type: 'phone', read: parsePhone() };
  if (CODE_NAME.test(name)) return null;
  // 01234 and digits beyond 2^53 are identifiers: as numbers they would lose their zeros or their end.
  const codes = share(values, (text) => /^0\d+$/.test(text) || /^\d{16,}$/.test(text));
  if (codes > 0.02) return phoneLike(values);
  const number = guessDecimal(values);
  const read = parseNumber(number.decimal);
  if (mostly(values, read)) return { type: number.whole ? 'integer' : 'number', number, read };
  return phoneLike(values);
}

/** Without a telling name, telephone numbers need a plus, or brackets, or two gaps: `1-364285768` is a case number. */
function phoneLike(values: string[]): Fit | null {
  const marked = share(values, (text) => /^(\+|00)\d|^\(\d+\)|^\d+[\s/.-]\d+[\s/.-]\d/.test(text)) >= ENOUGH;
  return marked && mostly(values, parsePhone()) ? { type: 'phone', read: parsePhone() } : null;
}

function guessDate(name: string, values: string[]): DateGuess | null {
  const hinted = DATE_NAME.test(name);
  const within = (low: number, high: number, digits: number) => (text: string) =>
    text.length === digits && Number(text) >= low && Number(text) <= high;
  const reads = (format: DateFormat) => share(values, (text) => readMoment[format](text) !== null);
  const enough = hinted ? 0.8 : ENOUGH;
  if (reads('iso') >= enough) return dateGuess('iso', values, false);
  const day = reads('dmy');
  const month = reads('mdy');
  if (Math.max(day, month) >= enough) return dayOrMonth(values, day, month);
  if (reads('named') >= enough) return dateGuess('named', values, false);
  const eight = share(values, (text) => /^(18|19|20)\d{6}$/.test(text) && readMoment.compact(text) !== null);
  if (eight >= (hinted ? enough : 1) && (hinted || values.length >= 20))
    return dateGuess('compact', values, false);
  if (!hinted) return null;
  // Bare numbers are moments only under a name that says so: 2000 to 2040 in seconds or milliseconds.
  if (share(values, within(946_684_800, 2_208_988_800, 10)) >= ENOUGH)
    return dateGuess('epoch_s', values, false);
  if (share(values, within(946_684_800_000, 2_208_988_800_000, 13)) >= ENOUGH)
    return dateGuess('epoch_ms', values, false);
  const serial = share(
    values,
    (text) => /^\d{5}(\.\d+)?$/.test(text) && Number(text) > 20_000 && Number(text) < 60_000,
  );
  return serial >= ENOUGH ? dateGuess('excel', values, false) : null;
}

function dateGuess(format: DateFormat, values: string[], ambiguous: boolean): DateGuess {
  const read = values.flatMap((text) => readMoment[format](text) ?? []);
  const example = values.find((text) => readMoment[format](text)?.hasTime) ?? values[0] ?? '';
  return {
    format,
    label: dateLabel(format, example),
    hasTime: read.some((moment) => moment.hasTime),
    ambiguous,
  };
}

/** 13 and above can only be a day. Where no value says so: dots are day first; all firsts of the month; else open. */
function dayOrMonth(values: string[], day: number, month: number): DateGuess {
  if (day !== month) return dateGuess(day > month ? 'dmy' : 'mdy', values, false);
  const parts = values.flatMap((text) => {
    const found = /^(\d{1,2})[-/.](\d{1,2})/.exec(text);
    return found ? [[Number(found[1]), Number(found[2])] as const] : [];
  });
  if (parts.every(([first, second]) => first === second)) return dateGuess('dmy', values, true);
  if (values.every((text) => /^\d{1,2}\./.test(text))) return dateGuess('dmy', values, false);
  const firsts = new Set(parts.map(([first]) => first));
  const seconds = new Set(parts.map(([, second]) => second));
  const monthsFirst = seconds.size === 1 && seconds.has(1) && firsts.size > 2;
  return dateGuess(monthsFirst ? 'mdy' : 'dmy', values, true);
}
