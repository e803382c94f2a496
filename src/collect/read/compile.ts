import type { ColumnGuess } from './columns.ts';
import {
  type Parser,
  parseBoolean,
  parseDate,
  parseDay,
  parseEmail,
  parseInteger,
  parseNumber,
  parsePhone,
  parseText,
} from './parse.ts';

export type CellValue = string | number | boolean;

/**
 * The parser that a column's guess calls for. Dates with a time become instants (milliseconds) in `zone`;
 * dates without one stay days (`YYYY-MM-DD`).
 */
export function compileParser(guess: ColumnGuess, zone = 'UTC'): Parser<CellValue> {
  const options = { blankWords: guess.blankWords };
  if (guess.date !== undefined) {
    return guess.date.hasTime
      ? parseDate(guess.date.format, zone, options)
      : parseDay(guess.date.format, options);
  }
  if (guess.type === 'integer') return parseInteger(guess.number?.decimal, options);
  if (guess.type === 'number') return parseNumber(guess.number?.decimal, options);
  if (guess.type === 'boolean') return parseBoolean(options);
  if (guess.type === 'email') return parseEmail(options);
  return guess.type === 'phone' ? parsePhone(options) : parseText(options);
}
