import { z } from 'zod';
import { CaseFacts, type EventType, eventType, exampleCase, type Happening, text } from './eventType.ts';

const OfCase = z.object({ case: CaseFacts });
const example = { case: exampleCase };
const theCase = (one: Happening) => one.case as CaseFacts;

function plain(type: string, en: string, de: string): EventType {
  return eventType({ type, en, de, data: OfCase, example, tell: (one) => ({ case: theCase(one) }) });
}

const moves = {
  'case.hand_over_accepted': 'accepted',
  'case.handed_back': 'handed_back',
  'case.stepped_in': 'stepped_in',
  'case.owner_left': 'owner_left',
} as const;

function said(type: 'case.confirmed' | 'case.denied', en: string, de: string): EventType {
  return eventType({
    type,
    en,
    de,
    data: OfCase.extend({
      score: z.number().nullable().meta({ description: 'The customer’s new score, if they gave one.' }),
    }),
    example: { ...example, score: type === 'case.confirmed' ? 8 : 1 },
    tell: (one) => ({
      case: theCase(one),
      score: typeof one.data.score === 'number' ? one.data.score : null,
    }),
  });
}

function late(type: 'case.breached' | 'case.escalated', en: string, de: string): EventType {
  return eventType({
    type,
    en,
    de,
    data: OfCase.extend({ missedAt: z.iso.datetime().meta({ description: 'The deadline that passed.' }) }),
    example: { ...example, missedAt: '2026-03-03T09:00:00.000Z' },
    tell: (one) => ({ case: theCase(one), missedAt: text(one.data.dueAt) ?? theCase(one).dueAt }),
  });
}

function complaint(type: string, en: string, de: string): EventType {
  return eventType({
    type,
    en,
    de,
    data: OfCase.extend({
      reference: z.string().nullable().meta({ description: 'The number the customer was given.' }),
      clock: z.string().nullable().meta({ description: 'Which date passed; null where none did.' }),
      outcome: z.string().nullable().meta({ description: 'How it was decided, once it is answered.' }),
    }),
    example: {
      ...example,
      reference: 'B-2026-000017',
      clock: type.endsWith('late') ? 'final_response' : null,
      outcome: type.endsWith('answered') ? 'upheld' : null,
    },
    tell: (one) => ({
      case: theCase(one),
      reference: text(one.data.reference),
      clock: text(one.data.clock),
      outcome: text(one.data.outcome),
    }),
  });
}

export const caseTypes: EventType[] = [
  plain(
    'case.opened',
    'A customer needs somebody: a case was opened and has an owner.',
    'Ein Kunde braucht jemanden: Ein Fall wurde eröffnet und hat jemanden, dem er gehört.',
  ),
  eventType({
    type: 'case.fact_joined',
    en: 'Something more happened to a customer whose case is open already; it joined that case.',
    de: 'Einem Kunden mit offenem Fall ist noch etwas geschehen; es kam zu diesem Fall hinzu.',
    data: OfCase.extend({
      factId: z.string().nullable().meta({ description: 'The answer or interaction that joined.' }),
      madeUrgent: z.boolean(),
    }),
    example: { ...example, factId: '0199a1b2-0000-7000-8000-00000000f00d', madeUrgent: false },
    tell: (one) => ({
      case: theCase(one),
      factId: text(one.data.factId),
      madeUrgent: one.data.madeUrgent === true,
    }),
  }),
  plain('case.acknowledged', 'The owner has seen the case.', 'Der Fall wurde gesehen.'),
  eventType({
    type: 'case.owner_changed',
    from: Object.keys(moves),
    en: 'The case has another owner: handed over and accepted, handed back, stepped in, or the owner left.',
    de: 'Der Fall gehört jemand anderem: übergeben und angenommen, zurückgegeben, eingesprungen oder ausgeschieden.',
    data: OfCase.extend({
      how: z.enum(['accepted', 'handed_back', 'stepped_in', 'owner_left']),
      fromId: z.string().nullable().meta({ description: 'The person who had it.' }),
    }),
    example: { ...example, how: 'accepted', fromId: '0199a1b2-0000-7000-8000-00000000b003' },
    tell: (one) => ({
      case: theCase(one),
      how: moves[one.name as keyof typeof moves],
      fromId: text(one.data.from),
    }),
  }),
  plain('case.disputed', 'The owner says: not mine.', 'Wem der Fall gehört, sagt: nicht meiner.'),
  plain('case.dispute_ruled', 'It was ruled whose case it is.', 'Es wurde entschieden, wem der Fall gehört.'),
  plain(
    'case.action_taken',
    'Something was done for the customer. What, stands in the case.',
    'Für den Kunden wurde etwas getan. Was, steht im Fall.',
  ),
  eventType({
    type: 'case.customer_told',
    en: 'The customer was told what was done.',
    de: 'Dem Kunden wurde gesagt, was getan wurde.',
    data: OfCase.extend({ channel: z.string().nullable().meta({ description: 'email, phone, letter.' }) }),
    example: { ...example, channel: 'email' },
    tell: (one) => ({ case: theCase(one), channel: text(one.data.channel) }),
  }),
  eventType({
    type: 'case.closed',
    en: 'The case is closed: the customer was told, or it was waived with a reason.',
    de: 'Der Fall ist geschlossen: Der Kunde weiß Bescheid, oder es wurde begründet darauf verzichtet.',
    data: OfCase.extend({ told: z.boolean().meta({ description: 'false: waived with a reason.' }) }),
    example: { case: { ...exampleCase, closedAt: '2026-03-02T15:30:00.000Z' }, told: true },
    tell: (one) => ({ case: theCase(one), told: one.data.messageId != null }),
  }),
  eventType({
    type: 'case.reopened',
    en: 'A closed case is open again.',
    de: 'Ein geschlossener Fall ist wieder offen.',
    data: OfCase.extend({ by: z.enum(['customer', 'colleague']) }),
    example: { ...example, by: 'customer' as const },
    tell: (one) => ({
      case: theCase(one),
      by: one.data.by === 'customer' ? ('customer' as const) : ('colleague' as const),
    }),
  }),
  said('case.confirmed', 'The customer says: it was put right.', 'Der Kunde sagt: Es ist wieder gut.'),
  said('case.denied', 'The customer says: it was not put right.', 'Der Kunde sagt: Es ist nicht gut.'),
  eventType({
    type: 'case.paused',
    en: 'The clocks of a case stand still, because it waits for somebody.',
    de: 'Die Uhren eines Falls stehen still, weil auf jemanden gewartet wird.',
    data: OfCase.extend({
      waitsFor: z.string().nullable().meta({ description: 'customer, supplier, authority, other.' }),
      until: z.string().nullable().meta({ description: 'When it goes on by itself.' }),
    }),
    example: { ...example, waitsFor: 'supplier', until: '2026-03-05T09:00:00.000Z' },
    tell: (one) => ({ case: theCase(one), waitsFor: text(one.data.waitsFor), until: text(one.data.until) }),
  }),
  plain('case.resumed', 'The clocks of a case run again.', 'Die Uhren eines Falls laufen wieder.'),
  eventType({
    type: 'case.merged',
    en: 'A case was the same trouble as another of that customer, and goes on there.',
    de: 'Ein Fall war derselbe Ärger wie ein anderer dieses Kunden und geht dort weiter.',
    data: OfCase.extend({ intoId: z.string().nullable().meta({ description: 'The case that goes on.' }) }),
    example: { ...example, intoId: '0199a1b2-0000-7000-8000-00000000c002' },
    tell: (one) => ({ case: theCase(one), intoId: text(one.data.otherId) }),
  }),
  eventType({
    type: 'case.redress_given',
    en: 'The customer was given something out of a budget for putting things right.',
    de: 'Der Kunde bekam etwas aus einem Budget, um es wiedergutzumachen.',
    data: OfCase.extend({
      redressId: z.string().nullable(),
      kind: z.string().nullable().meta({ description: 'refund, voucher, replacement, goodwill, other.' }),
      amount: z.number().nullable().meta({ description: 'In the smallest unit of the currency.' }),
      currency: z.string().nullable(),
    }),
    example: {
      ...example,
      redressId: '0199a1b2-0000-7000-8000-00000000ad01',
      kind: 'voucher',
      amount: 2500,
      currency: 'EUR',
    },
    tell: (one) => ({
      case: theCase(one),
      redressId: text(one.data.redressId),
      kind: text(one.data.kind),
      amount: typeof one.data.amount === 'number' ? one.data.amount : null,
      currency: text(one.data.currency),
    }),
  }),
  complaint(
    'case.complaint_received',
    'The case is a formal complaint from now on; its statutory clocks run.',
    'Der Fall ist von nun an eine förmliche Beschwerde; ihre gesetzlichen Fristen laufen.',
  ),
  complaint(
    'case.complaint_acknowledged',
    'Receipt of the complaint was confirmed to the customer.',
    'Dem Kunden wurde der Eingang der Beschwerde bestätigt.',
  ),
  complaint(
    'case.complaint_answered',
    'The complaint has its final response.',
    'Die Beschwerde hat ihre abschließende Antwort.',
  ),
  complaint(
    'case.complaint_late',
    'A statutory date of a complaint passed.',
    'Eine gesetzliche Frist einer Beschwerde ist verstrichen.',
  ),
  late(
    'case.breached',
    'A deadline passed with the case open.',
    'Eine Frist verging, der Fall ist noch offen.',
  ),
  late(
    'case.escalated',
    'Still open after the deadline: the executive sponsor was told.',
    'Nach der Frist noch offen: Die Geschäftsführung wurde unterrichtet.',
  ),
];
