import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardCell, plainCell, writeCsvRow } from './formula.ts';

describe('cells for spreadsheets', () => {
  it.each(['=1+1', '+cmd', '-2+3+cmd', '@SUM(A1)', '\tx', '\r=1', '＝1'])('guards %j', (value) => {
    expect(guardCell(value)).toBe(`'${value}`);
  });

  it.each(['-5', '+3.5', '-1,5', '12', 'a=b', "it's"])('leaves %j alone', (value) => {
    expect(guardCell(value)).toBe(value);
  });

  it('takes off exactly what it put on', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '1', 'a') });
    fc.assert(fc.property(text, (value) => plainCell(guardCell(value)) === value));
    fc.assert(fc.property(text, (value) => !/^[=@\t]|^[+-](?![\d])/.test(guardCell(value))));
  });

  it('writes one line', () => {
    expect(writeCsvRow(['a,b', 'c"d', null, 4, true, '=1'])).toBe('"a,b","c""d",,4,true,\'=1\r\n');
    expect(writeCsvRow(['=1;2'], { delimiter: ';', guard: false })).toBe('"=1;2"\r\n');
    expect(writeCsvRow([null])).toBe('""\r\n');
  });
});
