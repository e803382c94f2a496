import { z } from 'zod';

const card = z.object({
  id: z.uuid(),
  name: z.string(),
  initials: z.string(),
  colour: z.string(),
  title: z.string().nullable(),
  departmentName: z.string().nullable(),
});
const reading = z.object({
  key: z.string(),
  label: z.string(),
  value: z.number().nullable(),
  n: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  suppressed: z.boolean(),
  few: z.boolean(),
  wide: z.boolean(),
});
const metric = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.string(),
  unit: z.string().nullable(),
  higherIsBetter: z.boolean(),
  goodAt: z.number().nullable(),
  badAt: z.number().nullable(),
});
const department = z.object({ id: z.uuid(), key: z.string(), name: z.string() });

export const Coverage = z
  .object({ roles: z.int().nullable(), yes: z.int().nullable(), suppressed: z.boolean() })
  .meta({
    description: 'Roles of people that were said yes to; hidden where fewer than five people hold them.',
  });
export type Coverage = z.infer<typeof Coverage>;

export const Edge = z.object({
  from: z.uuid(),
  to: z.uuid(),
  objects: z.int().meta({ description: 'Things at which the first affects the second by their parts.' }),
  through: z.array(z.string()).meta({ description: 'Up to five of them by name.' }),
  handovers: z.int().meta({ description: 'Cases handed from the first to the second in half a year.' }),
});
export type Edge = z.infer<typeof Edge>;

const work = z.object({ open: z.int().nullable(), overdue: z.int().nullable(), suppressed: z.boolean() });
const counts = z.object({ high: z.int(), medium: z.int(), low: z.int(), dismissed: z.int() });

const row = department.extend({
  head: card.nullable(),
  people: z.int(),
  faults: counts,
  missingParts: z.int(),
  coverage: Coverage,
  work,
});
export const DepartmentsAnswer = z
  .object({ coverage: Coverage, departments: z.array(row), edges: z.array(Edge) })
  .meta({ id: 'DepartmentsTogether' });
export type DepartmentsAnswer = z.infer<typeof DepartmentsAnswer>;

export const DepartmentHome = row
  .extend({
    metric: metric.nullable(),
    from: z.string(),
    to: z.string(),
    measurements: z.array(z.object({ key: z.string(), name: z.string(), reading: reading.nullable() })),
    unacknowledged: z.int().nullable(),
    mandates: z.array(
      z.object({ needId: z.uuid(), name: z.string(), words: z.string(), overdue: z.boolean() }),
    ),
    waitsOn: z.array(Edge),
    waitedOnBy: z.array(Edge),
    departments: z.array(department),
  })
  .meta({ id: 'DepartmentHome' });
export type DepartmentHome = z.infer<typeof DepartmentHome>;

export const Impact = z
  .object({
    from: z.string(),
    to: z.string(),
    metric: metric.nullable(),
    now: reading.nullable(),
    change: z.number().nullable(),
    department: z.string().nullable(),
    mine: z.object({
      /** Part of the figure that comes from these touchpoints: weight × level; all parts add up to the figure. */
      contribution: z.number().nullable(),
      change: z.number().nullable(),
      share: z.number().nullable().meta({ description: 'Of all answers, those given at these touchpoints.' }),
    }),
    places: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        part: z.enum(['A', 'R', 'department']),
        reading: reading.nullable(),
        contribution: z.number().nullable(),
        change: z
          .number()
          .nullable()
          .meta({ description: 'Its part of the change of the common metric, exactly.' }),
        significant: z.boolean(),
      }),
    ),
    deeds: z
      .object({ customers: z.int(), closed: z.int(), confirmed: z.int(), denied: z.int() })
      .meta({ description: 'Of the one who asks; nobody else sees it.' }),
  })
  .meta({ id: 'Impact' });
export type Impact = z.infer<typeof Impact>;
