import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('quotes what needs it and disarms what a spreadsheet would run', () => {
  expect(csvLine(['a,b', 'say "no"', null, 3, true])).toBe('"a,b","say ""no""",,3,true\r\n');
  expect(csvLine(['=1+1', '+49 30', '-x', '@cmd', -5])).toBe("'=1+1,'+49 30,'-x,'@cmd,-5\r\n");
  expect(csvLine([new Date('2026-03-02T09:00:00Z'), { a: 1 }])).toBe(
    '2026-03-02T09:00:00.000Z,"{""a"":1}"\r\n',
  );
});
