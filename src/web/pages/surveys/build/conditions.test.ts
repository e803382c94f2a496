import { expect, test } from 'vitest';
import { SurveyDocument } from '../../../../listen/survey/document.ts';
import { about, asking, subjectsAt } from './conditions.ts';

const document = SurveyDocument.parse({
  languages: ['en'],
  title: { en: 'A' },
  facts: [{ name: 'country' }],
  pages: [
    {
      key: 'one',
      questions: [
        { type: 'nps', key: 'nps', text: { en: 'Recommend?' } },
        {
          type: 'matrix',
          key: 'grid',
          text: { en: 'How was' },
          rows: [{ key: 'speed', text: { en: 'Speed' } }],
          columns: [
            { key: 'bad', text: { en: 'Bad' } },
            { key: 'good', text: { en: 'Good' } },
          ],
        },
      ],
    },
    {
      key: 'two',
      questions: [
        {
          type: 'choice',
          key: 'why',
          text: { en: 'Why?' },
          other: true,
          options: [
            { key: 'a', text: {} },
            { key: 'b', text: {} },
          ],
        },
      ],
    },
  ],
});
const ids = (place: Parameters<typeof subjectsAt>[1]) => subjectsAt(document, place).map(({ id }) => id);

test('only what is answered before can be asked about', () => {
  expect(ids({ kind: 'question', key: 'nps' })).toEqual(['fact:country']);
  expect(ids({ kind: 'page', key: 'two' })).toEqual(['question:nps', 'question:grid.speed', 'fact:country']);
  expect(ids({ kind: 'end', key: 'thanks' })).toContain('question:why');
});

test('a test of another subject has a value that one can have', () => {
  const [nps, row, , fact] = subjectsAt(document, { kind: 'end', key: 'x' });
  if (!nps || !row || !fact) throw new Error('subjects');
  const first = about(nps);
  expect(first).toEqual({ question: 'nps', is: 'at_least', value: 0 });
  expect(about(row, { ...first, value: 6 })).toEqual({ question: 'grid.speed', is: 'is', value: 'bad' });
  expect(about(fact)).toEqual({ fact: 'country', is: 'is', value: '' });
  expect(asking('answered', first, nps)).toEqual({ question: 'nps', is: 'answered' });
});
