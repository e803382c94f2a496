import { SurveyDocument } from './survey/document.ts';

/** One of every type of question, on three pages, with conditions, piping, a quota and two ends. */
export const everything = SurveyDocument.parse({
  languages: ['en', 'de'],
  layout: 'pages',
  title: { en: 'Your visit', de: 'Ihr Besuch' },
  facts: [{ name: 'who', fallback: { en: 'our technician', de: 'unser Techniker' } }],
  pages: [
    {
      key: 'one',
      questions: [
        {
          type: 'nps',
          key: 'recommend',
          text: { en: 'Recommend {{who}}?', de: '{{who}} empfehlen?' },
          required: true,
          metric: 'nps',
        },
        { type: 'text', key: 'why', text: { en: 'Why?', de: 'Warum?' }, commentOf: 'recommend' },
        { type: 'csat', key: 'visit', text: { en: 'Visit?' }, metric: 'csat' },
        { type: 'rating', key: 'stars', text: { en: 'Stars?' }, look: 'stars' },
      ],
    },
    {
      key: 'two',
      questions: [
        {
          type: 'choice',
          key: 'pick',
          text: { en: 'Pick' },
          other: true,
          options: [
            { key: 'red', text: { en: 'Red' } },
            { key: 'blue', text: { en: 'Blue' } },
          ],
        },
        {
          type: 'multiple',
          key: 'some',
          text: { en: 'Some' },
          atMost: 2,
          options: [
            { key: 'x', text: { en: 'X' } },
            { key: 'y', text: { en: 'Y' } },
            { key: 'z', text: { en: 'Z' } },
          ],
        },
        {
          type: 'matrix',
          key: 'grid',
          text: { en: 'Grid' },
          rows: [
            { key: 'r1', text: { en: 'R1' } },
            { key: 'r2', text: { en: 'R2' } },
          ],
          columns: [
            { key: 'low', text: { en: 'Low' } },
            { key: 'high', text: { en: 'High' } },
          ],
        },
        {
          type: 'ranking',
          key: 'rank',
          text: { en: 'Rank' },
          options: [
            { key: 'a', text: { en: 'A' } },
            { key: 'b', text: { en: 'B' } },
          ],
        },
        { type: 'number', key: 'age', text: { en: 'How many?' }, min: 0, max: 120, whole: true },
        { type: 'date', key: 'day', text: { en: 'When?' }, from: '2026-01-01' },
        { type: 'consent', key: 'agree', text: { en: 'May we quote you?' } },
        { type: 'file', key: 'photo', text: { en: 'A photo' } },
      ],
    },
    {
      key: 'three',
      showIf: { tests: [{ question: 'recommend', is: 'at_most', value: 6 }] },
      questions: [{ type: 'contact', key: 'contact', text: { en: 'May we call you?' } }],
    },
  ],
  quotas: [
    { key: 'three_blues', limit: 3, when: { tests: [{ question: 'pick', is: 'is', value: 'blue' }] } },
  ],
  ends: [
    {
      key: 'sorry',
      when: { tests: [{ question: 'recommend', is: 'at_most', value: 6 }] },
      title: { en: 'We are sorry' },
    },
    { key: 'thanks', title: { en: 'Thank you so much' } },
  ],
});
