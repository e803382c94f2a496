import { z } from 'zod';
import { type Question, scaleOf } from '../survey/question.ts';

/** A file as it stands in an answer; the bytes lie in the data folder. */
export const SentFile = z.strictObject({
  fileId: z.uuid(),
  name: z.string().max(200),
  bytes: z.int().min(0),
  mediaType: z.string().max(100),
});
export type SentFile = z.infer<typeof SentFile>;

export interface ContactWish {
  wanted: boolean;
  name?: string;
  email?: string;
  phone?: string;
}

/**
 * The value of one answer, by type of question: a number (nps, csat, ces, rating, number), an option's key or
 * `{other: words}` (choice), keys (multiple; ranking: the best first), `{row: column}` (matrix), words (text),
 * `YYYY-MM-DD` (date), true (consent), a ContactWish (contact), a SentFile (file).
 */
export type AnswerValue =
  | number
  | string
  | boolean
  | string[]
  | { other: string }
  | Record<string, string>
  | ContactWish
  | SentFile;
export type Answers = Record<string, AnswerValue>;

export const faultCodes = [
  'required',
  'off_scale',
  'no_option',
  'rows_missing',
  'too_few',
  'too_many',
  'rank_all',
  'too_long',
  'no_number',
  'too_small',
  'too_large',
  'not_whole',
  'no_date',
  'too_early',
  'too_late',
  'no_email',
  'no_address',
  'no_file',
] as const;
export type FaultCode = (typeof faultCodes)[number];

export interface AnswerFault {
  question: string;
  code: FaultCode;
  /** The limit that was passed, where there is one. */
  limit?: number | string | undefined;
}

export const MOST_WORDS = 10_000;
const SHORT = 1000;

type Read = { value: AnswerValue } | { fault: Omit<AnswerFault, 'question'> } | { empty: true };
const fault = (code: FaultCode, limit?: number | string): Read => ({ fault: { code, limit } });
const empty: Read = { empty: true };

/** Reads what came for a question, from a form or as JSON. Nothing chosen is no answer, whatever the form sends for it. */
export function readAnswer(question: Question, given: unknown): Read {
  if (given === undefined || given === null || given === '') return empty;
  const scale = scaleOf(question);
  if (scale) return readScale(scale, given);
  switch (question.type) {
    case 'choice':
      return readChoice(question, given);
    case 'multiple':
      return readMultiple(question, given);
    case 'matrix':
      return readMatrix(question, given);
    case 'ranking':
      return readRanking(question, given);
    case 'text':
      return readText(given, question.long ? MOST_WORDS : SHORT);
    case 'number':
      return readNumber(question, given);
    case 'date':
      return readDate(question, given);
    case 'consent':
      return given === true || given === 'true' || given === 'on' ? { value: true } : empty;
    case 'contact':
      return readContact(given);
    default: {
      const file = SentFile.safeParse(given);
      return file.success ? { value: file.data } : fault('no_file');
    }
  }
}

function readScale({ from, to }: { from: number; to: number }, given: unknown): Read {
  const value = numberOf(given);
  return value !== undefined && Number.isInteger(value) && value >= from && value <= to
    ? { value }
    : fault('off_scale', `${from}–${to}`);
}

function readChoice(question: Question & { type: 'choice' }, given: unknown): Read {
  const words = typeof given === 'object' ? (given as { other?: unknown }).other : undefined;
  if (words !== undefined) {
    const text = clean(words);
    if (!question.other || text === undefined) return fault('no_option');
    return text.length > SHORT ? fault('too_long', SHORT) : { value: { other: text } };
  }
  return question.options.some(({ key }) => key === given) ? { value: given as string } : fault('no_option');
}

function readMultiple(question: Question & { type: 'multiple' }, given: unknown): Read {
  const list = [...new Set(Array.isArray(given) ? given : [given])].filter((one) => one !== '');
  if (list.length === 0) return empty;
  const { options, atLeast, atMost } = question;
  if (!list.every((one) => options.some(({ key }) => key === one))) return fault('no_option');
  if (atLeast !== undefined && list.length < atLeast) return fault('too_few', atLeast);
  if (atMost !== undefined && list.length > atMost) return fault('too_many', atMost);
  // In the order of the options, so that the same choices are the same answer.
  return { value: options.flatMap(({ key }) => (list.includes(key) ? key : [])) };
}

function readMatrix(question: Question & { type: 'matrix' }, given: unknown): Read {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return fault('no_option');
  const value: Record<string, string> = {};
  for (const row of question.rows) {
    const chosen = (given as Record<string, unknown>)[row.key];
    if (chosen === undefined || chosen === null || chosen === '') continue;
    if (!question.columns.some(({ key }) => key === chosen)) return fault('no_option');
    value[row.key] = chosen as string;
  }
  const rows = Object.keys(value).length;
  if (rows === 0) return empty;
  return question.required && rows < question.rows.length ? fault('rows_missing') : { value };
}

function readRanking(question: Question & { type: 'ranking' }, given: unknown): Read {
  const keys = question.options.map(({ key }) => key);
  if (Array.isArray(given)) {
    const all = given.length === keys.length && keys.every((key) => given.includes(key));
    return all ? { value: given as string[] } : fault('rank_all');
  }
  if (typeof given !== 'object') return fault('rank_all');
  // A form sends a place for each option.
  const places = keys.map((key) => numberOf((given as Record<string, unknown>)[key]));
  if (places.every((place) => place === undefined)) return empty;
  const sorted = places.map((place) => place ?? 0).sort((a, b) => a - b);
  if (!sorted.every((place, i) => place === i + 1)) return fault('rank_all');
  return { value: sorted.map((place) => keys[places.indexOf(place)] as string) };
}

function readText(given: unknown, most: number): Read {
  const text = clean(given);
  if (text === undefined || text === '') return empty;
  return text.length > most ? fault('too_long', most) : { value: text };
}

function readNumber(question: Question & { type: 'number' }, given: unknown): Read {
  const value = numberOf(given);
  if (value === undefined || Math.abs(value) > 1e12) return fault('no_number');
  if (question.whole && !Number.isInteger(value)) return fault('not_whole');
  if (question.min !== undefined && value < question.min) return fault('too_small', question.min);
  if (question.max !== undefined && value > question.max) return fault('too_large', question.max);
  return { value };
}

function readDate(question: Question & { type: 'date' }, given: unknown): Read {
  const read = z.iso.date().safeParse(given);
  if (!read.success) return fault('no_date');
  if (question.from && read.data < question.from) return fault('too_early', question.from);
  if (question.until && read.data > question.until) return fault('too_late', question.until);
  return { value: read.data };
}

function readContact(given: unknown): Read {
  const asked = typeof given === 'object' ? (given as Record<string, unknown>) : { wanted: given };
  const wanted = asked.wanted === true || asked.wanted === 'true' || asked.wanted === 'on';
  if (!wanted) return empty;
  const value: ContactWish = { wanted };
  for (const [part, most] of [
    ['name', 200],
    ['email', 320],
    ['phone', 60],
  ] as const) {
    const text = clean(asked[part]);
    if (text === undefined || text === '') continue;
    if (text.length > most) return fault('too_long', most);
    if (part === 'email' && !z.email().safeParse(text).success) return fault('no_email');
    value[part] = text;
  }
  return { value };
}

function numberOf(given: unknown): number | undefined {
  if (typeof given === 'number') return Number.isFinite(given) ? given : undefined;
  if (typeof given !== 'string' || given.trim() === '') return undefined;
  const value = Number(given.trim().replace(/^(-?\d+),(\d+)$/, '$1.$2'));
  return Number.isFinite(value) ? value : undefined;
}

/** What PostgreSQL cannot store is left out: NUL and half a character. Undefined where it is no text. */
function clean(given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined;
  return given.replaceAll('\0', '').toWellFormed().replaceAll('\r\n', '\n').trim();
}
