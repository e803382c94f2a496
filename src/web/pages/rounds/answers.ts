import type { Sheet } from './rounds.ts';

type Kept = NonNullable<Sheet['touchpoints'][number]['answer']>;
export type Draft = Pick<Kept, 'touches' | 'accountable' | 'responsible' | 'ownRole' | 'clarity' | 'comment'>;
export const pulseItems = ['expected', 'boundaries', 'neighbours', 'means'] as const;
export type PulseDraft = Record<(typeof pulseItems)[number], number | null>;
export type Part = 'accountable' | 'ownRole' | 'clarity';

export const fresh: Draft = {
  touches: true,
  accountable: null,
  responsible: { people: [], departments: [] },
  ownRole: null,
  clarity: null,
  comment: null,
};

/** What is kept already, by touchpoint; untouched ones are not there. */
export function draftsOf(sheet: Sheet): Record<string, Draft> {
  return Object.fromEntries(
    sheet.touchpoints.flatMap(({ key, answer }) => {
      if (!answer) return [];
      const { touches, accountable, responsible, ownRole, clarity, comment } = answer;
      return [[key, { touches, accountable, responsible, ownRole, clarity, comment }]];
    }),
  );
}

/** What an answer still lacks; the server counts the same way. */
export function lacks(draft: Draft | undefined): Part[] {
  if (draft && !draft.touches) return [];
  return (['accountable', 'ownRole', 'clarity'] as const).filter((part) => (draft ?? fresh)[part] === null);
}

export function pulseDraft(sheet: Sheet): PulseDraft {
  const { pulse } = sheet;
  return {
    expected: pulse?.expected ?? null,
    boundaries: pulse?.boundaries ?? null,
    neighbours: pulse?.neighbours ?? null,
    means: pulse?.means ?? null,
  };
}
