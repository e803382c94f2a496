import { z } from 'zod';
import { AssignmentInput, AssignmentObject } from './assign.ts';
import { Day } from './day.ts';
import { type ObjectKind, type PersonCard, type Plane, planes } from './ledger.ts';
import type { SeatView } from './seatView.ts';

const named = {
  person: z.string().max(320).optional(),
  team: z.string().max(100).optional(),
  department: z.string().max(100).optional(),
};
const Who = z.object(named).refine((who) => Object.values(who).filter(Boolean).length === 1, {
  message: 'Name exactly one: a person, a team or a department.',
});
export type Who = z.infer<typeof Who>;

const { object, role, plane, until, both } = AssignmentInput.shape;

/** One edit of a planned change. All of them take effect on the day of the set. */
export const Edit = z.discriminatedUnion('do', [
  /** A new accountable takes the place of whoever is, unless both are to claim it. */
  z.object({ do: z.literal('assign'), object, role, plane, who: Who, until, both }),
  /** Of one holder, or of all who have this part. */
  z.object({ do: z.literal('end'), object, role, plane, who: Who.nullish() }),
  /** All that one has goes to another; `roles`, `kinds` and `plane` narrow it. */
  z.object({
    do: z.literal('move'),
    from: Who,
    to: Who,
    roles: z.array(role).min(1).nullish(),
    kinds: z.array(AssignmentObject.shape.kind).min(1).nullish(),
    plane: z.enum(planes).nullish(),
  }),
  z.object({ do: z.literal('leave'), person: z.string().max(320) }),
  z.object({
    do: z.literal('rename'),
    department: z.string().max(100),
    name: z.string().trim().min(1).max(200),
  }),
  /** Its people, teams and parts go to another department, or its parts end. */
  z.object({
    do: z.literal('close'),
    department: z.string().max(100),
    to: z.string().max(100).nullish(),
  }),
  /** What an applied set did is taken back from the day on. Made by undoing, not by hand. */
  z.object({ do: z.literal('undo'), changeSet: z.uuid() }),
]);
export type Edit = z.output<typeof Edit>;
export type EditInput = z.input<typeof Edit>;

/** More in one transaction would keep everybody else from the ledger for too long. */
export const mostEdits = 5000;

const why = z.string().trim().min(3, 'Say why, in a few words.').max(1000);
const name = z.string().trim().min(1, 'Give it a name.').max(200);

export const ChangeSetInput = z.object({
  name,
  /** The day from which all of it holds. */
  on: Day,
  edits: z.array(Edit).max(mostEdits).default([]),
});
export const ChangeSetChange = z.object({
  name: name.optional(),
  on: Day.optional(),
  add: z.array(Edit).max(mostEdits).default([]),
  remove: z.array(z.uuid()).default([]),
});
export const ApplyInput = z.object({ reason: why });
export const UndoInput = z.object({ on: Day.optional(), reason: why.nullish() });
export const BulkInput = z.object({
  edits: z.array(Edit).min(1, 'Choose at least one.').max(mostEdits),
  on: Day.optional(),
  reason: why.default('Changed together'),
  name: name.default('Changed together'),
});

export interface ChangeSetHead {
  id: string;
  name: string;
  on: string;
  state: 'draft' | 'applied' | 'discarded';
  madeAt: Date;
  madeBy: string | null;
  edits: number;
  reason: string | null;
  endedAt: Date | null;
  endedBy: string | null;
  undoes: string | null;
  undoneBy: string | null;
}

/** What a set does to one thing on one plane, on its day. */
export interface Effect {
  kind: ObjectKind;
  key: string;
  name: string;
  plane: Plane;
  before: SeatView;
  after: SeatView;
  /** Names with a part in it that came or went, other than accountable: `R Order desk`. */
  came: string[];
  went: string[];
}

export interface Effects {
  effects: Effect[];
  /** Touchpoints left without exactly one accountable person that had one, and the other way round. */
  emptied: number;
  filled: number;
  /** Whom it concerns: how many parts they get and give up. */
  people: { person: PersonCard; gets: number; gives: number }[];
  /** Delegations that fall back because who acts leaves. */
  returns: { person: string; to: string; until: string }[];
}

/** Why an edit cannot be done as things stand. `position` counts from 0. */
export interface Problem {
  position: number;
  code: string;
  message: string;
}
