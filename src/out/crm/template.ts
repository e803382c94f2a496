import { z } from 'zod';

/** What can be written into a customer’s record, as it is at the moment of writing. `{last_<metric>}` besides. */
export const crmFields = [
  'key',
  'customer_id',
  'customer_url',
  'open_cases',
  'urgent_cases',
  'last_case_number',
  'last_case_state',
  'last_case_reason',
  'last_case_opened_at',
  'last_case_closed_at',
  'last_case_url',
  'last_score',
  'last_score_metric',
  'last_score_at',
] as const;

export type CrmValues = Record<string, string | number | null>;

const Header = z.object({
  name: z.string().regex(/^[A-Za-z0-9-]{1,100}$/, 'is not the name of a header'),
  value: z
    .string()
    .max(1000)
    .regex(/^[\t\x20-\x7e]*$/, 'may hold plain characters only'),
});

/** How the receiver knows us; the secret itself is kept apart, sealed. */
const Access = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('header'),
    name: Header.shape.name.default('Authorization'),
    prefix: z
      .string()
      .max(50)
      .regex(/^[\x20-\x7e]*$/)
      .default('Bearer '),
  }),
  z.object({
    kind: z.literal('client_credentials'),
    tokenUrl: z.string().max(2000),
    clientId: z.string().min(1).max(500),
  }),
]);
export type Access = z.infer<typeof Access>;

export const CrmSettings = z
  .object({
    source: z
      .string()
      .min(1)
      .max(100)
      .meta({ description: 'The source whose own key for the customer names the record there.' }),
    method: z.enum(['PATCH', 'PUT', 'POST']).default('PATCH'),
    headers: z.array(Header).max(20).default([]),
    access: Access,
    body: z
      .string()
      .max(20_000)
      .meta({ description: 'JSON whose texts hold {fields}. A text that is one field only keeps its kind.' }),
    allText: z
      .boolean()
      .default(false)
      .meta({ description: 'Every value as text, nothing as an empty one (HubSpot).' }),
  })
  .meta({ id: 'CrmSettings' });
export type CrmSettings = z.infer<typeof CrmSettings>;

const field = /\{([a-z][a-z0-9_.-]*)\}/g;

/** Every field a text names. */
export function fieldsIn(text: string): string[] {
  return [...text.matchAll(field)].map((one) => one[1] as string);
}

/** The body with its blanks filled in. @throws SyntaxError where the template is no JSON */
export function fillBody(template: string, values: CrmValues, allText: boolean): string {
  return JSON.stringify(fill(JSON.parse(template), values, allText));
}

function fill(node: unknown, values: CrmValues, allText: boolean): unknown {
  if (Array.isArray(node)) return node.map((one) => fill(one, values, allText));
  if (node !== null && typeof node === 'object')
    return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, fill(one, values, allText)]));
  if (typeof node !== 'string') return node;
  const only = /^\{([a-z][a-z0-9_.-]*)\}$/.exec(node)?.[1];
  if (only && !allText) return values[only] ?? null;
  return node.replace(field, (_, name: string) => String(values[name] ?? ''));
}

/** The record’s address: the key never adds to the path. */
export function fillUrl(template: string, key: string): string {
  return template.replaceAll('{key}', encodeURIComponent(key));
}
