import { z } from 'zod';
import { AssignmentObject } from './assign.ts';
import { type Things, thingKinds } from './chartPage.ts';
import { Day } from './day.ts';
import { planes } from './ledger.ts';
import { Card } from './person.ts';

const reason = z.enum(['nobody', 'several', 'team', 'left']);

const StandInShape = z.object({
  person: Card,
  until: z.string().meta({ description: 'The first day on which it is theirs again.' }),
  absent: z.boolean(),
});

export const SeatShape = z.object({
  person: Card.nullable(),
  reason: reason.nullable(),
  candidates: z.array(Card),
});

const EntryShape = z.object({
  id: z.uuid(),
  role: z.enum(['A', 'R', 'C', 'I']),
  plane: z.enum(planes),
  holder: z.object({
    kind: z.enum(['person', 'team', 'department']),
    id: z.uuid(),
    name: z.string(),
    departmentId: z.uuid().nullable(),
    person: Card.nullable(),
    there: z.boolean(),
  }),
  from: z.string(),
  until: z.string().nullable(),
  reason: z.string().nullable(),
  acknowledgedAt: z.iso.datetime().nullable(),
});

const ChartObjectShape = z.object({
  id: z.int(),
  key: z.string(),
  name: z.string(),
  person: Card.nullable(),
  reason: reason.nullable(),
  candidates: z.array(Card),
  acknowledged: z.boolean(),
  acting: StandInShape.nullable(),
  other: SeatShape.meta({ description: 'Who is accountable on the other plane.' }),
  entries: z.array(EntryShape),
});

export const Chart = z
  .object({
    asOf: z.string(),
    today: z.string(),
    plane: z.enum(planes),
    span: z.object({ from: z.string(), to: z.string() }),
    changes: z.array(z.string()),
    counts: z
      .object({ touchpoints: z.int(), exactlyOne: z.int(), acknowledged: z.int() })
      .meta({ description: 'Of all touchpoints, or of all things of the kind asked for.' }),
    departments: z.array(z.object({ id: z.uuid(), key: z.string(), name: z.string() })),
    choices: z.array(z.object({ key: z.string(), name: z.string() })),
    journeys: z.array(
      ChartObjectShape.extend({
        phases: z.array(ChartObjectShape.extend({ touchpoints: z.array(ChartObjectShape) })),
      }),
    ),
    things: z
      .array(ChartObjectShape)
      .meta({ description: 'Metrics, data sets or promises, where “what” asks for them.' }),
    next: z.string().nullable().meta({ description: 'The “after” of the next page.' }),
  })
  .meta({ id: 'Ownership' });

export const JourneySeatList = z.object({
  items: z.array(
    z.object({ journey: z.string(), touchpoints: z.int(), empty: z.int(), people: z.array(Card) }),
  ),
  next: z.null(),
});

export const ChartQuery = z.object({
  asOf: Day.optional(),
  what: z
    .enum(Object.keys(thingKinds) as Things[])
    .optional()
    .meta({ description: 'Instead of journeys with their touchpoints. “sources” are data sets.' }),
  journey: z.string().max(100).optional(),
  plane: z.enum(planes).optional(),
  department: z.string().max(100).optional(),
  person: z.uuid().optional(),
  role: z.enum(['A', 'R', 'C', 'I']).optional(),
  show: z.enum(['faults', 'apart']).optional(),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});

export const AccountableAnswer = z
  .object({
    at: z.iso.datetime(),
    knownAt: z.iso.datetime().nullable(),
    touchpoint: z.object({ key: z.string(), name: z.string() }),
    level: z.literal('touchpoint'),
    person: Card.nullable(),
    reason: reason.nullable(),
    candidates: z.array(Card),
    since: z.string().nullable(),
    until: z.string().nullable(),
    acknowledgedAt: z.iso.datetime().nullable(),
    acting: StandInShape.nullable().meta({ description: 'Who does it for them that day.' }),
    knownThen: SeatShape.meta({
      description: 'What was known at that instant itself, before later corrections.',
    }),
    corrected: z.boolean().meta({ description: 'What is known now differs from what was known then.' }),
  })
  .meta({ id: 'Accountable' });

export const LogQuery = z.object({ kind: AssignmentObject.shape.kind, key: z.string().max(210) });

export const LedgerLog = z
  .object({
    entries: z.array(
      EntryShape.extend({
        madeAt: z.iso.datetime(),
        madeBy: z.string().nullable(),
        supersededAt: z.iso.datetime().nullable(),
        supersededBy: z.string().nullable(),
        changeSetId: z.uuid().nullable(),
      }),
    ),
    corrections: z.array(
      z.object({
        changedAt: z.iso.datetime(),
        by: z.string().nullable(),
        plane: z.enum(planes),
        from: z.string(),
        until: z.string(),
        before: SeatShape,
        after: SeatShape,
      }),
    ),
  })
  .meta({ id: 'LedgerLog' });

export const HeldList = z.object({
  items: z.array(
    EntryShape.extend({
      object: AssignmentObject.extend({ id: z.int(), name: z.string() }),
      state: z.enum(['past', 'now', 'future']),
    }),
  ),
  next: z.null(),
});

export const HeldQuery = z.object({
  kind: AssignmentObject.shape.kind.optional(),
  key: z.string().max(210).optional(),
  person: z.uuid().optional(),
  asOf: Day.optional(),
  format: z.enum(['json', 'csv']).default('json'),
});

export const EndInput = z.object({ on: Day.optional(), reason: z.string().trim().max(1000).nullish() });
