import { z } from 'zod';
import { type EventType, eventType, text } from './eventType.ts';

const customer = '0199a1b2-0000-7000-8000-00000000a042';
const other = '0199a1b2-0000-7000-8000-00000000a017';
const Two = z.object({
  customerId: z.guid(),
  otherId: z.string().nullable().meta({ description: 'The other customer.' }),
});

const ofTwo = (type: string, field: string, en: string, de: string): EventType =>
  eventType({
    type,
    en,
    de,
    data: Two,
    example: { customerId: customer, otherId: other },
    tell: (one) => ({ customerId: one.subject.id, otherId: text(one.data[field]) }),
  });

const Assignment = z.object({
  assignmentId: z.guid(),
  object: z.object({ kind: z.string(), id: z.union([z.string(), z.number()]) }).nullable(),
  role: z.string().nullable().meta({ description: 'A accountable, R responsible, C consulted, I informed.' }),
  on: z.string().nullable().meta({ description: 'The day from which it holds, or on which it ends.' }),
});

const ofAssignment = (type: string, en: string, de: string): EventType =>
  eventType({
    type,
    en,
    de,
    data: Assignment,
    example: {
      assignmentId: '0199a1b2-0000-7000-8000-00000000d001',
      object: { kind: 'touchpoint', id: 'technician_visit' },
      role: 'A',
      on: '2026-03-02',
    },
    tell: (one) => ({
      assignmentId: one.subject.id,
      object: objectOf(one.data.object),
      role: text(one.data.role),
      on: text(one.data.from) ?? text(one.data.on),
    }),
  });

/** Objects are named by their key or their number, depending on the verb. */
function objectOf(value: unknown): { kind: string; id: string | number } | null {
  const { kind, id, key } = (value ?? {}) as { kind?: unknown; id?: unknown; key?: unknown };
  const named = key ?? id;
  if (typeof kind !== 'string' || (typeof named !== 'string' && typeof named !== 'number')) return null;
  return { kind, id: named };
}

const Import = z.object({
  runId: z.string(),
  read: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  failure: z.string().nullable(),
});

const ofImport = (type: string, failure: string | null, en: string, de: string): EventType =>
  eventType({
    type,
    en,
    de,
    data: Import,
    example: { runId: '17', read: 5000, accepted: 4990, rejected: 10, failure },
    tell: (one) => ({
      runId: one.subject.id,
      read: Number(one.data.read ?? 0),
      accepted: Number(one.data.accepted ?? 0),
      rejected: Number(one.data.rejected ?? 0),
      failure: text(one.data.failure),
    }),
  });

const Journey = z.object({
  journey: z.string().meta({ description: 'Its key.' }),
  version: z.number().nullable(),
  added: z.array(z.string()).meta({ description: 'Keys of touchpoints that were added.' }),
  removed: z.array(z.string()),
});

const ofJourney = (type: string, en: string, de: string): EventType =>
  eventType({
    type,
    en,
    de,
    data: Journey,
    example: { journey: 'join', version: 4, added: ['welcome_call'], removed: [] },
    tell: (one) => ({
      journey: one.subject.id,
      version: typeof one.data.version === 'number' ? one.data.version : null,
      added: (one.data.added as string[] | undefined) ?? [],
      removed: (one.data.removed as string[] | undefined) ?? [],
    }),
  });

export const answerType = eventType({
  type: 'response.received',
  en: 'A customer answered a question. Only answers of the last 14 days: history that is loaded tells nothing.',
  de: 'Ein Kunde hat eine Frage beantwortet. Nur Antworten der letzten 14 Tage: Geladene Vergangenheit meldet nichts.',
  data: z.object({
    responseId: z.guid(),
    customerId: z.string().nullable(),
    metric: z.string().meta({ description: 'Its key: nps, csat, ces …' }),
    value: z.number().nullable().meta({ description: 'null: words without a score.' }),
    hasComment: z.boolean(),
    contactRequested: z.boolean(),
    touchpoint: z.string().nullable(),
    occurredAt: z.iso.datetime(),
  }),
  example: {
    responseId: '0199a1b2-0000-7000-8000-00000000e001',
    customerId: customer,
    metric: 'nps',
    value: 9,
    hasComment: true,
    contactRequested: false,
    touchpoint: 'technician_visit',
    occurredAt: '2026-03-02T08:58:12.000Z',
  },
  tell: ({ subject, data }) => ({
    responseId: subject.id,
    customerId: text(data.customerId),
    metric: String(data.metric),
    value: typeof data.value === 'number' ? data.value : null,
    hasComment: data.hasComment === true,
    contactRequested: data.contactRequested === true,
    touchpoint: text(data.touchpoint),
    occurredAt: String(data.occurredAt),
  }),
});

export const testType = eventType({
  type: 'endpoint.test',
  en: 'Sent when somebody presses “Send a test”.',
  de: 'Wird gesendet, wenn jemand „Test senden“ drückt.',
  data: z.object({ endpointId: z.guid(), name: z.string() }),
  example: { endpointId: '0199a1b2-0000-7000-8000-00000000ab01', name: 'Data warehouse' },
  tell: ({ subject, data }) => ({ endpointId: subject.id, name: String(data.name) }),
});

export const otherTypes: EventType[] = [
  answerType,
  ofTwo(
    'customer.merged',
    'from',
    'Two customers are one from now on: “other” became “customer”.',
    'Zwei Kunden sind von nun an einer: „other“ wurde zu „customer“.',
  ),
  ofTwo(
    'customer.unmerged',
    'from',
    'A merge was taken back: “other” is a customer of its own again.',
    'Eine Zusammenführung wurde zurückgenommen: „other“ ist wieder ein eigener Kunde.',
  ),
  ofTwo(
    'customer.separated',
    'target',
    'Records of “customer” were found to be somebody else’s.',
    'Datensätze von „customer“ gehören jemand anderem.',
  ),
  eventType({
    type: 'customer.erased',
    en: 'A customer was erased: erase what you hold under this id. One message for each id they ever had.',
    de: 'Ein Kunde wurde gelöscht: Löschen Sie, was Sie unter dieser ID halten. Eine Nachricht je ID, die er je hatte.',
    data: z.object({ customerId: z.guid() }),
    example: { customerId: customer },
    tell: ({ subject }) => ({ customerId: subject.id }),
  }),
  ofAssignment(
    'assignment.made',
    'Somebody answers for something from a day on.',
    'Jemand ist ab einem Tag für etwas zuständig.',
  ),
  ofAssignment(
    'assignment.ended',
    'That somebody answers for something ended.',
    'Eine Zuständigkeit endete.',
  ),
  eventType({
    type: 'target.set',
    en: 'A target was set for a metric.',
    de: 'Für eine Kennzahl wurde ein Ziel gesetzt.',
    data: z.object({
      targetId: z.guid(),
      metric: z.string().nullable(),
      touchpoint: z.string().nullable(),
      value: z.number().nullable(),
      fromOn: z.string().nullable(),
      dueOn: z.string().nullable(),
    }),
    example: {
      targetId: '0199a1b2-0000-7000-8000-000000009001',
      metric: 'nps',
      touchpoint: null,
      value: 30,
      fromOn: '2026-03-01',
      dueOn: '2026-12-31',
    },
    tell: ({ subject, data }) => ({
      targetId: subject.id,
      metric: text(data.metric),
      touchpoint: text(data.touchpoint),
      value: typeof data.value === 'number' ? data.value : null,
      fromOn: text(data.fromOn),
      dueOn: text(data.dueOn),
    }),
  }),
  ofJourney('journey.made', 'A journey map was made.', 'Eine Kundenreise wurde angelegt.'),
  ofJourney('journey.changed', 'A journey map was changed.', 'Eine Kundenreise wurde geändert.'),
  ofJourney('journey.archived', 'A journey map was put away.', 'Eine Kundenreise wurde abgelegt.'),
  ofImport('import.finished', null, 'An import is through.', 'Ein Import ist fertig.'),
  ofImport(
    'import.failed',
    'The disk is full. Rows taken in before stay; free some space and import the file again.',
    'An import stopped before its end.',
    'Ein Import brach vor dem Ende ab.',
  ),
];
