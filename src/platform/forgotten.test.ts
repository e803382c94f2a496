import { expect, test } from 'vitest';
import { type Forgotten, namedIn, needlesOf } from './forgotten.ts';

const who: Forgotten = {
  customerIds: [],
  identityIds: [],
  records: [
    { sourceId: 1, key: '17' },
    { sourceId: 2, key: 'K-"1"' },
  ],
  emails: ['anna@home.example'],
  names: ['anna', 'anna o’neil'],
  phones: ['+49 151 2345678'],
};

test('a reason that names them is known, a word that begins so is not', () => {
  expect(namedIn(who, 'Anna asked for it.')).toBe(true);
  expect(namedIn(who, 'Letter of ANNA O’Neil, 2 March')).toBe(true);
  expect(namedIn(who, 'See mail from <anna@home.example>')).toBe(true);
  expect(namedIn(who, 'Annahme verweigert, Akte 17')).toBe(false);
});

test('raw rows are searched for what names one person, as it stands in JSON', () => {
  expect(needlesOf(who)).toEqual({
    words: ['anna@home.example', 'anna o’neil', '+49 151 2345678'],
    keys: [{ sourceId: 2, key: '"k-\\"1\\""' }],
  });
});
