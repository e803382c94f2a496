import { MINIMUM, suppress } from '../platform/suppression.ts';
import { countBy, fleissKappa, type Modal, modal } from './agreement.ts';
import { type Answer, isComplete, type PulseItem, pulseItems } from './round.ts';
import type { Pulse } from './roundAnswer.sql.ts';

/** Everything a closed round consists of. Departments as they were when people were asked. */
export interface RoundData {
  touchpointIds: number[];
  departmentOf: ReadonlyMap<string, string | null>;
  answers: (Answer & { personId: string; touchpointId: number })[];
  pulses: (Pulse & { personId: string })[];
  /** Who was accountable that day by the ledger: exactly one person, or nobody. */
  accountable: ReadonlyMap<number, string>;
}

/** A mean of the scale 1 to 5. */
export interface Mean {
  n: number;
  mean: number;
}

export interface DepartmentFigures {
  departmentId: string;
  n: number;
  /** What most there say: null where no answer stands first. How many say so is not told: all of them might. */
  answer: string | null;
  clarity: number;
}

/** Of one touchpoint with enough who answered. An answer is `person <id>`, `nobody`, `several` or `unknown`. */
export interface TouchpointFigures {
  n: number;
  /** Share of pairs of people who give the same answer, and the same corrected for chance. */
  agreement: number;
  kappa: number | null;
  modal: Modal;
  /** Further answers that enough people gave, and the share of all others together. */
  further: { category: string; share: number }[];
  others: number;
  /** Whom enough people hold responsible: `person <id>` or `department <id>`; several can be named. */
  responsible: { category: string; share: number }[];
  clarity: Mean;
  /** How many say of themselves that they are accountable, responsible. */
  claims: { A: number; R: number };
  departments: DepartmentFigures[];
  /** Departments whose answers stay hidden. */
  hidden: number;
  differ: [string, string][];
  comments: string[];
}

export interface RoundFigures {
  respondents: number;
  agreement: number | null;
  kappa: number | null;
  /** Only touchpoints with enough who answered; the others are not here. */
  touchpoints: Map<number, TouchpointFigures>;
  pulse: {
    overall: Partial<Record<PulseItem, Mean>>;
    departments: { departmentId: string; n: number; mean: number }[];
  };
  /** Pairs of departments: where both are shown, and where their answers differ. */
  pairs: { a: string; b: string; compared: number[]; differ: number[] }[];
  /** Of the accountable people who answered, how many do not call themselves so; null where they are too few. */
  unaware: { people: number; of: number } | null;
}

/**
 * What a round may show (rule 10). A group is a set of people told by who they are, all who touch a place, or those of
 * one department among them; of fewer than five nothing is shown, and what is hidden cannot be subtracted from what is
 * shown. Everything that spans touchpoints is made from shown figures only. Null: fewer than five answered at all.
 */
export function roundFigures(data: RoundData, minimum = MINIMUM): RoundFigures | null {
  const complete = data.answers.filter(isComplete);
  const respondents = new Set(complete.map((one) => one.personId)).size;
  if (respondents < minimum) return null;
  const touching = Map.groupBy(
    complete.filter((one) => one.touches),
    (one) => one.touchpointId,
  );
  const enough = data.touchpointIds.flatMap((id) => {
    const answers = touching.get(id) ?? [];
    return answers.length >= minimum ? [[id, answers] as const] : [];
  });
  const agreement = fleissKappa(
    new Map(enough.map(([id, answers]) => [id, countBy(answers, accountableOf)])),
  );
  // One thing alone has no chance of its own to be corrected by: its κ would be negative whatever people say.
  const alone = enough.length < 2;
  const touchpoints = new Map(
    enough.map(([id, answers]): [number, TouchpointFigures] => {
      const { observed, kappa } = agreement.things.get(id) as { observed: number; kappa: number | null };
      return [id, { agreement: observed, kappa: alone ? null : kappa, ...figuresOf(answers, data, minimum) }];
    }),
  );
  return {
    respondents,
    agreement: agreement.observed,
    kappa: alone ? null : agreement.kappa,
    touchpoints,
    pulse: pulseFigures(data, minimum),
    pairs: pairsOf(touchpoints),
    unaware: unawareOf(complete, data.accountable, minimum),
  };
}

function figuresOf(
  answers: RoundData['answers'],
  data: RoundData,
  minimum: number,
): Omit<TouchpointFigures, 'agreement' | 'kappa'> {
  const n = answers.length;
  const counts = countBy(answers, accountableOf);
  const first = modal(counts) as Modal;
  const further = [...counts]
    .filter(([category, count]) => category !== first.category && count >= minimum)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([category, count]) => ({ category, share: count / n }));
  const named = countBy(
    answers.flatMap(({ responsible: { people, departments } }) => [
      ...new Set(people.map((id) => `person ${id}`)),
      ...new Set(departments.map((id) => `department ${id}`)),
    ]),
    (one) => one,
  );
  const { departments, hidden } = departmentsOf(answers, data, minimum);
  return {
    n,
    modal: first,
    further,
    others: Math.max(0, 1 - first.share - further.reduce((sum, one) => sum + one.share, 0)),
    responsible: [...named]
      .filter(([, count]) => count >= minimum)
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, 5)
      .map(([category, count]) => ({ category, share: count / n })),
    clarity: { n, mean: meanOf(answers.map((one) => one.clarity as number)) },
    claims: {
      A: answers.filter((one) => one.ownRole === 'A').length,
      R: answers.filter((one) => one.ownRole === 'R').length,
    },
    departments,
    hidden,
    differ: departments.flatMap((a, i) =>
      departments
        .slice(i + 1)
        .flatMap((b): [string, string][] => (differs(a, b) ? [[a.departmentId, b.departmentId]] : [])),
    ),
    // By their own letters, so that their order tells nothing of who wrote when.
    comments: answers.flatMap((one) => one.comment ?? []).sort(),
  };
}

function departmentsOf(answers: RoundData['answers'], data: RoundData, minimum: number) {
  const groups = byDepartment(answers, data);
  const hide = suppress(
    groups.map(([, some]) => some.length),
    minimum,
  );
  const departments = groups.flatMap(([id, some], i): DepartmentFigures[] => {
    const most = modal(countBy(some, accountableOf));
    if (hide[i] || id === '' || !most) return [];
    return [
      {
        departmentId: id,
        n: some.length,
        answer: most.tied ? null : most.category,
        clarity: meanOf(some.map((one) => one.clarity as number)),
      },
    ];
  });
  return { departments, hidden: groups.length - departments.length };
}

/** Whoever is in no department is a group as well: its numbers could be subtracted like any other's. */
function byDepartment<T extends { personId: string }>(some: T[], data: RoundData): [string, T[]][] {
  const groups = Map.groupBy(some, (one) => data.departmentOf.get(one.personId) ?? '');
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function pulseFigures(data: RoundData, minimum: number): RoundFigures['pulse'] {
  // Only those who gave all four, so that every mean is of the same people.
  const full = data.pulses.filter((one) => pulseItems.every((item) => one[item] !== null));
  if (full.length < minimum) return { overall: {}, departments: [] };
  const mean = (item: PulseItem) => meanOf(full.map((one) => one[item] as number));
  const groups = byDepartment(full, data);
  const hide = suppress(
    groups.map(([, some]) => some.length),
    minimum,
  );
  return {
    overall: Object.fromEntries(pulseItems.map((item) => [item, { n: full.length, mean: mean(item) }])),
    departments: groups.flatMap(([departmentId, some], i) =>
      hide[i] || departmentId === ''
        ? []
        : {
            departmentId,
            n: some.length,
            mean: meanOf(some.flatMap((one) => pulseItems.map((item) => one[item] as number))),
          },
    ),
  };
}

function pairsOf(touchpoints: ReadonlyMap<number, TouchpointFigures>): RoundFigures['pairs'] {
  const pairs = new Map<string, RoundFigures['pairs'][number]>();
  for (const [id, { departments }] of touchpoints) {
    for (const [i, a] of departments.entries()) {
      for (const b of departments.slice(i + 1)) {
        const key = `${a.departmentId} ${b.departmentId}`;
        const pair = pairs.get(key) ?? { a: a.departmentId, b: b.departmentId, compared: [], differ: [] };
        pairs.set(key, pair);
        pair.compared.push(id);
        if (differs(a, b)) pair.differ.push(id);
      }
    }
  }
  return [...pairs.values()].sort(
    (x, y) => y.differ.length - x.differ.length || x.compared.length - y.compared.length,
  );
}

function differs(a: DepartmentFigures, b: DepartmentFigures): boolean {
  return a.answer !== null && b.answer !== null && a.answer !== b.answer;
}

/** Counted over people, not places: one accountable person alone is told nothing about to others. */
function unawareOf(complete: RoundData['answers'], accountable: RoundData['accountable'], minimum: number) {
  const own = complete.filter((one) => accountable.get(one.touchpointId) === one.personId);
  const of = new Set(own.map((one) => one.personId)).size;
  const people = new Set(own.filter((one) => one.ownRole !== 'A').map((one) => one.personId)).size;
  return of < minimum ? null : { people, of };
}

function accountableOf({ accountable }: Answer): string {
  return accountable?.kind === 'person' ? `person ${accountable.person}` : (accountable?.kind ?? 'unknown');
}

function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
