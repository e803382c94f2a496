import { delegate, draftChanges } from '../own/own.ts';
import { systemActor } from '../platform/access.ts';
import { DAY, dayBefore } from './day.ts';
import { idOf } from './ledger.ts';
import type { People } from './organisation.ts';
import type { Past } from './past.ts';

const touchpoint = (key: string) => ({ kind: 'touchpoint', key }) as const;

/** What was passed on two months ago and has long returned. */
export async function passedOnBefore(past: Past, people: People): Promise<void> {
  past.clock.set(new Date(past.end - 60 * DAY));
  await delegate(past, systemActor, {
    person: idOf(people, 'mo'),
    to: idOf(people, 'judit'),
    object: touchpoint('price_increase'),
    from: dayBefore(past.end, 58),
    until: dayBefore(past.end, 44),
    reason: 'Judit knows the answers best while the campaign runs',
  });
}

/** Who stands in for whom these days, and the reorganisation somebody has in mind. */
export function covers(past: Past, people: People): { at: number; happen: () => Promise<unknown> }[] {
  return [
    {
      at: past.end - 5 * DAY,
      happen: () =>
        delegate(past, systemActor, {
          person: idOf(people, 'pd'),
          to: idOf(people, 'nils'),
          object: touchpoint('app_login'),
          from: dayBefore(past.end, 3),
          until: dayBefore(past.end, -11),
          reason: 'The new sign-in goes live',
        }),
    },
    {
      at: past.end - 4 * DAY,
      happen: () =>
        delegate(past, systemActor, {
          person: idOf(people, 'lena'),
          to: idOf(people, 'network 1'),
          absent: true,
          from: dayBefore(past.end, 2),
          until: dayBefore(past.end, -6),
          reason: 'On holiday',
        }),
    },
    {
      at: past.end - 2 * DAY,
      happen: () =>
        draftChanges(past, systemActor, {
          name: 'One home for moving house',
          on: dayBefore(past.end, -30),
          edits: [
            ...['move_date', 'new_address_check', 'old_address'].map((key) => ({
              do: 'assign' as const,
              object: touchpoint(key),
              role: 'A' as const,
              who: { person: idOf(people, 'sanna') },
            })),
            { do: 'assign', object: touchpoint('move_date'), role: 'C', who: { department: 'field' } },
            { do: 'end', object: touchpoint('move_invoice'), role: 'A' },
          ],
        }),
    },
  ];
}
