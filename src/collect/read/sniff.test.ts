import { describe, expect, it } from 'vitest';
import { sniff } from './sniff.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding));
const csv = (text: string) => sniff(bytes(text));

describe('what a file is', () => {
  it.each([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b;c\n1,5;2,5;3,5\n', ';'],
    ['a\tb\n1\t2\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['name;note\nx;"one, two, three"\ny;"four, five, six"\n', ';'],
  ])('%j is cut at %j', (text, delimiter) => {
    expect(csv(text)).toMatchObject({ format: 'csv', delimiter, headerLine: 1 });
  });

  it('finds single quotes, old line breaks and the line sep=', () => {
    expect(csv("a,b\n'x,y','z'\n'u','v'\n")).toMatchObject({ quote: "'", columns: ['a', 'b'] });
    expect(csv('a,b\r1,2\r')).toMatchObject({ newline: '\r', columns: ['a', 'b'] });
    expect(csv('sep=;\r\na;b,c\r\n1;2\r\n')).toMatchObject({
      delimiter: ';',
      headerLine: 2,
      columns: ['a', 'b,c'],
    });
  });

  it('tells a header from data, and does as it is told', () => {
    expect(csv('1,2\n3,4\n')).toMatchObject({ headerLine: null, columns: ['column 1', 'column 2'] });
    expect(sniff(bytes('1,2\n3,4\n'), { header: true })).toMatchObject({
      headerLine: 1,
      columns: ['1', '2'],
    });
    expect(sniff(bytes('a,b\nc,d\n'), { header: false })).toMatchObject({ headerLine: null });
    expect(sniff(bytes('a;b\n'), { delimiter: ',' })).toMatchObject({ columns: ['a;b'] });
  });

  it('skips a title and notes above the header', () => {
    const found = csv('Report 2026,,\n\nname,score,city\nx,1,y\nz,2,w\n');
    expect(found).toMatchObject({ headerLine: 3, columns: ['name', 'score', 'city'] });
    expect(found.warnings.join()).toMatch(/above the header/);
  });

  it('makes names unique and names the nameless', () => {
    const found = csv('score,score,,score (2),score\n1,2,3,4,5\n');
    expect(found.columns).toEqual(['score', 'score (3)', 'column 3', 'score (2)', 'score (4)']);
    expect(found.warnings).toHaveLength(2);
  });

  it('knows JSON by its shape', () => {
    expect(csv('{"a":1}\n{"b":2}\n')).toMatchObject({ format: 'ndjson', columns: ['a', 'b'] });
    expect(csv('{"a":1}')).toMatchObject({ format: 'ndjson', columns: ['a'] });
    expect(csv('{"a":oops}\n{"a":2}\n')).toMatchObject({ format: 'ndjson' });
    expect(csv('[\n {"a":1}\n]')).toMatchObject({ format: 'json' });
    expect(csv('{\n "a": 1\n}')).toMatchObject({ format: 'json' });
    expect(() => csv('{"data": [{"a": 1}, {"a": 2}]}')).toThrow(/under “data”/);
  });
});

describe('being told', () => {
  it('believes the format it is told', () => {
    expect(sniff(bytes('oops\n{"a":1}\n'), { format: 'ndjson' })).toMatchObject({ format: 'ndjson' });
    expect(sniff(bytes('{"a"},b\n1,2\n'), { format: 'csv' })).toMatchObject({
      format: 'csv',
      columns: ['{"a"}', 'b'],
    });
  });

  it('refuses a first row without an end', () => {
    const endless = bytes('a,'.repeat(150_000));
    expect(() => sniff(endless, {}, false)).toThrow(expect.objectContaining({ code: 'not_a_table' }));
  });
});

describe('encodings', () => {
  it.each([
    ['utf-8', bytes('näme,b\nü,1\n')],
    ['utf-8', bytes('\ufeffnäme,b\nü,1\n')],
    ['utf-16le', bytes('\ufeffnäme,b\nü,1\n', 'utf16le')],
    ['utf-16le', bytes('näme,b\nü,1\n', 'utf16le')],
    ['utf-16be', new Uint8Array(Buffer.from('\ufeffnäme,b\nü,1\n', 'utf16le').swap16())],
    ['windows-1252', bytes('näme,b\nü,1\n', 'latin1')],
  ])('%s', (encoding, head) => {
    expect(sniff(head)).toMatchObject({ encoding, columns: ['näme', 'b'] });
  });

  it('says so when it falls back to Windows-1252, and reads its own characters', () => {
    const found = sniff(new Uint8Array([0x61, 0x80, 0x2c, 0x92, 0x62, 0x0a]));
    expect(found).toMatchObject({ encoding: 'windows-1252', columns: ['a€', '’b'] });
    expect(found.warnings.join()).toMatch(/Windows-1252/);
  });

  it('keeps UTF-8 for a file with a single broken byte', () => {
    const found = sniff(new Uint8Array([...bytes('é,ü,ñ\nß,ö,'), 0xff, 0x0a]));
    expect(found.encoding).toBe('utf-8');
    expect(found.warnings.join()).toMatch(/rejected/);
  });

  it('is not misled by a character cut off at the end of the sample', () => {
    expect(sniff(bytes('a,b\né,é').subarray(0, 8), {}, false).encoding).toBe('utf-8');
  });

  it('takes the encoding it is told, and refuses one it does not know', () => {
    expect(sniff(bytes('é,b\n'), { encoding: 'ISO-8859-1' }).columns).toEqual(['Ã©', 'b']);
    expect(() => sniff(bytes('a,b\n'), { encoding: 'klingon' })).toThrow(
      expect.objectContaining({ code: 'unknown_encoding' }),
    );
  });
});

describe('what is no table', () => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13];
  it.each([
    ['not_a_table', png, /PNG/],
    ['not_a_table', [...bytes('a,b\n1,'), 0, 1, 2, 3, 0xff], /not text/],
    ['not_a_table', [...bytes('PK\u0003\u0004 a.txt')], /zip/],
    ['not_a_table', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], /\.xls/],
    ['not_a_table', [...bytes('%PDF-1.7\n')], /PDF/],
    ['not_a_table', [...bytes('<!DOCTYPE html><html>')], /web page/],
    ['empty_file', [], /empty/],
    ['empty_file', [...bytes('\n \n\n')], /blank/],
  ])('%s %#', (code, given, message) => {
    const attempt = () => sniff(new Uint8Array(given));
    expect(attempt).toThrow(expect.objectContaining({ code }));
    expect(attempt).toThrow(message);
  });
});
