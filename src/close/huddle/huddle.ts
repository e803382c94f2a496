import { z } from 'zod';
import { Person } from '../case.ts';
import { steps } from './steps.ts';

const text = z.string().nullable();

export const TeamQuery = z.object({
  team: z.string().max(100).optional().describe('Key of a department; everybody where left out.'),
});
export type TeamQuery = z.infer<typeof TeamQuery>;

export const NoteInput = z
  .object({
    step: z.enum(steps),
    text: z.string().trim().min(3, 'Say it in a few words.').max(2000),
    ownerId: z.uuid().nullish().describe('Makes it a decision: who does it …'),
    dueOn: z.iso.date().nullish().describe('… and by when.'),
  })
  .refine(({ ownerId, dueOn }) => (ownerId == null) === (dueOn == null), {
    message: 'A decision has somebody who does it and a day: give both, or neither for a note.',
    path: ['dueOn'],
  });
export type NoteInput = z.infer<typeof NoteInput>;

export const Note = z
  .object({
    id: z.uuid(),
    huddleId: z.uuid(),
    step: z.enum(steps),
    text: z.string(),
    owner: Person.nullable(),
    dueOn: text,
    at: z.date(),
    by: Person,
    doneAt: z.date().nullable(),
  })
  .meta({ id: 'HuddleNote' });
export type Note = z.infer<typeof Note>;

const Team = z.object({ id: z.uuid(), key: z.string(), name: z.string() });

export const Huddle = z
  .object({
    id: z.uuid(),
    team: Team.nullable().describe('Null: everybody.'),
    since: z.date().describe('From here on it looks.'),
    begunAt: z.date(),
    begunBy: Person,
    endedAt: z.date().nullable(),
    notes: z.array(Note),
  })
  .meta({ id: 'Huddle' });
export type Huddle = z.infer<typeof Huddle>;
export const HuddleList = z.object({ items: z.array(Huddle), next: text });

export const Pattern = z
  .object({
    touchpoint: z.object({ key: z.string(), name: z.string() }).nullable(),
    cause: text.describe(
      'Name of the rule that opened them; neither this nor a word: all of the touchpoint.',
    ),
    word: text.describe('Or a word that customers say.'),
    n: z.int(),
    before: z.int().describe('In as long a time before.'),
    chance: z
      .number()
      .describe('Of so many by chance alone, corrected for how many patterns were looked at.'),
    grows: z.boolean(),
    caseIds: z.array(z.uuid()).describe('The newest, at most a hundred.'),
  })
  .meta({ id: 'HuddlePattern' });
export type Pattern = z.infer<typeof Pattern>;

export const Need = z
  .object({
    kind: z.enum(['hand_over', 'dispute', 'escalation', 'access']),
    id: z.string(),
    title: z.string(),
    href: z.string(),
    askedAt: z.date(),
    dueAt: z.date().nullable(),
    from: z.array(z.string()).describe('Departments that ask.'),
    of: z.array(z.string()).describe('People who are asked.'),
  })
  .meta({ id: 'HuddleNeed' });
export type Need = z.infer<typeof Need>;

/** Before it is known whose it is: departments by id, none for people without one. */
export interface NeedFound extends Omit<Need, 'from' | 'of'> {
  fromDepartments: string[];
  ofPeople: string[];
}

const Said = z.object({
  caseId: z.uuid(),
  number: z.int(),
  customer: text,
  touchpoint: text,
  reason: z.string(),
  quote: text,
  urgent: z.boolean(),
  at: z.date(),
});
export type Said = z.infer<typeof Said>;

export const HuddleView = z
  .object({
    team: Team.nullable(),
    running: Huddle.nullable(),
    last: Huddle.nullable().describe('The one before, with its notes.'),
    since: z.date(),
    until: z.date(),
    arrived: z.object({
      n: z.int(),
      urgent: z.int(),
      before: z.int(),
      places: z.array(z.object({ name: text, key: text, n: z.int(), before: z.int() })),
      cases: z.array(Said).describe('Urgent ones first, then the newest; at most ten.'),
    }),
    repeats: z.array(Pattern),
    need: z.array(Need),
    needed: z.array(Need),
    thanks: z.object({
      confirmed: z.int(),
      denied: z.int(),
      said: z.array(Said).describe('What customers wrote when they said that it is fine.'),
    }),
    decisions: z.array(Note).describe('Of huddles before and of this one: those that are not done.'),
  })
  .meta({ id: 'HuddleView' });
export type HuddleView = z.infer<typeof HuddleView>;
