import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from './round.ts';
import { type RoundData, roundFigures } from './roundFigures.ts';

type Given = Partial<Answer> & { by: string; at?: number };

function answer({ by, at = 1, ...given }: Given): RoundData['answers'][number] {
  return {
    personId: by,
    touchpointId: at,
    touches: true,
    accountable: { kind: 'person', person: 'ann' },
    responsible: { people: [], departments: [] },
    ownRole: 'none',
    clarity: 4,
    comment: null,
    ...given,
  };
}

function round(answers: Given[], departments: Record<string, string> = {}): RoundData {
  return {
    touchpointIds: [...new Set(answers.map((one) => one.at ?? 1))],
    departmentOf: new Map(Object.entries(departments)),
    answers: answers.map(answer),
    pulses: [],
    accountable: new Map([[1, 'ann']]),
  };
}

const many = (n: number, prefix: string, given: Partial<Given> = {}) =>
  Array.from({ length: n }, (_, i): Given => ({ by: `${prefix}${i}`, ...given }));
const allIn = (answers: Given[], department: string) =>
  Object.fromEntries(answers.map(({ by }) => [by, department]));

describe('what a round shows', () => {
  test('with two who answered: nothing but that they are too few', () => {
    expect(roundFigures(round(many(2, 'a')))).toBeNull();
    expect(roundFigures(round(many(4, 'a')))).toBeNull();
    expect(roundFigures(round(many(5, 'a')))?.respondents).toBe(5);
  });

  test('a touchpoint that four touch stays out, also of what is said of the whole', () => {
    const at = (n: number, touchpoint: number, person: string) =>
      many(n, 'p', { at: touchpoint, accountable: { kind: 'person', person } });
    const with4 = roundFigures(round([...at(6, 1, 'ann'), ...at(6, 2, 'bob'), ...at(4, 3, 'cy')]));
    const without = roundFigures(round([...at(6, 1, 'ann'), ...at(6, 2, 'bob')]));
    expect([...(with4?.touchpoints.keys() ?? [])]).toEqual([1, 2]);
    expect(with4?.kappa).toBe(without?.kappa);
    expect(with4?.kappa).toBeCloseTo(1, 12);
  });

  test('unfinished answers and “nothing to do with it” are no raters', () => {
    const found = roundFigures(
      round([...many(5, 'a'), ...many(3, 'b', { touches: false }), ...many(2, 'c', { clarity: null })]),
    );
    expect(found?.respondents).toBe(8);
    expect(found?.touchpoints.get(1)?.n).toBe(5);
  });

  test('two departments that see it differently, the small third hidden with one of them', () => {
    const sales = many(6, 's', { accountable: { kind: 'person', person: 'jonas' } });
    const field = many(7, 'f', { accountable: { kind: 'person', person: 'tomas' } });
    const board = many(2, 'b');
    const departments = { ...allIn(sales, 'sales'), ...allIn(field, 'field'), ...allIn(board, 'board') };
    const both = roundFigures(round([...sales, ...field], departments))?.touchpoints.get(1);
    expect(both?.differ).toEqual([['field', 'sales']]);
    expect(both?.modal).toEqual({ category: 'person tomas', n: 7, share: 7 / 13, tied: false });
    const three = roundFigures(round([...sales, ...field, ...board], departments))?.touchpoints.get(1);
    expect(three?.departments.map((one) => one.departmentId)).toEqual(['field']);
    expect(three?.hidden).toBe(2);
    expect(three?.differ).toEqual([]);
  });

  test('answers that fewer than five gave are not named, unless most gave them', () => {
    const found = roundFigures(
      round([
        ...many(7, 'a'),
        ...many(5, 'b', { accountable: { kind: 'nobody' } }),
        ...many(2, 'c', { accountable: { kind: 'person', person: 'eva' } }),
      ]),
    )?.touchpoints.get(1);
    expect(found?.modal.category).toBe('person ann');
    expect(found?.further).toEqual([{ category: 'nobody', share: 5 / 14 }]);
    expect(found?.others).toBeCloseTo(2 / 14, 12);
    expect(JSON.stringify(found)).not.toContain('eva');
  });

  test('who is accountable and does not know it is counted over five such people or not at all', () => {
    const heads = ['h1', 'h2', 'h3', 'h4', 'h5'];
    const of = (ownRoles: Answer['ownRole'][]) => {
      const data = round(
        heads.flatMap((_, at) =>
          many(6, 'p', { at }).concat({ by: heads[at] as string, at, ownRole: ownRoles[at] }),
        ),
      );
      return roundFigures({ ...data, accountable: new Map(heads.map((head, at) => [at, head])) })?.unaware;
    };
    expect(of(['A', 'A', 'C', 'none', 'A'])).toEqual({ people: 2, of: 5 });
    const data = round([...many(6, 'p'), { by: 'ann', ownRole: 'C' }]);
    expect(roundFigures(data)?.unaware).toBeNull();
  });
});

const places = ['sales', 'field', 'service', 'board', ''];
const anyRound = fc
  .array(fc.record({ department: fc.constantFrom(...places), touches: fc.boolean() }), { maxLength: 30 })
  .map((people) =>
    round(
      people.map((person, i) => ({
        by: `p${i}`,
        touches: person.touches || i % 3 === 0,
        clarity: (i % 5) + 1,
      })),
      Object.fromEntries(
        people.flatMap((person, i) => (person.department ? [[`p${i}`, person.department]] : [])),
      ),
    ),
  );

test('no combination of what is shown lets a group of fewer than five be told by subtraction', () => {
  fc.assert(
    fc.property(anyRound, (data) => {
      const figures = roundFigures(data)?.touchpoints.get(1);
      const sizes = new Map<string, number>();
      for (const one of data.answers) {
        if (!one.touches) continue;
        const of = data.departmentOf.get(one.personId) ?? '';
        sizes.set(of, (sizes.get(of) ?? 0) + 1);
      }
      const groups = [...sizes.keys()];
      if (!figures) return;
      // What is published, as sets over the departments: everybody, and each department that is shown.
      const published = [
        groups.map(() => 1),
        ...figures.departments.map((one) => groups.map((group) => (group === one.departmentId ? 1 : 0))),
      ];
      for (let subset = 1; subset < 2 ** groups.length; subset++) {
        const wanted = groups.map((_, i) => (subset >> i) & 1);
        if (rank([...published, wanted]) > rank(published)) continue;
        const size = groups.reduce(
          (sum, group, i) => sum + (wanted[i] ? (sizes.get(group) as number) : 0),
          0,
        );
        expect(size, `${groups.filter((_, i) => wanted[i])} can be computed`).toBeGreaterThanOrEqual(5);
      }
    }),
    { numRuns: 500 },
  );
});

/** Of a small matrix, by elimination. What is in the span of what is published can be computed from it. */
function rank(rows: number[][]): number {
  const left = rows.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < (left[0]?.length ?? 0); column++) {
    const pivot = left.findIndex((row, i) => i >= found && Math.abs(row[column] as number) > 1e-9);
    if (pivot < 0) continue;
    [left[found], left[pivot]] = [left[pivot] as number[], left[found] as number[]];
    const top = left[found] as number[];
    for (const [i, row] of left.entries()) {
      if (i === found) continue;
      const times = (row[column] as number) / (top[column] as number);
      for (let j = column; j < row.length; j++) row[j] = (row[j] as number) - times * (top[j] as number);
    }
    found++;
  }
  return found;
}
