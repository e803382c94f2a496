import { z } from 'zod';
import { Person } from './case.ts';

export const PresenceInput = z.object({
  doing: z.enum(['here', 'writing', 'gone']),
  tab: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .meta({ description: 'Tells two pages of one person apart.' }),
});
export type PresenceInput = z.infer<typeof PresenceInput>;

export const Others = z
  .object({ others: z.array(Person.extend({ writing: z.boolean() })) })
  .meta({ id: 'OthersHere' });
export type Others = z.infer<typeof Others>;
