import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SurveyDocument } from '../../../../listen/survey/document.ts';
import { fromCsv, parseCsv, toCsv } from './csv.ts';
import { missingIn, textRows } from './texts.ts';

function survey(texts: string[] = []): SurveyDocument {
  const [title = 'T', question = 'Q', option = 'A', hint = 'H'] = texts;
  return SurveyDocument.parse({
    languages: ['en', 'de'],
    title: { en: title },
    pages: [
      {
        key: 'one',
        questions: [
          {
            type: 'choice',
            key: 'why',
            text: { en: question },
            hint: { en: hint },
            options: [
              { key: 'a', text: { en: option } },
              { key: 'b', text: { en: 'B' } },
            ],
          },
        ],
      },
    ],
    ends: [
      { key: 'thanks', title: { en: 'Thanks' }, link: { url: 'https://example.com', text: { en: 'Go' } } },
    ],
  });
}

test('every text has a row, and the language that is missing is counted', () => {
  const document = survey();
  expect(textRows(document).map(({ id }) => id)).toEqual([
    'title',
    'question.why',
    'question.why.hint',
    'question.why.option.a',
    'question.why.option.b',
    'end.thanks',
    'end.thanks.link',
  ]);
  expect(missingIn(document, 'de')).toBe(7);
  for (const row of textRows(document)) row.set(document, { ...row.texts, de: 'x' });
  expect(missingIn(document, 'de')).toBe(0);
  expect(document.pages[0]?.questions[0]).toMatchObject({
    options: [{ text: { de: 'x' } }, { text: { de: 'x' } }],
  });
});

test('a table that goes out and comes in again changes nothing, whatever the texts say', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 4, maxLength: 4 }), (texts) => {
      const document = survey(texts);
      const before = structuredClone(document);
      expect(fromCsv(document, toCsv(document))).toEqual({ changed: 0, unknown: [], columns: [] });
      expect(document).toEqual(before);
    }),
  );
});

test('no cell begins like a formula, and comes back as it was', () => {
  const document = survey(['=1+1', "'=x", '-1', '@a']);
  expect(toCsv(document)).not.toMatch(/(^|,|\n)"?[=+\-@]/);
  expect(fromCsv(document, toCsv(document)).changed).toBe(0);
});

test('what does not belong is told and not taken; an empty cell leaves what is there', () => {
  const document = survey();
  const taken = fromCsv(
    document,
    '\uFEFFid;de;fr\r\ntitle;Titel;Titre\r\nquestion.gone;x;y\r\nend.thanks;;\r\n',
  );
  expect(taken).toEqual({ changed: 1, unknown: ['question.gone'], columns: ['fr'] });
  expect(document.title).toEqual({ en: 'T', de: 'Titel' });
  expect(document.ends[0]?.title).toEqual({ en: 'Thanks' });
});

test('quotes and line ends inside a cell', () => {
  expect(parseCsv('a,"b ""c"", d\ne"\nf,g')).toEqual([
    ['a', 'b "c", d\ne'],
    ['f', 'g'],
  ]);
});
