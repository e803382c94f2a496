import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { AssignmentObject } from './assign.ts';
import { DelegationInput } from './delegation.ts';
import { coverOf, delegate, endDelegation, iActFor } from './own.ts';
import { Card } from './person.ts';
import { EndInput } from './shapes.ts';

const DelegationId = z.object({ delegationId: z.uuid() });

const CoverEntryShape = z
  .object({
    id: z.uuid(),
    person: Card,
    to: Card,
    object: z
      .object({ kind: AssignmentObject.shape.kind, id: z.int(), key: z.string(), name: z.string() })
      .nullable()
      .meta({ description: 'Null: everything of theirs.' }),
    absent: z.boolean(),
    from: z.string(),
    until: z.string(),
    reason: z.string().nullable(),
    state: z.enum(['past', 'now', 'future']),
    void: z.boolean().meta({ description: 'Who would act has left: it stays with the person.' }),
  })
  .meta({ id: 'Delegation' });

const ActingList = z.object({
  items: z.array(
    z.object({
      forPersonId: z.uuid(),
      forName: z.string(),
      until: z.string(),
      absent: z.boolean(),
      touchpoints: z.array(z.int()),
      elsewhere: z.boolean(),
      except: z.array(z.int()),
    }),
  ),
  next: z.null(),
});

export function coverRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/delegations',
      'ownership:read',
      {
        summary: 'Delegations and absences with their cover, of a person or of everybody.',
        query: z.object({ person: z.uuid().optional() }),
        answers: z.object({ items: z.array(CoverEntryShape), next: z.null() }),
      },
      async ({ query, actor }) => ({ items: await coverOf(platform, actor, query), next: null }),
    ),
    route(
      'get',
      '/delegations/acting',
      'signed-in',
      { summary: 'Whom I act for now, and at what.', answers: ActingList },
      async ({ actor }) => ({ items: await iActFor(platform, actor), next: null }),
    ),
    route(
      'post',
      '/delegations',
      'signed-in',
      {
        summary:
          'Pass responsibility on until a day, or note an absence with its cover. Accountability stays.',
        body: DelegationInput,
        answers: z.object({ id: z.uuid() }),
        status: 201,
      },
      ({ body, actor }) => delegate(platform, actor, body),
    ),
    route(
      'post',
      '/delegations/:delegationId/end',
      'signed-in',
      {
        summary: 'It returns before its day.',
        params: DelegationId,
        body: EndInput,
        answers: z.object({ id: z.uuid().nullable() }),
      },
      ({ params, body, actor }) => endDelegation(platform, actor, params.delegationId, body),
    ),
  ];
}
