import { z } from 'zod';

/** Lists that everybody has. */
export const builtIn = ['mine', 'offered', 'all', 'closed'] as const;

/** What a line of the list may show beside deadline and customer. */
export const shows = ['touchpoint', 'words', 'tags', 'marks', 'owner', 'opened'] as const;
export const usuallyShown: readonly (typeof shows)[number][] = [
  'touchpoint',
  'words',
  'tags',
  'marks',
  'owner',
];

const flag = z.enum(['true', 'false']);

/** What the list can be narrowed and sorted by, as it stands in an address. */
export const ViewQuery = z.strictObject({
  open: flag.optional(),
  owner: z.union([z.literal('me'), z.uuid()]).optional(),
  offered: z.literal('me').optional(),
  touchpoint: z.string().max(100).optional(),
  department: z.string().max(100).optional(),
  tag: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  urgent: flag.optional(),
  overdue: flag.optional(),
  q: z.string().trim().max(200).optional(),
  sort: z.enum(['due', '-opened', 'opened']).optional(),
});
export type ViewQuery = z.infer<typeof ViewQuery>;

/** Without defaults: what a change leaves out stays as it is. */
export const ViewChange = z.object({
  name: z.string().trim().min(1, 'Give the view a name.').max(60).optional(),
  team: z.boolean().optional().describe('My department sees it as well.'),
  query: ViewQuery.optional(),
  shows: z.array(z.enum(shows)).max(shows.length).optional(),
});
export const ViewInput = ViewChange.required({ name: true, query: true });
export type ViewInput = z.infer<typeof ViewInput>;
export type ViewChange = z.infer<typeof ViewChange>;

export const ViewOrder = z.object({
  ids: z.array(z.uuid()).max(200),
  /** Which list stands there first. */
  first: z.union([z.enum(builtIn), z.uuid()]).nullish(),
});
export type ViewOrder = z.infer<typeof ViewOrder>;

export const View = z
  .object({
    id: z.uuid(),
    name: z.string(),
    mine: z.boolean().describe('I made it, and may change it.'),
    team: z.string().nullable().describe('The department that sees it.'),
    by: z.string(),
    query: ViewQuery,
    shows: z.array(z.enum(shows)),
    count: z
      .object({ n: z.int(), more: z.boolean() })
      .nullable()
      .describe('Counted up to 1,000; null where it cannot be asked any more.'),
    gone: z
      .object({ field: z.string(), value: z.string() })
      .nullable()
      .describe('What it filters by and is not there any more.'),
  })
  .meta({ id: 'CaseView' });
export type View = z.infer<typeof View>;

export const Views = z
  .object({ items: z.array(View), first: z.string(), next: z.null() })
  .meta({ id: 'CaseViews' });
