import { z } from 'zod';
import { CrmSettings } from './crm/template.ts';

export const endpointKinds = ['webhook', 'slack', 'teams', 'crm'] as const;
export type EndpointKind = (typeof endpointKinds)[number];

const Name = z.string().trim().min(1).max(100);
const Url = z.string().trim().min(1).max(2000);
const EventTypes = z
  .array(z.string().max(100))
  .min(1, 'choose at least one kind of event')
  .max(100)
  .meta({ description: 'Types of the catalogue (/event-types).' });

const common = {
  name: Name,
  description: z.string().trim().max(1000).default(''),
  eventTypes: EventTypes,
};

const WebhookInput = z.object({ kind: z.literal('webhook'), ...common, url: Url });

const Departments = z
  .array(z.string().max(100))
  .max(200)
  .meta({ description: 'Keys: only cases of their people. None: of everybody.' });

const chat = { ...common, url: Url, departments: Departments.default([]) };
const Secret = z
  .string()
  .min(1)
  .max(4000)
  .regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/, 'may hold plain characters only');

const CrmInput = z.object({
  kind: z.literal('crm'),
  ...common,
  url: Url.meta({ description: 'Of the record; {key} is the source’s own key of the customer.' }),
  settings: CrmSettings,
  secret: Secret.meta({ description: 'Token or client secret; sealed, never shown again.' }),
});

export const EndpointInput = z
  .discriminatedUnion('kind', [
    WebhookInput,
    z.object({ kind: z.literal('slack'), ...chat }),
    z.object({ kind: z.literal('teams'), ...chat }),
    CrmInput,
  ])
  .meta({ id: 'EndpointInput' });
export type EndpointInput = z.infer<typeof EndpointInput>;

/** What is left out stays. */
export const EndpointChange = z
  .object({
    name: Name,
    description: common.description.unwrap(),
    eventTypes: EventTypes,
    url: Url,
    departments: Departments,
    settings: CrmSettings,
    secret: Secret,
    ownerId: z.uuid().meta({ description: 'Who hears of it when deliveries keep failing.' }),
  })
  .partial()
  .meta({ id: 'EndpointChange' });
export type EndpointChange = z.infer<typeof EndpointChange>;

export const Endpoint = z
  .object({
    id: z.uuid(),
    kind: z.enum(endpointKinds),
    name: z.string(),
    description: z.string(),
    url: z.string().meta({ description: 'Without what is secret in it.' }),
    eventTypes: z.array(z.string()),
    departments: z.array(z.string()),
    settings: CrmSettings.nullable().meta({ description: 'CRM only.' }),
    owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    stopped: z
      .object({
        why: z
          .enum(['person', 'gone', 'failing'])
          .meta({ description: 'gone: it answered 410; failing: nothing came through for three days.' }),
        at: z.date(),
        detail: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'While it is stopped nothing is sent, and what happens waits.' }),
    failingSince: z.date().nullable(),
    restsUntil: z.date().nullable(),
    waiting: z.int(),
    givenUp: z.int(),
    deliveredAt: z.date().nullable().meta({ description: 'The last time something was delivered.' }),
    oldSecretUntil: z.date().nullable().meta({ description: 'Until then the secret before signs too.' }),
    madeAt: z.date(),
  })
  .meta({ id: 'Endpoint' });
export type Endpoint = z.infer<typeof Endpoint>;

export const MadeEndpoint = Endpoint.extend({
  secret: z.string().nullable().meta({ description: 'What messages are signed with; shown this once.' }),
}).meta({ id: 'MadeEndpoint' });
