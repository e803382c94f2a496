import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvOptions, CsvReader } from './csv.ts';
import { writeCsvRow } from './formula.ts';

const COMMA: CsvOptions = { delimiter: ',', quote: '"', newline: '\n' };

function read(pieces: string[], options: CsvOptions = COMMA) {
  const rows: { line: number; fields: string[] }[] = [];
  const bad: { line: number; reason: string; raw: string }[] = [];
  const reader = new CsvReader(options, {
    record: (line, fields) => rows.push({ line, fields }),
    bad: (line, reason, raw) => bad.push({ line, reason, raw }),
  });
  let held = 0;
  for (const piece of pieces) {
    reader.push(piece);
    held = Math.max(held, reader.held);
  }
  reader.end();
  return { rows, bad, held };
}

const fields = (text: string) => read([text]).rows.map((row) => row.fields);

describe('reading CSV', () => {
  it('reads quotes, doubled quotes, line breaks and blanks', () => {
    expect(fields('a,"b,c","d""e","f\r\ng",\r\n')).toEqual([['a', 'b,c', 'd"e', 'f\r\ng', '']]);
    expect(fields('a,b')).toEqual([['a', 'b']]);
    expect(fields('5" pipe,x\n')).toEqual([['5" pipe', 'x']]);
    expect(fields('"a" ,b\n')).toEqual([['a', 'b']]);
  });

  it('skips blank lines and counts them', () => {
    const { rows } = read(['a\n\n\r\nb\n']);
    expect(rows).toEqual([
      { line: 1, fields: ['a'] },
      { line: 4, fields: ['b'] },
    ]);
  });

  it('names the line a record starts on, whatever its line breaks', () => {
    const { rows } = read(['a,"1\n2\n3"\nb,4\n"c\r\n",5\nd,6']);
    expect(rows.map((row) => row.line)).toEqual([1, 4, 5, 7]);
  });

  it('reads the line breaks of old Macs', () => {
    const { rows } = read(['a,"b\rc"\rd,e\r'], { ...COMMA, newline: '\r' });
    expect(rows).toEqual([
      { line: 1, fields: ['a', 'b\rc'] },
      { line: 3, fields: ['d', 'e'] },
    ]);
  });

  it('gives up one line for a stray quote, not the rows behind it', () => {
    const { rows, bad } = read(['1,ok\n2,"He said "no" twice"\n3,ok\n4,"open\n5,ok\n6,"fine"\n']);
    expect(rows.map((row) => row.line)).toEqual([1, 3, 5, 6]);
    expect(bad.map((row) => row.line)).toEqual([2, 4]);
    expect(bad[0]?.reason).toMatch(/closing quote/);
  });

  it('says where an unclosed quote began and keeps the rows after it', () => {
    const { rows, bad } = read(['1,ok\n2,"open\n3,ok\n4,ok\n']);
    expect(rows.map((row) => row.line)).toEqual([1, 3, 4]);
    expect(bad).toEqual([{ line: 2, reason: 'A quote is opened and never closed.', raw: '2,"open' }]);
  });

  it('rejects a value that is too long and reads on, holding little', () => {
    const options = { ...COMMA, maxField: 1_000 };
    const long = Array.from({ length: 500 }, () => 'x'.repeat(1_000));
    const { rows, bad, held } = read(['1,ok\n2,', ...long, '\n3,ok\n4,"', ...long, '",z\n5,ok\n'], options);
    expect(rows.map((row) => row.line)).toEqual([1, 3, 5]);
    expect(bad.map((row) => row.line)).toEqual([2, 4]);
    expect(held).toBeLessThan(20_000);
  });

  it('holds little for a quote that is never closed', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `${i},abcdefghij\n`);
    const { rows, bad, held } = read(['0,"open\n', ...lines], { ...COMMA, maxField: 5_000 });
    expect(rows).toHaveLength(20_000);
    expect(bad).toHaveLength(1);
    expect(held).toBeLessThan(80_000);
  });
});

const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  quote: fc.constantFrom('"', "'"),
  newline: fc.constantFrom('\n', '\r\n'),
});
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', "'", ',', ';', '\t', '|', '\n', '\r', ' ', 'a', 'é', '😀', '=') }),
  fc.string({ unit: 'grapheme' }),
);
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }));

/** Cuts text at the given places (taken modulo its length). */
function cut(text: string, places: number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, i) => text.slice(from, at[i] ?? text.length));
}

describe('any table', () => {
  it('reads back as it was written, in any dialect, cut anywhere, with the right lines', () => {
    fc.assert(
      fc.property(table, dialect, fc.array(fc.nat(), { maxLength: 12 }), (rows, style, places) => {
        const written = rows.map((row) => writeCsvRow(row, { ...style, guard: false }));
        let line = 1;
        const expected = rows.map((row, i) => {
          const start = line;
          line += (written[i] as string).split('\n').length - 1;
          return { line: start, fields: row };
        });
        const result = read(cut(written.join(''), places), { ...style, newline: '\n' });
        expect(result.bad).toEqual([]);
        expect(result.rows).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('never depends on where text is cut, however broken the text is', () => {
    const text = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' '), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 20 }), fc.boolean(), (given, places, short) => {
        const options = { ...COMMA, ...(short && { maxField: 6 }) };
        const { rows, bad } = read([given], options);
        const pieces = read(cut(given, places), options);
        expect({ rows: pieces.rows, bad: pieces.bad }).toEqual({ rows, bad });
      }),
      { numRuns: 1_000 },
    );
  });
});
