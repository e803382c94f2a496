import { z } from 'zod';
import { Person } from '../case.ts';

export const buckets = ['0', '1', '2', '3+'] as const;

export const SeamsQuery = z.object({
  log: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .default('cases')
    .describe('Name of an event log; “cases” are our own, by the department of whoever held them.'),
  top: z.coerce.number().int().min(1).max(500).default(20).describe('Length of the lists.'),
  format: z.enum(['json', 'csv']).default('json'),
});
export type SeamsQuery = z.infer<typeof SeamsQuery>;

/** Who answers for a side of a seam: the head of the department, or why nobody does. */
export const Party = z.object({
  group: z.string(),
  department: z.object({ key: z.string(), name: z.string() }).nullable(),
  /** `said`: somebody mapped it. `name`: it is called like a department. */
  mapped: z.enum(['said', 'name']).nullable(),
  person: Person.nullable(),
  reason: z.enum(['unmapped', 'nobody', 'left']).nullable(),
});
export type Party = z.infer<typeof Party>;

/** The mean of two scores of the same cases, 0 to 10; null below five cases. */
const Satisfaction = z.object({ n: z.number(), before: z.number().nullable(), after: z.number().nullable() });

export const Seam = z.object({
  from: z.string(),
  to: z.string(),
  /** How often a case crossed here, how many cases did, and how often it came straight back to where it was. */
  count: z.number(),
  cases: z.number(),
  bounces: z.number(),
  waitHours: z
    .number()
    .nullable()
    .describe('Median. Own cases: until the receiver accepted. A log: until something happened again.'),
  lost: z
    .number()
    .nullable()
    .describe('Cases that crossed here last and ended badly: never closed; of our own overdue or given up.'),
  satisfaction: Satisfaction.nullable(),
});
export type Seam = z.infer<typeof Seam>;

export const Seams = z
  .object({
    log: z.string(),
    cases: z.number(),
    groups: z.number(),
    handovers: z.object({ mean: z.number().nullable(), max: z.number().nullable(), none: z.number() }),
    bounces: z.number().describe('A → B → A, consecutive repeats collapsed.'),
    casesWithBounce: z.number(),
    casesReturning: z.number().describe('Cases that came back to a group that had held them before.'),
    topHandovers: z.array(z.object({ from: z.string(), to: z.string(), count: z.number() })),
    topBounces: z.array(z.object({ a: z.string(), b: z.string(), count: z.number() })),
    byHandovers: z.array(
      z.object({
        handovers: z.enum(buckets),
        cases: z.number(),
        medianDays: z
          .number()
          .nullable()
          .describe('A log: from the first to the last entry. Own cases: from opening to closing.'),
      }),
    ),
    satisfactionByHandovers: z
      .array(z.object({ handovers: z.enum(buckets), ...Satisfaction.shape }))
      .nullable()
      .describe('Only our own cases know how satisfied their customers were.'),
    days: z.object({ median: z.number().nullable(), mean: z.number().nullable() }),
    neverClosed: z.number().nullable().describe('Null where the log says nothing of states.'),
    closing: z.array(z.string()).describe('States that count as closed.'),
    closedWords: z.array(z.string()),
    crossings: z.number().describe('Hand-overs in all.'),
    pairs: z.number().describe('Seams in all: pairs that a case crossed.'),
    seams: z.array(Seam),
    pingPong: z.array(z.object({ a: z.string(), b: z.string(), bounces: z.number(), cases: z.number() })),
    /** The groups with most crossings against each other; the last one stands for all others where `other`. */
    matrix: z.object({
      groups: z.array(z.string()),
      other: z.boolean(),
      counts: z.array(z.array(z.number())),
    }),
    parties: z.array(Party),
  })
  .meta({ id: 'Seams' });
export type Seams = z.infer<typeof Seams>;

export const SeamCasesQuery = z.object({
  log: SeamsQuery.shape.log,
  from: z.string().max(300).optional().describe('With `to`: cases that crossed there.'),
  to: z.string().max(300).optional(),
  a: z.string().max(300).optional().describe('With `b`: cases that went back and forth between them.'),
  b: z.string().max(300).optional(),
  handovers: z.enum(buckets).optional(),
  after: z.coerce.number().int().min(0).default(0).describe('Cases to pass over.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  format: z.enum(['json', 'csv']).default('json'),
});
export type SeamCasesQuery = z.infer<typeof SeamCasesQuery>;

export const SeamCase = z.object({
  key: z.string().describe('The other system’s number, or ours.'),
  href: z.string().nullable(),
  customer: z.string().nullable(),
  handovers: z.number(),
  bounces: z.number(),
  closed: z.boolean().nullable(),
  from: z.date(),
  days: z.number(),
  path: z.array(z.object({ group: z.string(), at: z.string() })),
});
export type SeamCase = z.infer<typeof SeamCase>;
export const SeamCases = z.object({
  items: z.array(SeamCase),
  total: z.number(),
  next: z.string().nullable(),
});

export const SeamLogs = z.object({
  items: z.array(
    z.object({
      log: z.string().describe('“cases” are our own.'),
      cases: z.number(),
      crossings: z.number(),
      bounces: z.number(),
    }),
  ),
  next: z.null(),
});
