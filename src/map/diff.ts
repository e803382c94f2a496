import type { JourneyDocument, NoteDocument, PhaseDocument, RuleDocument } from './document.ts';

/** One difference between two states of a map, in the terms of whoever reads it. */
export interface Change {
  act: 'added' | 'removed' | 'changed' | 'moved';
  object: 'journey' | 'phase' | 'touchpoint' | 'note' | 'rule';
  /** Of phase and touchpoint. */
  key: string | null;
  /** What it is called; of a note its words. */
  name: string;
  /** The phase it is in, by name. */
  phase: string | null;
  lane: string | null;
  /** Which field changed; null where it is the thing as a whole. */
  field: string | null;
  before: string | null;
  after: string | null;
}

type Of = Pick<Change, 'object' | 'key' | 'name'> & Partial<Change>;
const change = (act: Change['act'], of: Of): Change => ({
  phase: null,
  lane: null,
  field: null,
  before: null,
  after: null,
  ...of,
  act,
});

/** What became of `before` in `after`, in the order of the map. Empty exactly when both say the same. */
export function diffOf(before: JourneyDocument, after: JourneyDocument): Change[] {
  const journey = { object: 'journey', key: after.key, name: after.name } as const;
  return [
    ...fields(journey, before, after, journeyFields),
    ...phases(before, after),
    ...touchpoints(before, after),
    ...notes(before, after),
    ...rules(before.placement, after.placement),
  ];
}

const journeyFields = [
  'name',
  'description',
  'persona',
  'personas',
  'parent',
  'scenario',
  'expectations',
] as const;
const phaseFields = ['name', 'prospect', 'emotion'] as const;
const touchpointFields = [
  'name',
  'description',
  'channel',
  'momentOfTruth',
  'expectation',
  'emotion',
] as const;

function fields<T extends object>(of: Of, before: T, after: T, names: readonly (keyof T & string)[]) {
  return names.flatMap((field) => {
    const [was, is] = [said(before[field]), said(after[field])];
    return was === is ? [] : [change('changed', { ...of, field, before: was, after: is })];
  });
}

function said(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return Array.isArray(value) ? value.join(', ') || null : String(value);
}

function phases(before: JourneyDocument, after: JourneyDocument): Change[] {
  const was = new Map(before.phases.map((phase) => [phase.key, phase]));
  const is = new Map(after.phases.map((phase) => [phase.key, phase]));
  const of = ({ key, name }: PhaseDocument) => ({ object: 'phase', key, name }) as const;
  const strayed = strays(
    before.phases.map(({ key }) => key),
    after.phases.map(({ key }) => key),
  );
  return [
    ...before.phases.filter(({ key }) => !is.has(key)).map((phase) => change('removed', of(phase))),
    ...after.phases.flatMap((phase) => {
      const earlier = was.get(phase.key);
      if (!earlier) return [change('added', of(phase))];
      const moved = strayed.has(phase.key) ? [change('moved', of(phase))] : [];
      return [...moved, ...fields(of(phase), earlier, phase, phaseFields)];
    }),
  ];
}

function touchpoints(before: JourneyDocument, after: JourneyDocument): Change[] {
  const placed = (journey: JourneyDocument) =>
    new Map(
      journey.phases.flatMap((phase) =>
        phase.touchpoints.map((one) => [one.key, { ...one, phase }] as const),
      ),
    );
  const [was, is] = [placed(before), placed(after)];
  const gone = [...was.values()].filter(({ key }) => !is.has(key));
  const found: Change[] = gone.map(({ key, name, phase }) =>
    change('removed', { object: 'touchpoint', key, name, phase: phase.name }),
  );
  for (const phase of after.phases) {
    const then = before.phases.find(({ key }) => key === phase.key)?.touchpoints.map(({ key }) => key) ?? [];
    const strayed = strays(
      then,
      phase.touchpoints.map(({ key }) => key),
    );
    for (const touchpoint of phase.touchpoints) {
      const { key, name } = touchpoint;
      const of = { object: 'touchpoint', key, name, phase: phase.name } as const;
      const earlier = was.get(key);
      if (!earlier) {
        found.push(change('added', of));
        continue;
      }
      if (earlier.phase.key !== phase.key)
        found.push(change('moved', { ...of, before: earlier.phase.name, after: phase.name }));
      else if (strayed.has(key)) found.push(change('moved', of));
      found.push(...fields(of, earlier, touchpoint, touchpointFields));
    }
  }
  return found;
}

/** Which of those in both lists are out of order: all but a longest run that kept its order. */
function strays(before: readonly string[], after: readonly string[]): Set<string> {
  const place = new Map(before.map((key, at) => [key, at]));
  const both = after.filter((key) => place.has(key));
  const runs: string[][] = [];
  for (const key of both) {
    const fitting = runs.filter((run) => place.get(run.at(-1) ?? '')! < place.get(key)!);
    const longest = fitting.reduce<string[]>((best, run) => (run.length > best.length ? run : best), []);
    runs.push([...longest, key]);
  }
  const kept = new Set(runs.reduce<string[]>((best, run) => (run.length > best.length ? run : best), []));
  return new Set(both.filter((key) => !kept.has(key)));
}

type PlacedNote = NoteDocument & { phase: PhaseDocument };

/** Notes have no key: the same words in the same lane are the same note; what is left in one place was reworded. */
function notes(before: JourneyDocument, after: JourneyDocument): Change[] {
  const placed = (journey: JourneyDocument): PlacedNote[] =>
    journey.phases.flatMap((phase) => phase.notes.map((note) => ({ ...note, phase })));
  let was = placed(before);
  let is = placed(after);
  const found: Change[] = [];
  const of = (note: PlacedNote) =>
    ({ object: 'note', key: null, name: note.text, phase: note.phase.name, lane: note.lane }) as const;
  const pair = (by: (note: PlacedNote) => string, tell: (was: PlacedNote, is: PlacedNote) => Change[]) => {
    const waiting = Map.groupBy(was, by);
    const taken = new Set<PlacedNote>();
    is = is.filter((note) => {
      const earlier = waiting.get(by(note))?.shift();
      if (!earlier) return true;
      taken.add(earlier);
      found.push(...tell(earlier, note), ...fields(of(note), earlier, note, ['owner']));
      return false;
    });
    was = was.filter((note) => !taken.has(note));
  };
  const here = (note: PlacedNote) => `${note.phase.key} ${note.lane}`;
  pair(
    (note) => `${here(note)} ${note.text}`,
    () => [],
  );
  pair(
    (note) => `${note.lane} ${note.text}`,
    (earlier, note) => [change('moved', { ...of(note), before: earlier.phase.name, after: note.phase.name })],
  );
  pair(here, (earlier, note) => [
    change('changed', { ...of(note), field: 'text', before: earlier.text, after: note.text }),
  ]);
  found.push(
    ...was.map((note) => change('removed', of(note))),
    ...is.map((note) => change('added', of(note))),
  );
  return found.length > 0 ? found : orderOfNotes(before, after);
}

function orderOfNotes(before: JourneyDocument, after: JourneyDocument): Change[] {
  return after.phases.flatMap((phase) => {
    const then = before.phases.find(({ key }) => key === phase.key)?.notes.map((note) => note.text);
    if (!then || then.join('\0') === phase.notes.map((note) => note.text).join('\0')) return [];
    return [change('moved', { object: 'phase', key: phase.key, name: phase.name, field: 'notes' })];
  });
}

const written = (rule: RuleDocument) => JSON.stringify([rule.applies, rule.when]);

function rules(before: RuleDocument[], after: RuleDocument[]): Change[] {
  const name = (rule: RuleDocument) =>
    Object.entries(rule.when)
      .map(([field, value]) => `${field} = ${Array.isArray(value) ? value.join(' | ') : String(value)}`)
      .join(', ');
  const of = (rule: RuleDocument) => ({ object: 'rule', key: rule.touchpoint, name: name(rule) }) as const;
  const id = (rule: RuleDocument) => `${rule.touchpoint} ${written(rule)}`;
  const [was, is] = [before.map(id), after.map(id)];
  const found = [
    ...before.filter((rule) => !is.includes(id(rule))).map((rule) => change('removed', of(rule))),
    ...after.filter((rule) => !was.includes(id(rule))).map((rule) => change('added', of(rule))),
  ];
  if (found.length > 0 || was.join() === is.join()) return found;
  const first = after.find((_, at) => was[at] !== is[at]) ?? after[0];
  return first ? [change('moved', of(first))] : [];
}
