import { DAY } from './day.ts';
import type { Living } from './life.ts';
import { truths } from './truths.ts';

export function ticket({ person, luck, happen, say }: Living, at: number): void {
  const id = {
    ticket: `T${person.number}-${Math.round(at / 3_600_000)}`,
    opened: new Date(at).toISOString(),
  };
  const second = luck.chance(0.3);
  const hands = second ? luck.whole(1, luck.chance(truths.bounceShare) ? 4 : 1) : 0;
  let now = at;
  for (let h = 0; h < hands; h++) {
    now += luck.whole(3, 30) * 3_600_000;
    const [from, to] =
      h === 0
        ? ['Customer service', truths.bouncers[1]]
        : h % 2 === 1
          ? [truths.bouncers[1], truths.bouncers[0]]
          : truths.bouncers;
    happen('helpdesk', 'ticket.handed_over', now, {
      summary: `${from} to ${to}`,
      attributes: { ...id, from: from as string, to: to as string },
    });
  }
  now += luck.whole(2, second ? 120 : 30) * 3_600_000;
  const touchpoint = second ? 'second_line' : 'first_line';
  const fact = {
    value: Math.round((now - at) / 3_600_000),
    summary: second ? `Ticket solved by the second line after ${hands} hand-overs` : 'Ticket solved',
    attributes: { ...id, level: second ? 'second' : 'first', hand_overs: hands },
  };
  if (happen('helpdesk', 'ticket.closed', now, fact))
    say(touchpoint, now, truths.effects.eachHandOver * Math.max(0, hands - 1), 0.3);
  if (
    second &&
    luck.chance(0.4) &&
    happen('network', 'dispatch.done', now + DAY, { failed: luck.chance(0.1) })
  )
    say('field_dispatch', now + DAY, 0, 0.3);
  if (luck.chance(0.5) && happen('helpdesk', 'repair.confirmed', now + 2 * DAY))
    say('repair_confirmation', now + 2 * DAY, 0, 0.1);
}

export function move({ luck, happen, say }: Living, at: number): void {
  if (happen('crm', 'move.noticed', at)) say('move_notice', at);
  if (happen('shop', 'move.checked', at + DAY)) say('new_address_check', at + DAY);
  if (happen('crm', 'move.dated', at + 3 * DAY, { value: luck.whole(5, 40) })) say('move_date', at + 3 * DAY);
  if (happen('network', 'move.connected', at + 20 * DAY, { failed: luck.chance(0.12) }))
    say('new_line', at + 20 * DAY);
  if (happen('crm', 'move.closed', at + 25 * DAY, { failed: luck.chance(0.35) }))
    say('old_address', at + 25 * DAY, 0, 0.45);
  if (happen('crm', 'invoice.moved', at + 40 * DAY, { failed: luck.chance(0.2) }))
    say('move_invoice', at + 40 * DAY);
}

export function complaint({ luck, happen, say }: Living, at: number): void {
  const letter = luck.chance(0.2);
  if (
    happen('crm', 'complaint.received', at, {
      failed: true,
      summary: letter ? 'Complaint by letter' : 'Complaint by mail',
      attributes: { by: letter ? 'letter' : 'mail' },
    })
  ) {
    if (!letter) say('complaint_mail', at + 10 * DAY, 0, 0.4);
  }
}

export function leave({ luck, happen, say }: Living, at: number): void {
  if (happen('helpdesk', 'cancel.called', at)) say('cancel_call', at, 0, 0.35);
  if (happen('crm', 'offer.kept', at + DAY)) say('retention_offer', at + DAY);
  if (luck.chance(0.5)) return;
  if (happen('crm', 'invoice.final', at + 30 * DAY, { failed: luck.chance(0.2) }))
    say('final_bill', at + 30 * DAY, 0, 0.3);
  if (happen('network', 'router.returned', at + 35 * DAY)) say('router_return', at + 35 * DAY);
  if (luck.chance(0.3) && happen('crm', 'winback.called', at + 90 * DAY))
    say('win_back', at + 90 * DAY, 0, 0.3);
}
