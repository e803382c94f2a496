import { z } from 'zod';
import { levels } from './silo.ts';

const reason = z.string().trim().min(3, 'Say it in a few words.').max(1000);
const person = z.object({ id: z.uuid(), name: z.string() });

/** What is said about many pairs at once. */
export const MatrixChange = z
  .object({
    sets: z.array(z.string().max(80)).min(1).max(200).describe('Keys of data sets.'),
    departments: z.array(z.string().max(100)).min(1).max(200).describe('Ids or keys.'),
    level: z.enum(levels).nullable().describe('Null: nobody has said.'),
    reason: reason.nullish(),
  })
  .refine((change) => change.level !== 'closed' || change.reason, {
    message: 'Closed needs a reason: say why they must not see it.',
    path: ['reason'],
  });
export type MatrixChange = z.infer<typeof MatrixChange>;

export const Cell = z.object({
  departmentId: z.uuid(),
  own: z.boolean().describe('The set is this department’s own.'),
  level: z.enum(levels).nullable(),
  reason: z.string().nullable(),
  since: z.date().nullable(),
  fed: z.boolean().describe('It feeds a touchpoint at which the department answers or works.'),
  asked: z.boolean(),
});

export const RequestInput = z.object({
  set: z.string().max(80),
  level: z.enum(['full', 'aggregated']),
  purpose: reason,
  department: z.string().max(100).nullish().describe('For which department; one’s own where left out.'),
});
export type RequestInput = z.infer<typeof RequestInput>;

export const RequestAnswer = z
  .object({
    granted: z.boolean(),
    level: z
      .enum(['full', 'aggregated'])
      .nullish()
      .describe('What is granted; what was asked where left out.'),
    reason: reason.nullish(),
  })
  .refine((answer) => answer.granted || answer.reason, {
    message: 'A denial needs a reason.',
    path: ['reason'],
  });
export type RequestAnswer = z.infer<typeof RequestAnswer>;

export const AccessRequest = z
  .object({
    id: z.uuid(),
    set: z.object({ key: z.string(), name: z.string() }),
    department: z.object({ id: z.uuid(), name: z.string() }),
    level: z.enum(['full', 'aggregated']),
    purpose: z.string(),
    askedAt: z.date(),
    askedBy: person,
    dueAt: z.date().describe('When the owner should have answered at the latest.'),
    state: z.enum(['open', 'granted', 'denied', 'withdrawn']),
    overdue: z.boolean(),
    asks: z.array(
      z.object({
        rung: z.enum(['owner', 'head', 'sponsor']),
        person,
        at: z.date(),
        dueAt: z.date().nullable(),
      }),
    ),
    answer: z
      .object({
        granted: z.boolean(),
        level: z.enum(['full', 'aggregated']).nullable(),
        reason: z.string().nullable(),
        at: z.date(),
        by: person,
      })
      .nullable(),
    mine: z.object({ answer: z.boolean(), withdraw: z.boolean() }),
  })
  .meta({ id: 'AccessRequest' });
export type AccessRequest = z.infer<typeof AccessRequest>;

export const Matrix = z
  .object({
    departments: z.array(z.object({ id: z.uuid(), key: z.string(), name: z.string() })),
    rows: z.array(
      z.object({
        id: z.uuid(),
        key: z.string(),
        name: z.string(),
        sensitivity: z.string(),
        departmentId: z.uuid().nullable(),
        owner: person.nullable(),
        cells: z.array(Cell),
      }),
    ),
    silo: z.number().nullable().describe('0: open wherever it is needed; 100: nothing is.'),
    pairs: z.int(),
    closed: z.int(),
    undecided: z.int(),
    course: z.array(z.object({ day: z.string(), silo: z.number().nullable() })),
    reach: z.array(
      z.object({
        departmentId: z.uuid(),
        name: z.string(),
        customers: z.number(),
        alone: z.number().describe('Customers no source of another department knows.'),
        alert: z.boolean(),
      }),
    ),
    reachDay: z.string().nullable(),
    workingDays: z.int(),
  })
  .meta({ id: 'Openness' });
export type Matrix = z.infer<typeof Matrix>;
