import { z } from 'zod';

export const QuestionKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'has small letters, digits and _ only, and begins with a letter');

export const tests = [
  'answered',
  'not_answered',
  'is',
  'is_not',
  'at_least',
  'at_most',
  'includes',
  'not_includes',
] as const;

/** One thing asked of an earlier answer, or of a known fact. */
export const Test = z.strictObject({
  /** Key of an earlier question; of a matrix: `question.row`. */
  question: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39})?$/)
    .optional(),
  /** Or the name of a known fact. */
  fact: z.string().max(60).optional(),
  is: z.enum(tests),
  value: z.union([z.string().max(200), z.number()]).optional(),
});
export type Test = z.infer<typeof Test>;

export const Condition = z.strictObject({
  match: z.enum(['all', 'any']).default('all'),
  tests: z.array(Test).min(1).max(20),
});
export type Condition = z.infer<typeof Condition>;

/** What a condition is asked of. */
export interface Known {
  answers: Readonly<Record<string, unknown>>;
  facts: Readonly<Record<string, string>>;
}

/** Without a condition: yes. */
export function holds(condition: Condition | null | undefined, known: Known): boolean {
  if (!condition) return true;
  const passes = (test: Test) => passed(test, askedOf(test, known));
  return condition.match === 'all' ? condition.tests.every(passes) : condition.tests.some(passes);
}

function askedOf(test: Test, known: Known): unknown {
  if (test.fact !== undefined) return known.facts[test.fact];
  const [question = '', row] = (test.question ?? '').split('.');
  const value = known.answers[question];
  return row === undefined ? value : (value as Record<string, unknown> | undefined)?.[row];
}

function passed({ is, value: wanted }: Test, value: unknown): boolean {
  const empty = value === undefined || value === null || value === '';
  const list = Array.isArray(value) ? value.map(String) : empty ? [] : [plain(value)];
  switch (is) {
    case 'answered':
      return list.length > 0;
    case 'not_answered':
      return list.length === 0;
    case 'is':
      return list.length === 1 && list[0] === String(wanted);
    case 'is_not':
      return !(list.length === 1 && list[0] === String(wanted));
    case 'at_least':
      return !empty && Number(plain(value)) >= Number(wanted);
    case 'at_most':
      return !empty && Number(plain(value)) <= Number(wanted);
    case 'includes':
      return list.includes(String(wanted));
    case 'not_includes':
      return !list.includes(String(wanted));
  }
}

/** A choice of one's own and a request for contact are objects; what is asked about is their main part. */
function plain(value: unknown): string {
  if (value !== null && typeof value === 'object') {
    const one = value as { other?: string; wanted?: boolean };
    return 'other' in one ? 'other' : String(one.wanted ?? false);
  }
  return String(value);
}
