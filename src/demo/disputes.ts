import { answerDispute, disputeCase, listDisputes, openCase, ruleDispute } from '../close/close.ts';
import { appointClarifier } from '../own/own.ts';
import { type Actor, permissionsOfRoles } from '../platform/access.ts';
import { sql } from '../platform/database.ts';
import { derivedId } from '../platform/ids.ts';
import { employee, employees } from './company.ts';
import { DAY, dayBefore } from './day.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';
import type { Resident } from './population.ts';

const HOUR = 3_600_000;

/** A customer who called, and two colleagues who each say that it is the other’s. */
interface Story {
  /** Days before the end; the minutes keep it apart from the hourly deliveries. */
  daysAgo: number;
  touchpoint: string;
  reason: string;
  quote: string;
  why: string;
  /** By key, or the nth of a department without a title of their own. */
  nominee: string;
  counter: string;
  ruling?: { by: string; owner: string; why: string; causedBy: string; caughtBy: string };
}

/** One is ruled and routes since; one waits for its arbiter; one has climbed to the sponsor unanswered. */
const stories: Story[] = [
  {
    daysAgo: 11.31,
    touchpoint: 'outage_repair',
    reason: 'The splice box at the kerb is open again',
    quote: 'Your man left the box open and now it rains into it.',
    why: 'The box at the kerb is the field’s; we only see the line behind it.',
    nominee: 'field 4',
    counter: 'We close boxes when the network gives us the order, and there was none.',
    ruling: {
      by: 'lena',
      owner: 'field 4',
      why: 'Whoever was last at the box closes it, order or not.',
      causedBy: 'field',
      caughtBy: 'network',
    },
  },
  {
    daysAgo: 3.27,
    touchpoint: 'router_return',
    reason: 'Charged for a router that was collected at the door',
    quote: 'Your driver took it. I have the receipt. You still take 129 euro.',
    why: 'The router is in the store. The amount is booked by billing.',
    nominee: 'finance 4',
    counter: 'We book what the store reports, and it reported nothing.',
  },
  {
    daysAgo: 0.62,
    touchpoint: 'final_bill',
    reason: 'Final bill sent to the old address a third time',
    quote: 'I moved in spring. You know that, you connected my new line.',
    why: 'The address comes from the move, not from billing.',
    nominee: 'service 6',
    counter: 'The move was closed with the new address. Billing never read it.',
  },
];

/** Disputes and one appointment, as events of the last thirty days. Told the same way at every start. */
export function disputes(
  past: Past,
  people: People,
  residents: Resident[],
): { at: number; happen: () => Promise<unknown> }[] {
  const callers = residents.filter((one) => !one.business && one.joinedDaysAgo > 400);
  const events = stories.flatMap((story, n) => {
    const at = past.end - story.daysAgo * DAY;
    const customer = callers[n];
    if (!customer) return [];
    let caseId = '';
    const after = (hours: number, happen: () => Promise<unknown>) => ({ at: at + hours * HOUR, happen });
    const owner = async () => {
      const row = await past.db.one<{ id: string }>(
        sql`select owner_id as id from cases where case_id = ${caseId}::uuid`,
      );
      return actorById(people, row.id);
    };
    return [
      after(0, async () => {
        const customerId = await customerOf(past, customer);
        const { touchpoint, reason, quote } = story;
        const given = { customerId, touchpoint, reason, quote, urgent: false, mine: false };
        caseId = await openCase(past, actor(people, 'service 2'), given);
      }),
      after(1, async () =>
        disputeCase(past, await owner(), caseId, {
          reason: story.why,
          nominee: people.get(keyOf(story.nominee)) as string,
        }),
      ),
      after(4, () =>
        answerDispute(past, actor(people, story.nominee), caseId, {
          answer: 'countered',
          reason: story.counter,
        }),
      ),
      ...(story.ruling ? [after(9, () => rule(past, people, caseId, story.ruling as never))] : []),
    ];
  });
  return [
    ...events,
    {
      at: past.end - 8.3 * DAY,
      happen: () =>
        appointClarifier(past, actor(people, 'asta'), 'touchpoint:date_promise', {
          owner: employee('pd').email,
          dueOn: dayBefore(past.end, -4),
          reason: 'Sales promises the date, the field keeps it. Find out which of the two can say no.',
        }),
    },
  ];
}

async function rule(
  past: Past,
  people: People,
  caseId: string,
  ruling: NonNullable<Story['ruling']>,
): Promise<void> {
  const by = actor(people, ruling.by);
  const [dispute] = await listDisputes(past, by, { state: 'open', case: caseId });
  if (!dispute) throw new Error('Halden has nothing to rule');
  await ruleDispute(past, by, dispute.id, {
    owner: people.get(keyOf(ruling.owner)) as string,
    reason: ruling.why,
    cause: 'unclear_responsibility',
    causedBy: ruling.causedBy,
    caughtBy: ruling.caughtBy,
    rule: { reviewOn: dayBefore(past.end, -170), conditions: {} },
  });
}

export async function customerOf(past: Past, resident: Resident): Promise<string> {
  const identity = derivedId('crm', resident.keys.crm as string);
  const row = await past.db.one<{ id: string }>(
    sql`select customer_id as id from links where identity_id = ${identity}::uuid`,
  );
  return row.id;
}

function keyOf(who: string): string {
  const [department, number] = who.split(' ');
  if (!number) return who;
  const plain = employees.filter((one) => one.department === department && one.key.includes('-'));
  const key = plain[Number(number) - 1]?.key;
  if (!key) throw new Error(`nobody at Halden is “${who}”`);
  return key;
}

export function actor(people: People, who: string): Actor {
  const { key, name, roles } = employee(keyOf(who));
  const id = people.get(key) as string;
  return { kind: 'person', id, personId: id, name, roles, permissions: permissionsOfRoles(roles) };
}

export function actorById(people: People, id: string): Actor {
  const key = [...people].find(([, one]) => one === id)?.[0];
  return actor(people, key ?? '');
}
