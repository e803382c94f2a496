import { z } from 'zod';
import { AssignmentObject } from './assign.ts';
import { Day } from './day.ts';
import { Card } from './person.ts';

const reason = z.enum(['nobody', 'several', 'team', 'left']);

const EntryShape = z.object({
  id: z.uuid(),
  role: z.enum(['A', 'R', 'C', 'I']),
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
  entries: z.array(EntryShape),
});

export const Chart = z
  .object({
    asOf: z.string(),
    today: z.string(),
    span: z.object({ from: z.string(), to: z.string() }),
    changes: z.array(z.string()),
    counts: z.object({ touchpoints: z.int(), exactlyOne: z.int(), acknowledged: z.int() }),
    departments: z.array(z.object({ id: z.uuid(), key: z.string(), name: z.string() })),
    journeys: z.array(
      ChartObjectShape.extend({
        phases: z.array(ChartObjectShape.extend({ touchpoints: z.array(ChartObjectShape) })),
      }),
    ),
  })
  .meta({ id: 'Ownership' });

export const ChartQuery = z.object({ asOf: Day.optional(), journey: z.string().max(100).optional() });

export const AccountableAnswer = z
  .object({
    at: z.iso.datetime(),
    touchpoint: z.object({ key: z.string(), name: z.string() }),
    level: z.literal('touchpoint'),
    person: Card.nullable(),
    reason: reason.nullable(),
    candidates: z.array(Card),
    since: z.string().nullable(),
    until: z.string().nullable(),
    acknowledgedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Accountable' });

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
