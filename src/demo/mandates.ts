import type { NeedInput } from '../own/mandate.ts';
import {
  acknowledge,
  answerNeed,
  assign,
  ecosystem,
  enterParts,
  escalateNeed,
  stateNeed,
} from '../own/own.ts';
import { type Actor, permissionsOfRoles, systemActor } from '../platform/access.ts';
import { type DepartmentKey, employee } from './company.ts';
import { DAY, dayBefore } from './day.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';
import { moments } from './touchpoints.ts';
import { truths } from './truths.ts';

/** Who answers for each metric; the one that is missing is nobody's. */
const metrics: Record<string, string> = {
  nps: 'asta',
  csat: 'judit',
  ces: 'sanna',
  visit_no_show: 'jonas',
  first_bill_wrong: 'fb',
  line_hand_overs: 'lena',
  outage_hours: 'lena',
  ticket_hours: 'sanna',
  hotline_minutes: 'sanna',
  complaints: 'sanna',
};

/** Whose data each metric is counted from. */
const counted: Record<string, DepartmentKey> = {
  nps: 'marketing',
  csat: 'marketing',
  ces: 'marketing',
  visit_no_show: 'network',
  promise_days: 'network',
  line_hand_overs: 'network',
  outage_hours: 'network',
  first_bill_wrong: 'product',
  ticket_hours: 'service',
  hotline_minutes: 'service',
  complaints: 'service',
};

/** The board says how a journey is meant; one department does most of the work on it. */
const journeys: Record<string, DepartmentKey> = {
  join: 'field',
  use: 'network',
  help: 'service',
  move: 'service',
  leave: 'sales',
};

/** What people said they need, how long ago, and what became of it. */
const needs: {
  who: string;
  daysAgo: number;
  need: NeedInput;
  answer?: { by: string; answer: 'granted' | 'denied' | 'alternative'; words?: string };
}[] = [
  {
    who: 'jonas',
    daysAgo: 68,
    need: { piece: 'authority', words: 'Move an appointment of any customer without asking sales.' },
    answer: { by: 'mara', answer: 'granted' },
  },
  {
    who: 'lena',
    daysAgo: 67,
    need: { piece: 'seat', words: 'A seat in the weekly pricing round, where outages are paid for.' },
    answer: {
      by: 'mara',
      answer: 'alternative',
      words: 'Farid brings your points and reports back the same day.',
    },
  },
  {
    who: 'sanna',
    daysAgo: 66,
    need: {
      piece: 'budget',
      words: 'Goodwill up to 50 euros a customer, without a form.',
      amount: 60_000,
      currency: 'EUR',
      period: 'year',
    },
    answer: { by: 'mara', answer: 'granted' },
  },
  { who: 'mo', daysAgo: 65, need: { piece: 'nothing', words: 'I have all it takes.' } },
  { who: 'asta', daysAgo: 65, need: { piece: 'nothing', words: 'I have all it takes.' } },
  {
    who: 'pd',
    daysAgo: 64,
    need: { piece: 'access', words: 'Read the recordings of calls about the app.' },
    answer: { by: 'mara', answer: 'granted' },
  },
  {
    who: 'tr',
    daysAgo: 63,
    need: { piece: 'authority', words: 'Release a contract early where we broke a promise.' },
    answer: { by: 'mara', answer: 'granted' },
  },
  {
    who: 'jonas',
    daysAgo: 62,
    need: {
      piece: 'budget',
      object: { kind: 'touchpoint', key: 'date_promise' },
      words: 'Evening crews, so that a promised date can be kept.',
      amount: 40_000,
      currency: 'EUR',
      period: 'year',
    },
    answer: {
      by: 'mara',
      answer: 'denied',
      words: 'First it must be clear whether sales or field service answers for dates.',
    },
  },
];

/** Who needs what, what of it is granted, and which department has which part; with what is planted missing. */
export async function makeMandates(past: Past, people: People): Promise<void> {
  const go = (daysAgo: number) => past.clock.set(new Date(past.end - daysAgo * DAY));
  const actor = (key: string): Actor => {
    const { name, roles } = employee(key);
    const id = people.get(key) as string;
    return { kind: 'person', id, personId: id, name, roles, permissions: permissionsOfRoles(roles) };
  };
  go(69);
  for (const [key, who] of Object.entries(metrics)) {
    const from = dayBefore(past.end, 69);
    const { email } = employee(who);
    const made = await assign(past, systemActor, {
      object: { kind: 'metric', key },
      role: 'A',
      person: email,
      from,
    });
    await acknowledge(past, systemActor, made.id);
  }
  for (const { who, daysAgo, need, answer } of needs) {
    go(daysAgo);
    const { id } = await stateNeed(past, actor(who), need);
    if (!answer) continue;
    go(daysAgo - 0.5);
    const { by, ...said } = answer;
    await answerNeed(past, actor(by), id, said);
  }
  go(61);
  await enterWhatIsKnown(past);
  await escalateToSponsor(past, actor, go);
}

/** Denied by her head, taken to the sponsor, and not answered since. */
async function escalateToSponsor(
  past: Past,
  actor: (key: string) => Actor,
  go: (daysAgo: number) => void,
): Promise<void> {
  const { person, head } = truths.mandates.escalated;
  go(60);
  const words = 'Read the tickets of the help desk, to see why satisfaction falls.';
  const { id } = await stateNeed(past, actor(person), { piece: truths.mandates.escalated.piece, words });
  go(57);
  await answerNeed(past, actor(head), id, {
    answer: 'denied',
    words: 'Tickets belong to customer service, not to us.',
  });
  go(45);
  await escalateNeed(past, actor(person), id, { reason: 'My head cannot grant what is not ours.' });
}

async function enterWhatIsKnown(past: Past): Promise<void> {
  const { objects } = await ecosystem(past, systemActor);
  const proposed = objects.flatMap(({ kind, key, suggested }) =>
    suggested.map(({ departmentId, part }) => ({ department: departmentId, object: { kind, key }, part })),
  );
  await enterParts(past, systemActor, {
    parts: [
      ...proposed,
      ...moments
        .filter((moment) => moment.nps !== undefined)
        .map(({ key }) => ({
          department: 'marketing',
          object: { kind: 'touchpoint' as const, key },
          part: 'provider' as const,
        })),
      ...(['comparison_site'] as const).map((key) => ({
        department: 'marketing',
        object: { kind: 'touchpoint' as const, key },
        part: 'implementer' as const,
      })),
      ...Object.entries(journeys).flatMap(([key, department]) => [
        { department: 'leadership', object: { kind: 'journey' as const, key }, part: 'definer' as const },
        { department, object: { kind: 'journey' as const, key }, part: 'implementer' as const },
      ]),
      ...Object.entries(counted).map(([key, department]) => ({
        department,
        object: { kind: 'metric' as const, key },
        part: 'provider' as const,
      })),
    ],
  });
}
