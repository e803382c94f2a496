import { acknowledge, assign } from '../own/own.ts';
import { systemActor } from '../platform/access.ts';
import { employee, employees } from './company.ts';
import { DAY, dayBefore } from './day.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';
import { moments } from './touchpoints.ts';
import { truths } from './truths.ts';

/** These take up a touchpoint's cases themselves; elsewhere the accountable head does. */
const advocates: Record<string, string> = {
  first_invoice: 'priya',
  complaint_mail: 'priya',
  compensation: 'priya',
  hotline: 'service 1',
  chat: 'service 2',
  outage_notice: 'service 3',
  router_setup: 'service 4',
  cancel_call: 'service 5',
  outage_repair: 'network 1',
  second_line: 'network 2',
  new_line: 'network 3',
  line_speed: 'network 4',
  advice_call: 'sales 1',
  contract_renewal: 'sales 2',
  monthly_bill: 'finance 1',
  move_invoice: 'finance 2',
  final_bill: 'finance 3',
  router_return: 'field 1',
  field_dispatch: 'field 2',
  move_date: 'field 3',
};

/** Whole journeys that somebody answers for. In the others an empty seat's cases fall to the sponsor. */
const journeys = { use: 'lena', leave: 'mo' };

/** Said yes to nothing yet: the newest seats. */
const silent = new Set(['router_return', 'win_back']);

/** Who answered for what since two years, the reorganisation since, and the seats it left empty. */
export async function fillLedger(past: Past, people: People): Promise<void> {
  const start = truths.months * 30.4 + 60;
  past.clock.set(new Date(past.end - start * DAY));
  const from = dayBefore(past.end, start);
  for (const [journey, key] of Object.entries(journeys))
    await seat(past, people, { kind: 'journey', key: journey }, key, from);
  for (const moment of moments) {
    const object = { kind: 'touchpoint' as const, key: moment.key };
    const [first] = [moment.accountable ?? []].flat() as string[];
    const before = truths.reorganised[moment.key] ?? first;
    if (before) await seat(past, people, object, before, from);
    const advocate = advocates[moment.key];
    if (advocate)
      await assign(past, systemActor, { object, role: 'R', person: idOf(people, advocate), from });
    for (const [role, of] of [
      ['R', moment.responsible],
      ['C', moment.consulted],
      ['I', moment.informed],
    ] as const) {
      for (const department of of ?? []) await assign(past, systemActor, { object, role, department, from });
    }
  }
  await reorganise(past, people);
}

async function reorganise(past: Past, people: People): Promise<void> {
  past.clock.set(new Date(past.end - truths.reorganisedDaysAgo * DAY));
  const from = dayBefore(past.end, truths.reorganisedDaysAgo);
  for (const key of Object.keys(truths.reorganised)) {
    const [now] = [moments.find((moment) => moment.key === key)?.accountable ?? []].flat();
    await seat(
      past,
      people,
      { kind: 'touchpoint', key },
      now as string,
      from,
      'Reorganisation: one department a stage',
    );
  }
  past.clock.set(new Date(past.end - truths.severalDaysAgo * DAY));
  for (const { key, accountable } of moments) {
    const [, second] = [accountable ?? []].flat();
    if (!second) continue;
    await assign(past, systemActor, {
      object: { kind: 'touchpoint', key },
      role: 'A',
      person: employee(second).email,
      from: dayBefore(past.end, truths.severalDaysAgo),
      reason: 'Field service plans the dates, sales promises them. Both say they answer for it.',
      both: true,
    });
  }
}

async function seat(
  past: Past,
  people: People,
  object: { kind: 'touchpoint' | 'journey'; key: string },
  who: string,
  from: string,
  reason?: string,
): Promise<void> {
  const { id } = await assign(past, systemActor, {
    object,
    role: 'A',
    person: idOf(people, who),
    from,
    ...(reason ? { reason, replace: true } : {}),
  });
  if (!silent.has(object.key)) await acknowledge(past, systemActor, id);
}

/** `service 3` is the third of customer service without a title of their own. */
export function idOf(people: People, who: string): string {
  const [department, number] = who.split(' ');
  const key = number
    ? employees.filter((one) => one.department === department && one.key.includes('-'))[Number(number) - 1]
        ?.key
    : who;
  const id = people.get(key ?? '');
  if (!id) throw new Error(`nobody at Halden is “${who}”`);
  return id;
}
