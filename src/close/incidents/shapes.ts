import { z } from 'zod';
import { Person } from '../case.ts';
import { IncidentMessage } from './incident.ts';

const place = z.object({ key: z.string(), name: z.string() }).nullable();

export const Incident = z
  .object({
    id: z.guid(),
    number: z.int(),
    state: z.enum(['running', 'calm', 'closed']).describe('running: what opens there joins it.'),
    touchpoint: place,
    journey: place,
    owner: Person,
    reason: z.string().describe('Why it is theirs, in words.'),
    openedAt: z.date(),
    lastCaseAt: z.date(),
    cases: z.int(),
    openCases: z.int(),
  })
  .meta({ id: 'Incident' });
export type Incident = z.infer<typeof Incident>;

export const IncidentDetail = Incident.extend({
  threshold: z.int(),
  windowMinutes: z.int(),
  since: z.date(),
  closed: z.object({ at: z.date(), by: Person.nullable(), why: z.string() }).nullable(),
  notices: z
    .array(z.object({ level: z.int(), at: z.date(), person: Person, cases: z.int() }))
    .describe('Who was told, at which size.'),
  messages: z.array(
    z.object({
      id: z.guid(),
      madeAt: z.date(),
      by: Person,
      texts: IncidentMessage,
      total: z.int(),
      told: z.int(),
      unreached: z.int(),
      finishedAt: z.date().nullable(),
    }),
  ),
}).meta({ id: 'IncidentDetail' });
export type IncidentDetail = z.infer<typeof IncidentDetail>;

export const IncidentCase = z.object({
  id: z.guid(),
  number: z.int(),
  customerName: z.string().nullable(),
  reason: z.string(),
  owner: Person,
  open: z.boolean(),
});
export type IncidentCase = z.infer<typeof IncidentCase>;
