import type { Fact, InteractionFact, ResponseFact } from '../collect/facts.ts';
import type { Resident, SourceKey } from './population.ts';
import { type Random, random } from './random.ts';
import { answer, feelingFor } from './scores.ts';
import { moments } from './touchpoints.ts';
import { truths } from './truths.ts';
import { comment } from './words.ts';

export interface Happening {
  source: SourceKey;
  /** Milliseconds. */
  at: number;
  fact: Fact;
}

const DAY = 86_400_000;
const feelings = new Map(moments.filter((m) => m.nps !== undefined).map((m) => [m.key, feelingFor(m.nps as number)]));

/** One person's two years with Halden: what happened and what they said about it, before `end`. */
export function life(person: Resident, end: number): Happening[] {
  const luck = random('halden/life').fork(person.number);
  const window = truths.months * 30.4 * DAY;
  const all: Happening[] = [];
  let serial = 0;

  const happen = (source: SourceKey, kind: string, at: number, more: Partial<InteractionFact> = {}): boolean => {
    const who = person.keys[source];
    if (!who || at >= end || at < end - window) return false;
    const key = `${person.number}-${serial++}`;
    all.push({ source, at, fact: { type: 'interaction', key, who, kind, at: new Date(at).toISOString(), ...more } });
    return true;
  };
  const say = (touchpoint: string, after: number, effect = 0, share = 0.24): void => {
    const feeling = feelings.get(touchpoint);
    const at = after + luck.whole(2, 40) * 3_600_000;
    if (feeling === undefined || at >= end || at < end - window || !luck.chance(share)) return;
    const score = answer(luck, feeling + effect);
    const words = comment(luck, touchpoint, score);
    const fact: ResponseFact = {
      type: 'response',
      key: `${person.number}-${serial++}`,
      who: person.keys.surveys,
      metric: 'nps',
      value: score,
      at: new Date(at).toISOString(),
      attributes: { survey: touchpoint },
      ...(words ? { comment: words } : {}),
      ...(score <= 4 && luck.chance(0.12) ? { contactRequested: true } : {}),
    };
    all.push({ source: 'surveys', at, fact });
  };

  // Days begin at midnight, so that visits and calls fall into the day whenever the demo is started.
  const joined = Math.floor(end / DAY) * DAY - person.joinedDaysAgo * DAY;
  if (person.joinedDaysAgo < truths.months * 30) join(person, joined, end, luck, happen, say);
  use(person, joined, end, luck, happen, say);
  return all;
}

type Happen = (source: SourceKey, kind: string, at: number, more?: Partial<InteractionFact>) => boolean;
type Say = (touchpoint: string, after: number, effect?: number, share?: number) => void;

function daysBefore(end: number, at: number): number {
  return (end - at) / DAY;
}

/** `joined` is the day of the order. */
function join(person: Resident, joined: number, end: number, luck: Random, happen: Happen, say: Say): void {
  const hours = (h: number) => h * 3_600_000;
  let at = joined - luck.whole(3, 20) * DAY + hours(luck.whole(8, 21));
  if (luck.chance(0.3) && happen('shop', 'web.compared', at)) say('comparison_site', at, 0, 0.02);
  at += luck.whole(0, 2) * DAY + hours(1);
  if (happen('shop', 'web.checked', at)) say('availability_check', at);
  if (person.channel !== 'web' && happen('crm', 'call.advised', at + hours(20), { value: luck.whole(4, 30) })) say('advice_call', at + hours(20));
  if (happen('crm', 'order.placed', joined + hours(9), { value: Math.round(person.revenue / 12), summary: `Ordered ${person.plan}` })) say('order_form', joined + hours(9));
  const promised = luck.whole(7, 21);
  happen('crm', 'date.promised', joined + hours(30), { value: promised, summary: `Promised within ${promised} days` });
  const late = luck.chance(0.38) ? luck.whole(3, 25) : 0;
  const visit = joined + (promised + late) * DAY + hours(luck.whole(8, 16));
  say('date_promise', visit - DAY, late > 0 ? -1.8 : 1.1, 0.16);
  if (happen('network', 'visit.reminded', visit - DAY)) say('appointment_reminder', visit - DAY, 0, 0.2);

  const recent = daysBefore(end, visit) < truths.noShow.recentDays;
  const noShow = luck.chance(!recent ? truths.noShow.usual : person.region === 'north' ? truths.noShow.northRecent : truths.noShow.otherRecent);
  if (happen('network', 'visit.done', visit, { failed: noShow, value: noShow ? null : luck.whole(25, 150), summary: noShow ? 'Nobody came' : 'Line installed' })) {
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
      happen('network', 'line.handed_over', passed, { summary: `${from} to ${to}`, attributes: { from, to, ticket: `LT-${person.number}` } });
    }
    active = passed + hours(20);
    if (happen('network', 'line.tested', active, { failed: hands > 2, value: hands, summary: `Line test after ${hands} hand-overs` })) {
      say('line_test', active, truths.effects.eachHandOver * (hands - 1), 0.45);
    }
  }
  if (happen('network', 'router.activated', active + hours(5))) say('router_setup', active + hours(5));
  const wrong = luck.chance(truths.firstBillWrong);
  const billed = joined + luck.whole(25, 33) * DAY;
  if (happen('crm', 'invoice.first', billed, { failed: wrong, value: Math.round(person.revenue / 12), summary: wrong ? 'First bill, billed before the line was active' : 'First bill' })) {
    say('first_invoice', billed, wrong ? truths.effects.firstBillWrong : 0.6, 0.25);
  }
}

/** Each of these may befall a customer, so often a year. */
const yearly: { rate: number; source: SourceKey; kind: string; touchpoint: string; share?: number; more?: (luck: Random) => { fact: Partial<InteractionFact>; effect: number } }[] = [
  { rate: 1, source: 'network', kind: 'line.measured', touchpoint: 'line_speed', share: 0.16, more: (l) => ({ fact: { value: l.whole(20, 950) }, effect: 0 }) },
  { rate: 0.35, source: 'network', kind: 'outage.noticed', touchpoint: 'outage_notice', share: 0.1 },
  {
    rate: 0.45,
    source: 'network',
    kind: 'outage.repaired',
    touchpoint: 'outage_repair',
    more: (l) => {
      const lasted = l.chance(0.3) ? l.whole(12, 70) : l.whole(1, 11);
      return { fact: { value: lasted, failed: lasted > 24, summary: `Outage of ${lasted} hours repaired` }, effect: lasted >= 12 ? truths.effects.longOutage : 0.8 };
    },
  },
  { rate: 0.5, source: 'shop', kind: 'app.opened', touchpoint: 'app_login', share: 0.1 },
  { rate: 0.3, source: 'shop', kind: 'account.changed', touchpoint: 'my_account', share: 0.14 },
  { rate: 0.6, source: 'crm', kind: 'invoice.sent', touchpoint: 'monthly_bill', share: 0.12, more: (l) => ({ fact: { failed: l.chance(0.03) }, effect: 0 }) },
  { rate: 0.25, source: 'crm', kind: 'debit.taken', touchpoint: 'direct_debit', share: 0.06 },
  { rate: 0.05, source: 'crm', kind: 'dunning.sent', touchpoint: 'dunning' },
  { rate: 0.15, source: 'crm', kind: 'offer.made', touchpoint: 'upgrade_offer', share: 0.12 },
  { rate: 0.2, source: 'crm', kind: 'contract.renewed', touchpoint: 'contract_renewal', share: 0.22 },
  { rate: 0.25, source: 'shop', kind: 'help.read', touchpoint: 'help_pages', share: 0.1 },
  { rate: 0.35, source: 'helpdesk', kind: 'chat.closed', touchpoint: 'chat', share: 0.4 },
  { rate: 0.45, source: 'helpdesk', kind: 'call.answered', touchpoint: 'hotline', share: 0.28, more: (l) => ({ fact: { value: l.whole(1, 45), summary: 'Call answered' }, effect: 0 }) },
  { rate: 0.08, source: 'crm', kind: 'credit.given', touchpoint: 'compensation', share: 0.3 },
  { rate: 0.04, source: 'crm', kind: 'price.raised', touchpoint: 'price_increase', share: 0.4 },
];

function use(person: Resident, joined: number, end: number, luck: Random, happen: Happen, say: Say): void {
  const from = Math.max(joined + 40 * DAY, end - truths.months * 30.4 * DAY);
  const years = (end - from) / (365 * DAY);
  if (years <= 0) return;
  const when = () => byDay(from + luck.next() * (end - from), luck);
  for (const one of yearly) {
    for (let times = count(luck, one.rate * years); times > 0; times--) {
      const at = when();
      const { fact, effect } = one.more?.(luck) ?? { fact: {}, effect: 0 };
      const fixed = one.touchpoint === 'chat' && daysBefore(end, at) < truths.chatFix.daysAgo ? truths.chatFix.effect : 0;
      if (happen(one.source, one.kind, at, fact)) say(one.touchpoint, at, effect + fixed, one.share);
    }
  }
  for (let times = count(luck, 0.4 * years); times > 0; times--) ticket(when(), luck, happen, say);
  if (luck.chance(0.06 * years)) move(when(), luck, happen, say);
  if (luck.chance(0.05 * years)) complaint(when(), luck, happen, say);
  if (luck.chance(0.05 * years)) leave(when(), luck, happen, say);
}

/** The same day between seven and twenty-one o'clock. */
function byDay(at: number, luck: Random): number {
  return Math.floor(at / DAY) * DAY + luck.whole(6 * 60, 20 * 60) * 60_000;
}

/** Poisson by Knuth's product; the rates are small. */
function count(luck: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let n = 0;
  for (let p = luck.next(); p > limit; p *= luck.next()) n++;
  return n;
}

function ticket(at: number, luck: Random, happen: Happen, say: Say): void {
  const second = luck.chance(0.3);
  const hands = second ? luck.whole(1, luck.chance(truths.bounceShare) ? 4 : 1) : 0;
  let now = at;
  for (let h = 0; h < hands; h++) {
    now += luck.whole(3, 30) * 3_600_000;
    const [from, to] = h === 0 ? ['Customer service', truths.bouncers[1]] : h % 2 === 1 ? [truths.bouncers[1], truths.bouncers[0]] : truths.bouncers;
    happen('helpdesk', 'ticket.handed_over', now, { summary: `${from} to ${to}`, attributes: { from: from as string, to: to as string } });
  }
  now += luck.whole(2, second ? 120 : 30) * 3_600_000;
  const touchpoint = second ? 'second_line' : 'first_line';
  const fact = { value: Math.round((now - at) / 3_600_000), summary: second ? `Ticket solved by the second line after ${hands} hand-overs` : 'Ticket solved', attributes: { level: second ? 'second' : 'first', hand_overs: hands } };
  if (happen('helpdesk', 'ticket.closed', now, fact)) say(touchpoint, now, truths.effects.eachHandOver * Math.max(0, hands - 1), 0.3);
  if (second && luck.chance(0.4) && happen('network', 'dispatch.done', now + DAY, { failed: luck.chance(0.1) })) say('field_dispatch', now + DAY, 0, 0.3);
  if (luck.chance(0.5) && happen('helpdesk', 'repair.confirmed', now + 2 * DAY)) say('repair_confirmation', now + 2 * DAY, 0, 0.1);
}

function move(at: number, luck: Random, happen: Happen, say: Say): void {
  if (happen('crm', 'move.noticed', at)) say('move_notice', at);
  if (happen('shop', 'move.checked', at + DAY)) say('new_address_check', at + DAY);
  if (happen('crm', 'move.dated', at + 3 * DAY, { value: luck.whole(5, 40) })) say('move_date', at + 3 * DAY);
  if (happen('network', 'move.connected', at + 20 * DAY, { failed: luck.chance(0.12) })) say('new_line', at + 20 * DAY);
  if (happen('crm', 'move.closed', at + 25 * DAY, { failed: luck.chance(0.35) })) say('old_address', at + 25 * DAY, 0, 0.45);
  if (happen('crm', 'invoice.moved', at + 40 * DAY, { failed: luck.chance(0.2) })) say('move_invoice', at + 40 * DAY);
}

function complaint(at: number, luck: Random, happen: Happen, say: Say): void {
  const letter = luck.chance(0.2);
  if (happen('crm', 'complaint.received', at, { failed: true, summary: letter ? 'Complaint by letter' : 'Complaint by mail', attributes: { by: letter ? 'letter' : 'mail' } })) {
    if (!letter) say('complaint_mail', at + 10 * DAY, 0, 0.4);
  }
}

function leave(at: number, luck: Random, happen: Happen, say: Say): void {
  if (happen('helpdesk', 'cancel.called', at)) say('cancel_call', at, 0, 0.35);
  if (happen('crm', 'offer.kept', at + DAY)) say('retention_offer', at + DAY);
  if (luck.chance(0.5)) return;
  if (happen('crm', 'invoice.final', at + 30 * DAY, { failed: luck.chance(0.2) })) say('final_bill', at + 30 * DAY, 0, 0.3);
  if (happen('network', 'router.returned', at + 35 * DAY)) say('router_return', at + 35 * DAY);
  if (luck.chance(0.3) && happen('crm', 'winback.called', at + 90 * DAY)) say('win_back', at + 90 * DAY, 0, 0.3);
}
