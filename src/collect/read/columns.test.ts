import { describe, expect, it } from 'vitest';
import { guessColumns } from './columns.ts';

const one = (name: string, values: (string | null)[]) => {
  const [guess] = guessColumns(
    [name],
    values.map((value) => [value]),
  );
  if (guess === undefined) throw new Error('no column');
  return guess;
};

describe('guessing a column', () => {
  it.each([
    ['when', ['2026-01-31', '2026-02-01'], 'iso', 'YYYY-MM-DD', false],
    ['x', ['01-02-2018 10:00', '20-10-2017 11:30'], 'dmy', 'DD-MM-YYYY HH:mm', false],
    ['x', ['2/24/2015', '1/2/2015'], 'mdy', 'MM/DD/YYYY', false],
    ['x', ['01.02.2018', '03.04.2018'], 'dmy', 'DD.MM.YYYY', false],
    ['x', ['01/02/2018', '03/04/2018'], 'dmy', 'DD/MM/YYYY', true],
    ['x', ['01/01/2018', '02/01/2018', '03/01/2018'], 'mdy', 'MM/DD/YYYY', true],
    ['created_at', ['1767225600', '1767225601'], 'epoch_s', 'seconds since 1970', false],
    ['timestamp', ['1767225600000', '1767225600001'], 'epoch_ms', 'milliseconds since 1970', false],
    ['Date', ['45000', '45001.5'], 'excel', 'spreadsheet day number', false],
    ['date_of_birth', ['19560409', '19080419'], 'compact', 'YYYYMMDD', false],
    ['x', ['24 Jan 2026', '25 Feb 2026'], 'named', 'like 24 Jan 2026', false],
  ])('%s %j is a date', (name, values, format, label, ambiguous) => {
    expect(one(name, values)).toMatchObject({ type: 'date', date: { format, label, ambiguous } });
  });

  it('lets a column that decides lend its order to one that does not', () => {
    const [open] = guessColumns(
      ['a', 'b'],
      [
        ['01/02/2018', '12/31/2018'],
        ['03/04/2018', '01/02/2018'],
      ],
    );
    expect(open?.date).toMatchObject({ format: 'mdy', label: 'MM/DD/YYYY', ambiguous: false });
  });

  it.each([
    [['1,5', '2,25'], ',', false, false],
    [['1.5', '2.25'], '.', false, false],
    [['1.234,50', '3'], ',', false, false],
    [['1,234.50', '3'], '.', false, false],
    [['1.234.567', '3'], ',', true, false],
    [['0,125', '3'], ',', false, false],
    [['1,234', '5,678'], '.', true, true],
    [['1.234', '5.678'], '.', false, true],
  ])('%j has its decimals after %s', (values, decimal, whole, ambiguous) => {
    expect(one('x', values)).toMatchObject({
      type: whole ? 'integer' : 'number',
      number: { decimal, ambiguous },
    });
  });

  it.each([
    ['score', ['9', '10'], 'integer'],
    ['ok', ['TRUE', 'FALSE'], 'boolean'],
    ['flag', ['0', '1'], 'integer'],
    ['contact', ['a@b.org', 'c@d.com'], 'email'],
    ['phone', ['9954567522', '3502672860'], 'phone'],
    ['x', ['+49 170 1234567', '+351 912 345 678'], 'phone'],
    ['SR Number', ['1-364285768', '1-467153946'], 'text'],
    ['zip', ['15170', '21321'], 'text'],
    ['x', ['01234', '05678'], 'text'],
    ['x', ['570306133677760513'], 'text'],
    ['x', ['=1+1', '@a'], 'text'],
    ['x', [null, ' '], 'blank'],
  ])('%s %j is %s', (name, values, type) => {
    expect(one(name, values).type).toBe(type);
  });

  it('counts blanks, blank words and misfits', () => {
    const values = [...Array.from({ length: 20 }, (_, i) => `${i}`), 'NA', 'na', null, 'oops'];
    expect(one('x', values)).toMatchObject({
      type: 'integer',
      blankWords: ['na'],
      blankShare: 3 / 24,
      misfits: ['oops'],
      misfitCount: 1,
      examples: ['0', '1', '2', '3', '4'],
    });
    expect(one('answer', ['none', 'some', 'many'])).toMatchObject({
      type: 'text',
      blankWords: [],
      blankShare: 0,
    });
  });
});
