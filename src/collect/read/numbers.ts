import type { Decimal } from './parse.ts';

export interface NumberGuess {
  decimal: Decimal;
  /** Only whole numbers in the sample. */
  whole: boolean;
  /** `1.234` may be a thousand and more, or one and a bit: nothing in the sample decides. */
  ambiguous: boolean;
}

/**
 * Which mark separates decimals. Decisive: both marks in one number (the last one is the decimal mark), a mark twice
 * (it groups), a mark not followed by three digits, or after a zero (it is the decimal mark).
 */
export function guessDecimal(values: readonly string[]): NumberGuess {
  const votes = { '.': 0, ',': 0 };
  let open: Decimal | null = null;
  let marked = false;
  for (const text of values) {
    const marks = text.match(/[.,]/g);
    if (marks === null) continue;
    marked = true;
    const last = marks[marks.length - 1] as Decimal;
    const after = /(\d*)\D*$/.exec(text)?.[1]?.length ?? 0;
    if (new Set(marks).size === 2) votes[last]++;
    else if (marks.length > 1) votes[last === '.' ? ',' : '.']++;
    else if (after !== 3 || /^[^\d]*0[.,]/.test(text)) votes[last]++;
    else open = last;
  }
  if (votes['.'] !== votes[',']) {
    const decimal: Decimal = votes['.'] > votes[','] ? '.' : ',';
    return { decimal, whole: !values.some((text) => hasFraction(text, decimal)), ambiguous: false };
  }
  if (!marked || open === null) return { decimal: '.', whole: !marked, ambiguous: marked };
  // A lone `1,234` is mostly English grouping, a lone `1.234` mostly a decimal point.
  return { decimal: '.', whole: open === ',', ambiguous: true };
}

const hasFraction = (text: string, decimal: Decimal): boolean => text.includes(decimal);
