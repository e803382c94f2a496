import { DAY } from './day.ts';
import type { Living } from './life.ts';
import { truths } from './truths.ts';

/** From the first look to the first bill. */
export function join({ person, joined, end, luck, happen, say }: Living): void {
  const hours = (h: number) => h * 3_600_000;
  let at = joined - luck.whole(3, 20) * DAY + hours(luck.whole(8, 21));
  if (luck.chance(0.3) && happen('shop', 'web.compared', at)) say('comparison_site', at, 0, 0.02);
  at += luck.whole(0, 2) * DAY + hours(1);
  if (happen('shop', 'web.checked', at)) say('availability_check', at);
  if (person.channel !== 'web' && happen('crm', 'call.advised', at + hours(20), { value: luck.whole(4, 30) }))
    say('advice_call', at + hours(20));
  if (
    happen('crm', 'order.placed', joined + hours(9), {
      value: Math.round(person.revenue / 12),
      summary: `Ordered ${person.plan}`,
    })
  )
    say('order_form', joined + hours(9));
  const promised = luck.whole(7, 21);
  happen('crm', 'date.promised', joined + hours(30), {
    value: promised,
    summary: `Promised within ${promised} days`,
  });
  const late = luck.chance(0.38) ? luck.whole(3, 25) : 0;
  const visit = joined + (promised + late) * DAY + hours(luck.whole(8, 16));
  say('date_promise', visit - DAY, late > 0 ? -1.8 : 1.1, 0.16);
  if (happen('network', 'visit.reminded', visit - DAY)) say('appointment_reminder', visit - DAY, 0, 0.2);

  const recent = (end - visit) / DAY < truths.noShow.recentDays;
  const noShow = luck.chance(
    !recent
      ? truths.noShow.usual
      : person.region === 'north'
        ? truths.noShow.northRecent
        : truths.noShow.otherRecent,
  );
  if (
    happen('network', 'visit.done', visit, {
      failed: noShow,
      value: noShow ? null : luck.whole(25, 150),
      summary: noShow ? 'Nobody came' : 'Line installed',
    })
  ) {
    say('technician_visit', visit, noShow ? truths.effects.noShow : 0.4, 0.4);
  }
  let active = visit + hours(3);
  if (luck.chance(0.28)) {
    const bounced = luck.chance(truths.bounceShare);
    const hands = bounced ? luck.whole(2, 4) : 1;
    let passed = visit + hours(4);
    for (let h = 0; h < hands; h++) {
      passed += luck.whole(6, 60) * 3_600_000;
      const [from, to] = h % 2 === 0 ? truths.bouncers : [truths.bouncers[1], truths.bouncers[0]];
      happen('network', 'line.handed_over', passed, {
        summary: `${from} to ${to}`,
        attributes: { from, to, ticket: `LT-${person.number}` },
      });
    }
    active = passed + hours(20);
    if (
      happen('network', 'line.tested', active, {
        failed: hands > 2,
        value: hands,
        summary: `Line test after ${hands} hand-overs`,
      })
    ) {
      say('line_test', active, truths.effects.eachHandOver * (hands - 1), 0.45);
    }
  }
  if (happen('network', 'router.activated', active + hours(5))) say('router_setup', active + hours(5));
  const wrong = luck.chance(truths.firstBillWrong);
  const billed = joined + luck.whole(25, 33) * DAY;
  if (
    happen('crm', 'invoice.first', billed, {
      failed: wrong,
      value: Math.round(person.revenue / 12),
      summary: wrong ? 'First bill, billed before the line was active' : 'First bill',
    })
  ) {
    say('first_invoice', billed, wrong ? truths.effects.firstBillWrong : 0.6, 0.25);
  }
}
