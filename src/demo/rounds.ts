import { touchpointIndex } from '../map/map.ts';
import { closeRound, decideOutcome, openRound, saveAnswer, savePulse, submitAnswers } from '../own/own.ts';
import { type Actor, permissionsOfRoles, systemActor } from '../platform/access.ts';
import { type Employee, employee, employees } from './company.ts';
import { DAY, dayBefore } from './day.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';
import { type Random, random } from './random.ts';
import { moments } from './touchpoints.ts';
import { truths } from './truths.ts';

const { rounds } = truths;
const joining = Object.keys(rounds.agree);
const questions = ['expected', 'boundaries', 'neighbours', 'means'] as const;
const comments = [
  'Everybody asks me, so I suppose it is mine.',
  'Nobody ever told me. We do it because somebody has to.',
  'The plan says one thing, the telephone another.',
];

/** Two rounds about the same places, half a year apart: what Halden saw, decided, and saw again. */
export async function pastRounds(past: Past, people: People): Promise<void> {
  for (const [number, daysAgo] of rounds.daysAgo.entries()) {
    past.clock.set(new Date(past.end - daysAgo * DAY));
    const asked = company();
    const { id } = await openRound(past, actor(people, 'asta'), {
      name: rounds.names[number] as string,
      about: { touchpoints: joining },
      asked: { people: asked.map((one) => one.email) },
      until: dayBefore(past.end, daysAgo - 13),
      remind: dayBefore(past.end, daysAgo - 9),
    });
    for (const [i, one] of asked.entries()) {
      past.clock.set(new Date(past.end - (daysAgo - 1 - (i % 11)) * DAY));
      const luck = random(`halden/rounds/${number}`).fork(one.key);
      await fill(past, people, { id, one, luck, touchpoints: joining, number });
    }
    past.clock.set(new Date(past.end - (daysAgo - 14) * DAY));
    await closeRound(past, systemActor, id);
    past.clock.set(new Date(past.end - (daysAgo - 20) * DAY));
    await meet(past, people, { id, number, daysAgo });
  }
}

/** The first meeting left the date promise for later; it is what the second one begins with. */
async function meet(
  past: Past,
  people: People,
  of: { id: string; number: number; daysAgo: number },
): Promise<void> {
  const asta = actor(people, 'asta');
  const decidedBy = employee('mara').email;
  if (of.number > 0) return;
  await decideOutcome(past, asta, {
    roundId: of.id,
    touchpoint: rounds.improved,
    kind: 'kept',
    reason: 'Network operations answers for it since the reorganisation. Marketing lends the words, no more.',
    decidedBy,
  });
  await decideOutcome(past, asta, {
    roundId: of.id,
    touchpoint: rounds.top,
    kind: 'postponed',
    reason: 'Sales and field service will propose one owner together.',
    decidedBy,
    until: dayBefore(past.end, of.daysAgo - 60),
    owner: employee('asta').email,
  });
}

/** A round that waits for a visitor: Priya and Jonas have not answered yet. Happens three days before the story ends. */
export function openRoundNow(past: Past, people: People): { at: number; happen: () => Promise<unknown> } {
  const happen = async () => {
    const { inOrder } = await touchpointIndex(past.db);
    const touchpoints = inOrder
      .filter((one) => one.journeyKey === 'move' && !one.archived)
      .map((one) => one.key);
    const asked = company();
    const { id } = await openRound(past, actor(people, 'asta'), {
      name: 'Moving house: who does what?',
      about: { journeys: ['move'] },
      asked: { people: asked.map((one) => one.email) },
      until: dayBefore(past.end, -11),
      remind: dayBefore(past.end, -7),
    });
    const quick = asked.filter((one) => one.key !== 'priya' && one.key !== 'jonas').slice(0, 9);
    for (const one of quick) {
      const luck = random('halden/rounds/now').fork(one.key);
      await fill(past, people, { id, one, luck, touchpoints, number: 2 });
    }
  };
  return { at: past.end - 3 * DAY, happen };
}

/** Six of sales, six of field service, six of customer service, five of network operations. */
function company(): Employee[] {
  const size = { sales: 6, field: 6, service: 6, network: 5 };
  return Object.entries(size).flatMap(([department, n]) =>
    employees.filter((one) => one.department === department && one.leftDaysAgo === undefined).slice(0, n),
  );
}

interface Filling {
  id: string;
  one: Employee;
  luck: Random;
  touchpoints: string[];
  number: number;
}

async function fill(
  past: Past,
  people: People,
  { id, one, luck, touchpoints, number }: Filling,
): Promise<void> {
  const who = actor(people, one.key);
  for (const touchpoint of touchpoints) {
    const key = said(touchpoint, { one, luck, number });
    const departments = moments.find((moment) => moment.key === touchpoint)?.responsible ?? [];
    const own =
      key === one.key
        ? 'A'
        : departments.includes(one.department)
          ? 'R'
          : luck.pick(['C', 'I', 'none'] as const);
    const touches = luck.chance(0.95) || touchpoint === rounds.top;
    await saveAnswer(past, who, {
      roundId: id,
      touchpoint,
      version: 0,
      touches,
      accountable: people.has(key)
        ? { kind: 'person', person: people.get(key) as string }
        : { kind: key as 'nobody' | 'several' | 'unknown' },
      ownRole: own,
      clarity: touchpoint === rounds.top ? luck.whole(1, 3) : luck.whole(3, 5),
      comment: touchpoint === rounds.top && luck.chance(0.15) ? luck.pick(comments) : null,
    });
  }
  const pulse = Object.fromEntries(
    questions.map((item) => [item, luck.whole(item === 'neighbours' ? 1 : 3, item === 'neighbours' ? 4 : 5)]),
  );
  await savePulse(past, who, { roundId: id, version: 0, ...pulse });
  await submitAnswers(past, who, id);
}

/** Whom an employee names: what is planted where it is, elsewhere mostly whoever the ledger names. */
function said(touchpoint: string, { one, luck, number }: Pick<Filling, 'one' | 'luck' | 'number'>): string {
  if (touchpoint === rounds.top) {
    if (one.department === 'sales') return luck.chance(0.95) ? 'tr' : 'several';
    if (one.department === 'field') return luck.chance(0.95) ? 'jonas' : 'several';
    return luck.pick(['tr', 'jonas', 'several', 'nobody', 'unknown']);
  }
  const [ledger] = [
    moments.find((moment) => moment.key === touchpoint)?.accountable ?? 'nobody',
  ].flat() as string[];
  if (touchpoint === rounds.improved && number === 0 && luck.chance(0.55))
    return luck.pick(['mo', 'sanna', 'unknown']);
  const agree = (rounds.agree as Record<string, number>)[touchpoint] ?? 0.7;
  return luck.chance(agree) ? (ledger as string) : luck.pick(['unknown', 'nobody', 'several']);
}

function actor(people: People, key: string): Actor {
  const { name, roles } = employee(key);
  const id = people.get(key) as string;
  return { kind: 'person', id, personId: id, name, roles, permissions: permissionsOfRoles(roles) };
}
