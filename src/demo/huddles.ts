import { addHuddleNote, beginHuddle, endOfHuddle, huddleView } from '../close/close.ts';
import { answerImprovement, propose } from '../improve/improve.ts';
import { type Actor, permissionsOfRoles } from '../platform/access.ts';
import { employee } from './company.ts';
import { DAY, dayBefore } from './day.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';

/** Last week field service met over its customers; what repeated became an improvement, which its owner accepted. */
export async function makeHuddles(past: Past, people: People): Promise<void> {
  past.clock.set(new Date(past.end - 7 * DAY));
  const jonas = actor(people, 'jonas');
  const lena = people.get('lena') as string;
  const { repeats, arrived } = await huddleView(past, jonas, { team: 'field' });
  const { id } = await beginHuddle(past, jonas, { team: 'field' });
  await addHuddleNote(past, jonas, id, {
    step: 'arrived',
    text: 'Mostly visits where nobody came. The calls in advance help where we make them.',
  });
  await addHuddleNote(past, jonas, id, {
    step: 'need',
    text: 'Ask Network operations for the list of lines that are not ready, the evening before.',
    ownerId: lena,
    dueOn: dayBefore(past.end, -3),
  });
  const worst = repeats[0];
  const first = arrived.places[0];
  const shown = arrived.cases.filter(({ touchpoint }) => touchpoint === first?.name);
  const made = await propose(past, jonas, {
    title: 'Call the evening before every visit',
    touchpoint: worst?.touchpoint?.key ?? first?.key ?? null,
    hypothesis:
      'If we call every customer the evening before, fewer visits fail, because half of them fail on something the customer or we could have known.',
    metric: 'nps',
    ownerId: people.get('jonas') as string,
    huddleId: id,
    pattern: worst
      ? `${worst.word ?? worst.cause ?? 'All causes'}: ${worst.n} cases, ${worst.before} before`
      : null,
    caseIds: worst?.caseIds.slice(0, 25) ?? shown.map(({ caseId }) => caseId),
  });
  await endOfHuddle(past, jonas, id);
  past.clock.set(new Date(past.end - 6 * DAY));
  await answerImprovement(past, jonas, made.id, { answer: 'accepted', reason: 'We begin in the north.' });
  past.clock.set(new Date(past.end));
}

function actor(people: People, key: string): Actor {
  const { name, roles } = employee(key);
  const id = people.get(key) as string;
  return { kind: 'person', id, personId: id, name, roles, permissions: permissionsOfRoles(roles) };
}
