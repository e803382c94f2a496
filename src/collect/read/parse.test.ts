import { describe, expect, it } from 'vitest';
import { compileParser } from './compile.ts';
import type { DateFormat } from './dates.ts';
import {
  parseBoolean,
  parseDate,
  parseDay,
  parseEmail,
  parseInteger,
  parseNumber,
  parsePhone,
  parseText,
  Rejected,
} from './parse.ts';

const at = (format: DateFormat, text: string, zone?: string) => {
  const value = parseDate(format, zone)(text);
  return typeof value === 'number' ? new Date(value).toISOString() : value;
};

describe('dates', () => {
  it.each([
    ['iso', '2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['iso', '2010-03-31T15:59:42+01:00', '2010-03-31T14:59:42.000Z'],
    ['iso', '2026-01-31 10:20:30.5', '2026-01-31T10:20:30.500Z'],
    ['iso', '2026-01-31T10:20Z', '2026-01-31T10:20:00.000Z'],
    ['iso', '2026/1/3 1:02 PM', '2026-01-03T13:02:00.000Z'],
    ['dmy', '26-02-2018 19:58', '2018-02-26T19:58:00.000Z'],
    ['dmy', '3.4.26', '2026-04-03T00:00:00.000Z'],
    ['mdy', '2/24/2015 11:35', '2015-02-24T11:35:00.000Z'],
    ['mdy', '12/31/1899 12:55:00 PM', '1899-12-31T12:55:00.000Z'],
    ['mdy', '12/31/1999 12:05 AM', '1999-12-31T00:05:00.000Z'],
    ['compact', '19560409', '1956-04-09T00:00:00.000Z'],
    ['named', '24 Jan 2026 10:00', '2026-01-24T10:00:00.000Z'],
    ['named', 'January 24th, 2026', '2026-01-24T00:00:00.000Z'],
    ['named', '24. Dezember 2026', '2026-12-24T00:00:00.000Z'],
    ['named', '24-Mar-26', '2026-03-24T00:00:00.000Z'],
    ['named', 'Fri Feb 27 13:00:00 -0800 2015', '2015-02-27T21:00:00.000Z'],
    ['epoch_s', '1767225600', '2026-01-01T00:00:00.000Z'],
    ['epoch_ms', '1767225600123', '2026-01-01T00:00:00.123Z'],
    ['excel', '45000.5', '2023-03-15T12:00:00.000Z'],
    ['excel', '1', '1900-01-01T00:00:00.000Z'],
    ['dmy', '29.02.2024', '2024-02-29T00:00:00.000Z'],
  ] as const)('%s %s', (format, text, expected) => {
    expect(at(format, text)).toBe(expected);
  });

  it.each([
    ['iso', '2026-02-30'],
    ['iso', '2025-02-29'],
    ['iso', '0000-00-00'],
    ['iso', '2026-01-31 24:30'],
    ['iso', '1836-21-01'],
    ['dmy', '02/24/2015'],
    ['mdy', '24/02/2015'],
    ['iso', 'soon'],
    ['compact', '19404502'],
    ['named', '24 Foo 2026'],
    ['epoch_s', '12a'],
  ] as const)('refuses %s %s with a reason', (format, text) => {
    const value = parseDate(format)(text);
    expect(value).toBeInstanceOf(Rejected);
    expect((value as Rejected).reason).toContain(text);
  });

  it('applies a time zone, summer and winter, and on the days clocks change', () => {
    const berlin = (text: string) => at('iso', text, 'Europe/Berlin');
    expect(berlin('2026-01-15 12:00')).toBe('2026-01-15T11:00:00.000Z');
    expect(berlin('2026-07-15 12:00')).toBe('2026-07-15T10:00:00.000Z');
    expect(berlin('2026-03-29 01:59')).toBe('2026-03-29T00:59:00.000Z');
    expect(berlin('2026-03-29 02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(berlin('2026-03-29 03:00')).toBe('2026-03-29T01:00:00.000Z');
    expect(berlin('2026-10-25 02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(berlin('2026-10-25 03:00')).toBe('2026-10-25T02:00:00.000Z');
    expect(berlin('2026-07-15T12:00:00Z')).toBe('2026-07-15T12:00:00.000Z');
    expect(at('dmy', '01.11.2026 01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(at('iso', '2026-06-01 00:00', 'Asia/Kolkata')).toBe('2026-05-31T18:30:00.000Z');
  });

  it('agrees with the platform on every hour of two years', () => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/London',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const parse = parseDate('iso', 'Europe/London');
    for (let instant = Date.UTC(2025, 0, 1); instant < Date.UTC(2027, 0, 1); instant += 3_600_000) {
      const value = parse(format.format(instant)) as number;
      // The hour that happens twice is read as its first time.
      expect([0, 3_600_000]).toContain(instant - value);
      if (instant !== value) expect(format.format(value)).toBe(format.format(instant));
    }
  });

  it('refuses an unknown time zone', () => {
    expect(() => parseDate('iso', 'Mars/Olympus')).toThrow(/time zone/);
  });

  it('keeps days free of time zones', () => {
    expect(parseDay('dmy')('31.12.1960')).toBe('1960-12-31');
    expect(parseDay('iso')('0962-01-02')).toBe('0962-01-02');
  });
});

describe('numbers', () => {
  it.each([
    ['.', '1234.5', 1234.5],
    ['.', '1,234,567.5', 1_234_567.5],
    ['.', '-0.5', -0.5],
    ['.', '1e3', 1000],
    ['.', '$1,200', 1200],
    ['.', '(12.50)', -12.5],
    ['.', "1'234.5", 1234.5],
    ['.', '45 %', 45],
    [',', '1.234,56', 1234.56],
    [',', '1 234,5', 1234.5],
    [',', '3,5', 3.5],
    [',', '-€ 3,50', -3.5],
    [',', 'R$ 1.500,00', 1500],
  ] as const)('%s %s', (decimal, text, expected) => {
    expect(parseNumber(decimal)(text)).toBe(expected);
  });

  it.each([
    ['.', '1,5'],
    ['.', '1.234.567'],
    ['.', '12,34,567'],
    ['.', 'NaN'],
    ['.', '1e999'],
    [',', '1,234,567'],
    [',', '1.5'],
    ['.', '=1+1'],
    ['.', ''.padStart(50, 'x')],
  ] as const)('refuses %s %s', (decimal, text) => {
    expect(parseNumber(decimal)(text)).toBeInstanceOf(Rejected);
  });

  it('reads whole numbers only as far as they are exact', () => {
    expect(parseInteger()('4.0')).toBe(4);
    expect(parseInteger()('1,234')).toBe(1234);
    expect(parseInteger()('4.5')).toBeInstanceOf(Rejected);
    expect(parseInteger()('9007199254740993')).toBeInstanceOf(Rejected);
  });
});

describe('other types', () => {
  it('reads yes and no in several languages', () => {
    expect(['Ja', 'TRUE', 'y', '1', 'sim'].map((text) => parseBoolean()(text))).toEqual(Array(5).fill(true));
    expect(['nein', 'F', '0', 'não'].map((text) => parseBoolean()(text))).toEqual(Array(4).fill(false));
    expect(parseBoolean()('maybe')).toBeInstanceOf(Rejected);
  });

  it('checks addresses and telephone numbers', () => {
    expect(parseEmail()(' mailto:a.b@example.org ')).toBe('a.b@example.org');
    expect(parseEmail()('em@aosn@ware.com')).toBeInstanceOf(Rejected);
    expect(parseEmail()('jamesd75collins.biz')).toBeInstanceOf(Rejected);
    expect(parsePhone()('+49 (170) 123-4567')).toBe('+49 (170) 123-4567');
    expect(parsePhone()('12345')).toBeInstanceOf(Rejected);
  });

  it('keeps text as it stands and blanks as null', () => {
    expect(parseText()('=HYPERLINK("x")')).toBe('=HYPERLINK("x")');
    expect(parseText()('  two  ')).toBe('  two  ');
    expect(parseText()('   ')).toBeNull();
    expect(parseNumber('.', { blankWords: ['NA'] })('na')).toBeNull();
    expect(parseNumber()(null)).toBeNull();
  });

  it('compiles what a column was found to hold', () => {
    const guess = {
      name: 'x',
      blankWords: [],
      blankShare: 0,
      examples: [],
      misfits: [],
      misfitCount: 0,
      distinct: 1,
    };
    const date = { format: 'dmy', label: '', hasTime: false, ambiguous: false } as const;
    expect(compileParser({ ...guess, type: 'date', date })('31.12.2026')).toBe('2026-12-31');
    expect(compileParser({ ...guess, type: 'date', date: { ...date, hasTime: true } })('31.12.2026')).toBe(
      1_798_675_200_000,
    );
    const number = { decimal: ',', whole: true, ambiguous: false } as const;
    expect(compileParser({ ...guess, type: 'integer', number })('1.234')).toBe(1234);
    expect(compileParser({ ...guess, type: 'text' })('x')).toBe('x');
  });
});
