import type { Answers } from './answer.ts';

/** What has been said so far, and by which form each part of it. */
export interface Said {
  answers: Answers;
  /** By question: the number of the form it came with. Questions that were answered and emptied again stand here too. */
  turns: Record<string, number>;
  finishAsked: boolean;
}

/** What one form brings. Every form that is shown has a number higher than all that were sent before it. */
export interface Brought {
  answers: Answers;
  /** Questions it shows and leaves empty. */
  emptied: readonly string[];
  turn: number;
  finish: boolean;
}

export const nothingSaid: Said = { answers: {}, turns: {}, finishAsked: false };

/**
 * Adds what a form brings. For each question the form with the highest number has the last word, in whatever order
 * the forms arrive and however often; of two with the same number (gone back to, and sent again) the later one.
 */
export function merge(said: Said, brought: Brought): Said {
  const answers = { ...said.answers };
  const turns = { ...said.turns };
  const later = (question: string) => brought.turn >= (turns[question] ?? -1);
  for (const [question, value] of Object.entries(brought.answers)) {
    if (!later(question)) continue;
    answers[question] = value;
    turns[question] = brought.turn;
  }
  for (const question of brought.emptied) {
    if (!later(question)) continue;
    delete answers[question];
    turns[question] = brought.turn;
  }
  return {
    answers: inOrder(answers),
    turns: inOrder(turns),
    finishAsked: said.finishAsked || brought.finish,
  };
}

/** The number of the next form. */
export function nextTurn(turns: Readonly<Record<string, number>>): number {
  return Math.max(0, ...Object.values(turns)) + 1;
}

function inOrder<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
