import { expect, test } from 'vitest';
import { SurveyDocument } from '../survey/document.ts';
import { signsOf } from './signs.ts';

const keys = ['a', 'b', 'c', 'd'];
const document = SurveyDocument.parse({
  languages: ['en'],
  title: { en: 'T' },
  pages: [
    {
      key: 'p',
      questions: [
        { type: 'text', key: 'why', text: { en: 'Why?' } },
        {
          type: 'matrix',
          key: 'grid',
          text: { en: 'Grid' },
          rows: keys.map((key) => ({ key, text: { en: key } })),
          columns: [
            { key: 'low', text: { en: 'Low' } },
            { key: 'high', text: { en: 'High' } },
          ],
        },
      ],
    },
  ],
});
const signs = (
  answers: Record<string, never> | object,
  seconds: number | null = null,
  median: number | null = null,
) => signsOf(document, answers as never, { seconds, median });

test.each([
  'The technician asked me to give him a 10.',
  'He said anything below 9 counts as a fail',
  'She told us to leave a five star rating, so here is top marks 5',
  'Der Techniker hat mich gebeten, 10 Punkte zu geben',
  'Er sagte, ich solle die beste Note geben',
])('a score that was asked for: %s', (why) => {
  expect(signs({ why })).toEqual(['begging']);
});

test.each([
  'I asked for a refund ten days ago.',
  'Waited more than 10 minutes, then it was good.',
  'Gute Beratung, 5 Minuten gewartet',
  'They told me it takes five days',
])('nothing of the kind: %s', (why) => {
  expect(signs({ why })).toEqual([]);
});

test('every line alike, and too fast to have read', () => {
  const alike = Object.fromEntries(keys.map((key) => [key, 'low']));
  expect(signs({ grid: alike }, 9, 30)).toEqual(['speeder', 'straight_lining']);
  expect(signs({ grid: { ...alike, d: 'high' } }, 11, 30)).toEqual([]);
  expect(signs({ grid: { a: 'low', b: 'low' } }, 1, null)).toEqual([]);
});
