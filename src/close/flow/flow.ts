import { z } from 'zod';

/** Shapes of what is said about flow. Durations are minutes of the calendar. */
const text = z.string().nullable();
const key = z.string().max(200);

export const spans = ['4', '13', '26', '52'] as const;

const filter = {
  weeks: z.enum(spans).default('13').transform(Number).describe('So many weeks, up to and with this one.'),
  team: key.optional().describe('Key of a department; “none”: people without one.'),
  touchpoint: key.optional().describe('Key; “unplaced”: none.'),
  journey: key.optional().describe('Key.'),
};
export const FlowQuery = z.object({ ...filter, format: z.enum(['json', 'csv']).default('json') });
export type FlowQuery = z.infer<typeof FlowQuery>;

export const stages = ['acknowledge', 'act', 'tell', 'confirm'] as const;
export const parts = ['outside', 'unseen', 'offered', 'paused', 'worked'] as const;

export const Middle = z
  .object({
    n: z.int(),
    median: z.number(),
    low: z.number().nullable().describe('Null under six cases.'),
    high: z.number().nullable(),
    p90: z.number().describe('One case in ten takes longer.'),
  })
  .meta({ id: 'FlowMiddle', description: 'Minutes. The interval (95 %) is that of the median.' });
export type Middle = z.infer<typeof Middle>;

/** A share with Wilson's interval. */
export const Rate = z
  .object({ x: z.int(), n: z.int(), value: z.number(), low: z.number(), high: z.number() })
  .meta({ id: 'FlowRate' });
export type Rate = z.infer<typeof Rate>;

const Group = z.object({
  key: text.describe('Null: no team, or on no touchpoint.'),
  name: text,
  hidden: z.boolean().describe('Too few cases or people; or it could be worked out from the others.'),
  closed: z.int().nullable(),
  total: Middle.nullable(),
  waiting: z.number().nullable().describe('Share of the time in working hours in which nobody worked on it.'),
  reopened: Rate.nullable(),
  confirmed: Rate.nullable(),
});
export type Group = z.infer<typeof Group>;

const figures = {
  closed: z.int(),
  stages: z.array(z.object({ stage: z.enum(stages), time: Middle.nullable() })),
  total: Middle.nullable(),
  parts: z
    .array(z.object({ part: z.enum(parts), minutes: z.number(), share: z.number() }))
    .nullable()
    .describe('Where the time went while the cases were open: the mean of a case, and the share.'),
  confirmed: Rate.nullable().describe('Of those told: the customer said that it is fine.'),
  reopened: Rate.nullable(),
  firstContact: Rate.nullable().describe('Of those told: one message, one owner, never reopened.'),
  recovered: Rate.nullable().describe('Of the unhappy (0 to 6) who scored again: now 7 to 10.'),
  gain: z
    .object({ n: z.int(), value: z.number(), low: z.number().nullable(), high: z.number().nullable() })
    .nullable()
    .describe('Mean of the new score minus the one that opened the case, with its t interval.'),
  handovers: z.array(
    z.object({
      handovers: z.enum(['0', '1', '2', '3+']),
      cases: z.int().nullable(),
      recovered: Rate.nullable(),
    }),
  ),
};

export const Flow = z
  .object({
    from: z.string().describe('Monday of the first week.'),
    to: z.string().describe('Monday after the last.'),
    waiting: z.int().describe('Changes that are not counted yet; within a minute they are.'),
    tooFew: z.boolean().describe('Fewer than five cases, or a team of fewer than five people.'),
    opened: z.int().nullable(),
    ...figures,
    closed: z.int().nullable(),
    trend: z.array(
      z.object({
        week: z.string(),
        opened: z.int().nullable(),
        closed: z.int().nullable(),
        total: Middle.nullable(),
      }),
    ),
    teams: z.array(Group),
    touchpoints: z.array(Group),
  })
  .meta({ id: 'Flow' });
export type Flow = z.infer<typeof Flow>;

export const OwnFlow = z.object(figures).meta({ id: 'OwnFlow' });
export type OwnFlow = z.infer<typeof OwnFlow>;

export const NowQuery = z.object({
  team: filter.team,
  touchpoint: filter.touchpoint,
  journey: filter.journey,
});
export type NowQuery = z.infer<typeof NowQuery>;

const Line = z.object({ week: z.string(), value: z.number(), low: z.number(), high: z.number() });

export const Risk = z.object({
  id: z.uuid(),
  number: z.int(),
  customer: text,
  touchpoint: text,
  urgent: z.boolean(),
  dueAt: z.date(),
  late: z.int(),
  n: z.int(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  similar: z.enum(['touchpoint', 'all']).describe('Compared with those of its touchpoint, or with all.'),
});
export type Risk = z.infer<typeof Risk>;

export const FlowNow = z
  .object({
    tooFew: z.boolean(),
    open: z.int().nullable(),
    overdue: z.int().nullable(),
    history: z.array(z.object({ week: z.string(), open: z.int() })).describe('At the end of each week.'),
    forecast: z.array(Line).nullable().describe('Null: fewer than eight weeks of history.'),
    risk: z
      .object({
        considered: z.int().describe('Due within seven days, not yet overdue, with similar cases.'),
        unknown: z
          .int()
          .describe('Due within seven days, but fewer than five similar cases were open so long.'),
        expected: z.object({ value: z.number(), low: z.number(), high: z.number() }),
        cases: z.array(Risk).describe('The likeliest first, at most fifty.'),
      })
      .nullable(),
  })
  .meta({ id: 'FlowNow' });
export type FlowNow = z.infer<typeof FlowNow>;

export const behindFigures = [
  'total',
  ...stages,
  ...parts,
  'confirmed',
  'denied',
  'reopened',
  'first_contact',
  'recovered',
  'handed0',
  'handed1',
  'handed2',
  'handed3',
  'opened',
] as const;

export const FlowCasesQuery = z.object({
  ...filter,
  figure: z.enum(behindFigures).default('total'),
  week: z.iso.date().optional().describe('Only this week: its Monday.'),
  whose: z.literal('me').optional(),
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  format: z.enum(['json', 'csv']).default('json'),
});
export type FlowCasesQuery = z.infer<typeof FlowCasesQuery>;

export const FlowCase = z.object({
  id: z.uuid(),
  number: z.int(),
  customer: text,
  touchpoint: text,
  reason: z.string(),
  openedAt: z.date(),
  closedAt: z.date().nullable(),
  minutes: z.int().nullable(),
});
export type FlowCase = z.infer<typeof FlowCase>;
export const FlowCases = z.object({
  tooFew: z.boolean(),
  items: z.array(FlowCase),
  next: text,
});
