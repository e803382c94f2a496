import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SurveyDocument } from '../../../../listen/survey/document.ts';
import { type QuestionType, questionTypes } from '../../../../listen/survey/question.ts';
import {
  beside,
  changeType,
  duplicate,
  freshKey,
  move,
  newQuestion,
  questionKeys,
  remove,
  renameQuestion,
  type Spot,
} from './edit.ts';
import { nameOf, placeAt, placeOf } from './place.ts';

const starts = {
  question: (type: string) => ({ en: type }),
  option: (n: number) => ({ en: `Option ${n}` }),
  row: (n: number) => ({ en: `Row ${n}` }),
};

/** Pages with so many questions each, of types in turn. */
function survey(sizes: number[]): SurveyDocument {
  let n = 0;
  return SurveyDocument.parse({
    languages: ['en'],
    title: { en: 'A survey' },
    pages: sizes.map((size, p) => ({
      key: `page_${p}`,
      questions: Array.from({ length: size }, () =>
        newQuestion(questionTypes[n % 14] as QuestionType, `q${n++}`, starts),
      ),
    })),
    ends: [{ key: 'thanks', title: { en: 'Thanks' } }],
  });
}

const sizes = fc.array(fc.nat(4), { minLength: 1, maxLength: 5 });

test('every new question is one that can be stored, and stays so as any other type', () => {
  for (const type of questionTypes) {
    for (const other of questionTypes) {
      const question = changeType(newQuestion(type, 'q', starts), other, starts);
      const document = survey([0]);
      document.pages[0]?.questions.push(question);
      expect(SurveyDocument.safeParse(document).error, `${type} → ${other}`).toBeUndefined();
    }
  }
});

test('moving step by step loses and doubles nothing, and the way back is the same way', () => {
  fc.assert(
    fc.property(
      sizes,
      fc.array(fc.tuple(fc.nat(20), fc.constantFrom(-1 as const, 1 as const)), { maxLength: 30 }),
      (of, moves) => {
        const document = survey(of);
        const before = structuredClone(document);
        const all = questionKeys(document).sort();
        for (const [which, by] of moves) {
          const spots: Spot[] = document.pages.flatMap((page, p) =>
            page.questions.map((_, index): Spot => ({ kind: 'question', page: p, index })),
          );
          const from = spots[which % Math.max(1, spots.length)];
          const to = from && beside(document, from, by);
          if (!from || !to) continue;
          const there = structuredClone(document);
          move(document, from, to);
          expect(questionKeys(document).sort()).toEqual(all);
          const again = structuredClone(document);
          move(again, to, from);
          expect(again).toEqual(there);
        }
        expect(document.pages.map(({ key }) => key)).toEqual(before.pages.map(({ key }) => key));
      },
    ),
  );
});

test('what is deleted comes back where it was', () => {
  fc.assert(
    fc.property(sizes, fc.nat(20), (of, which) => {
      const document = survey(of);
      const before = structuredClone(document);
      const spots: Spot[] = [
        ...document.pages.flatMap((page, p): Spot[] => [
          { kind: 'page', index: p },
          ...page.questions.map((_, index): Spot => ({ kind: 'question', page: p, index })),
        ]),
        { kind: 'end', index: 0 },
      ];
      const putBack = remove(document, spots[which % spots.length] as Spot);
      expect(document).not.toEqual(before);
      putBack(document);
      expect(document).toEqual(before);
    }),
  );
});

test('a copied page has keys of its own, and its conditions ask about its own questions', () => {
  const document = survey([2]);
  const second = document.pages[0]?.questions[1];
  if (second) second.showIf = { match: 'all', tests: [{ question: 'q0', is: 'at_most', value: 6 }] };
  expect(duplicate(document, { kind: 'page', index: 0 })).toBe('page_0_2');
  expect(questionKeys(document)).toEqual(['q0', 'q1', 'q0_2', 'q1_2']);
  expect(document.pages[1]?.questions[1]?.showIf?.tests[0]?.question).toBe('q0_2');
});

test('a question with another key is still asked about', () => {
  const document = survey([2]);
  const second = document.pages[0]?.questions[1];
  if (second) second.showIf = { match: 'all', tests: [{ question: 'q0', is: 'at_most', value: 6 }] };
  document.ends[0] = {
    key: 'thanks',
    title: { en: 'x' },
    when: { match: 'any', tests: [{ question: 'q0.row', is: 'answered' }] },
  };
  renameQuestion(document, 'q0', 'recommend');
  expect(second?.showIf?.tests[0]?.question).toBe('recommend');
  expect(document.ends[0]?.when?.tests[0]?.question).toBe('recommend.row');
});

test('a fresh key is one that keys may be', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (base, taken) => {
      const key = freshKey(base, taken);
      expect(key).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
      expect(taken).not.toContain(key);
    }),
  );
});

test('a fault leads to the place it is about', () => {
  const document = survey([1, 2]);
  expect(nameOf(placeAt('pages.1.questions.1.options.0', document))).toBe('question.q2');
  expect(nameOf(placeAt('pages.1', document))).toBe('page.page_1');
  expect(nameOf(placeAt('ends.0.when', document))).toBe('end.thanks');
  expect(nameOf(placeAt('theme.accent', document))).toBe('theme');
  expect(placeOf('question.gone', document)).toEqual({ kind: 'start' });
  expect(placeOf('question.q1', document)).toEqual({ kind: 'question', key: 'q1' });
});
