import {
  acknowledgeComplaint,
  assessComplaint,
  type Complaint,
  complaintForCase,
  draftLetters,
  escalateComplaint,
  investigateComplaint,
  openComplaint,
  respondToComplaint,
  setRedress,
} from '../close/close.ts';
import type { Actor } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { DAY } from './day.ts';
import { actor, actorById, customerOf } from './disputes.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';
import type { Resident } from './population.ts';

const HOUR = 3_600_000;

interface Story {
  /** Days before the end. */
  daysAgo: number;
  touchpoint: string;
  /** Days before it was taken in that it came. */
  layFor?: number;
  by: 'email' | 'phone' | 'letter' | 'web';
  category: string;
  summary: string;
  wants?: string;
  severity?: 'low' | 'medium' | 'high' | 'critical';
  found?: { outcome: 'upheld' | 'partly' | 'not_upheld'; cause: string; at?: string; findings: string };
  redress?: { what: string; amount?: number };
  answered?: boolean;
  outside?: string;
}

/** From just in to taken to the arbitration board; one lay in the post room for too long. */
const stories: Story[] = [
  {
    daysAgo: 15.2,
    touchpoint: 'monthly_bill',
    by: 'email',
    category: 'billing',
    summary: 'For the third month you bill me for a second line that I never ordered.',
    wants: 'All three amounts back, and a bill that is right.',
    severity: 'medium',
    found: {
      outcome: 'upheld',
      cause: 'system',
      at: 'order_form',
      findings:
        'The order form added a second line when the page was loaded twice. It was billed from March on.',
    },
    redress: { what: 'All three months are refunded', amount: 59.7 },
    answered: true,
  },
  {
    daysAgo: 9.4,
    touchpoint: 'technician_visit',
    by: 'phone',
    category: 'delivery',
    summary: 'I took a day off and your technician says nobody was at home. I was. All day.',
    wants: 'A day’s pay.',
    severity: 'high',
    found: {
      outcome: 'partly',
      cause: 'handover',
      at: 'field_dispatch',
      findings: 'The crew had an old house number. They were in the street, at the wrong door.',
    },
    redress: { what: 'A month free of charge instead of a day’s pay', amount: 44.9 },
    answered: true,
    outside: 'Schlichtungsstelle Telekommunikation',
  },
  {
    daysAgo: 1.1,
    layFor: 12,
    touchpoint: 'old_address',
    by: 'letter',
    category: 'contract',
    summary: 'You go on charging me for a flat I left in spring. I have written to you twice about it.',
    severity: 'high',
  },
  {
    daysAgo: 0.9,
    touchpoint: 'outage_repair',
    by: 'web',
    category: 'service',
    summary: 'Four days without a line, and every day somebody else told me it would be tomorrow.',
    severity: 'critical',
    found: {
      outcome: 'upheld',
      cause: 'promise',
      at: 'outage_notice',
      findings: 'The part had to be ordered. That was known on the first day and was not passed on.',
    },
    redress: { what: 'Four days’ fee and a voucher', amount: 25 },
  },
  {
    daysAgo: 0.4,
    touchpoint: 'hotline',
    by: 'email',
    category: 'conduct',
    summary: 'Your colleague hung up on my mother because she asked to speak more slowly.',
  },
];

/** Complaints at every stage, taken in and worked on through the same verbs as any. */
export async function makeComplaints(past: Past, people: People, residents: Resident[]): Promise<void> {
  const callers = residents.filter((one) => !one.business && one.joinedDaysAgo > 400).slice(20);
  for (const [n, story] of stories.entries()) {
    const customer = callers[n];
    if (customer) await tell(past, people, await customerOf(past, customer), story);
  }
  past.clock.set(new Date(past.end - 0.2 * DAY));
  await openComplaint(past, actor(people, 'service 3'), {
    anonymous: true,
    regime: 'general',
    receivedBy: 'web',
    category: 'privacy',
    summary: 'In your shop the screens can be read from the queue. I saw somebody’s whole contract.',
    touchpoint: 'advice_call',
    urgent: false,
  });
  past.clock.set(new Date(past.end));
}

async function tell(past: Past, people: People, customerId: string, story: Story): Promise<void> {
  const begun = past.end - story.daysAgo * DAY;
  const after = (hours: number) => past.clock.set(new Date(Math.min(begun + hours * HOUR, past.end)));
  after(0);
  const caseId = await openComplaint(past, actor(people, 'service 2'), {
    customerId,
    touchpoint: story.touchpoint,
    regime: 'general',
    receivedAt: new Date(begun - (story.layFor ?? 0) * DAY),
    receivedBy: story.by,
    category: story.category,
    summary: story.summary,
    urgent: false,
    ...(story.wants ? { wants: story.wants } : {}),
  });
  const { id } = (await complaintForCase(past, caseId)) as Complaint;
  const who = await ownerOf(past, people, caseId);
  if (!story.severity) return;
  after(2);
  const letter = await draftLetters(past, who, id);
  const channel = letter.to ? ('email' as const) : ('letter' as const);
  const { subject, body, language } = letter;
  if (story.layFor) {
    await assessComplaint(past, who, id, {
      severity: story.severity,
      skipping: 'Found in the post room; the receipt is confirmed with the answer.',
    });
    return;
  }
  await acknowledgeComplaint(past, who, id, { channel, subject, body, language });
  after(5);
  await assessComplaint(past, who, id, { severity: story.severity });
  if (!story.found || !story.redress) return;
  after(9);
  const { at, ...found } = story.found;
  await investigateComplaint(past, who, id, { ...found, causeTouchpoint: at ?? null });
  await setRedress(past, who, id, story.redress);
  if (!story.answered) return;
  after(26);
  const { parts, responseSubject } = await draftLetters(past, who, id, language);
  await respondToComplaint(past, who, id, {
    channel,
    language,
    subject: responseSubject,
    parts,
    close: true,
  });
  if (!story.outside) return;
  after(7 * 24);
  await escalateComplaint(past, who, id, { body: story.outside, reference: 'S-2214' });
}

async function ownerOf(past: Past, people: People, caseId: string): Promise<Actor> {
  const row = await past.db.one<{ id: string }>(
    sql`select owner_id as id from cases where case_id = ${caseId}::uuid`,
  );
  return actorById(people, row.id);
}
