import type { InteractionFact } from '../collect/facts.ts';
import { DAY } from './day.ts';
import type { Living } from './life.ts';
import type { SourceKey } from './population.ts';
import type { Random } from './random.ts';
import { complaint, leave, move, ticket } from './trouble.ts';
import { truths } from './truths.ts';

/** Each of these may befall a customer, so often a year. */
const yearly: {
  rate: number;
  source: SourceKey;
  kind: string;
  touchpoint: string;
  share?: number;
  more?: (luck: Random) => { fact: Partial<InteractionFact>; effect: number };
}[] = [
  {
    rate: 1,
    source: 'network',
    kind: 'line.measured',
    touchpoint: 'line_speed',
    share: 0.16,
    more: (l) => ({ fact: { value: l.whole(20, 950) }, effect: 0 }),
  },
  { rate: 0.35, source: 'network', kind: 'outage.noticed', touchpoint: 'outage_notice', share: 0.1 },
  {
    rate: 0.45,
    source: 'network',
    kind: 'outage.repaired',
    touchpoint: 'outage_repair',
    more: (l) => {
      const lasted = l.chance(0.3) ? l.whole(12, 70) : l.whole(1, 11);
      return {
        fact: { value: lasted, failed: lasted > 24, summary: `Outage of ${lasted} hours repaired` },
        effect: lasted >= 12 ? truths.effects.longOutage : 0.8,
      };
    },
  },
  { rate: 0.5, source: 'shop', kind: 'app.opened', touchpoint: 'app_login', share: 0.1 },
  { rate: 0.3, source: 'shop', kind: 'account.changed', touchpoint: 'my_account', share: 0.14 },
  {
    rate: 0.6,
    source: 'crm',
    kind: 'invoice.sent',
    touchpoint: 'monthly_bill',
    share: 0.12,
    more: (l) => ({ fact: { failed: l.chance(0.03) }, effect: 0 }),
  },
  { rate: 0.25, source: 'crm', kind: 'debit.taken', touchpoint: 'direct_debit', share: 0.06 },
  { rate: 0.05, source: 'crm', kind: 'dunning.sent', touchpoint: 'dunning' },
  { rate: 0.15, source: 'crm', kind: 'offer.made', touchpoint: 'upgrade_offer', share: 0.12 },
  { rate: 0.2, source: 'crm', kind: 'contract.renewed', touchpoint: 'contract_renewal', share: 0.22 },
  { rate: 0.25, source: 'shop', kind: 'help.read', touchpoint: 'help_pages', share: 0.1 },
  { rate: 0.35, source: 'helpdesk', kind: 'chat.closed', touchpoint: 'chat', share: 0.4 },
  {
    rate: 0.45,
    source: 'helpdesk',
    kind: 'call.answered',
    touchpoint: 'hotline',
    share: 0.28,
    more: (l) => {
      const minutes = l.whole(1, 45);
      return { fact: { value: minutes, summary: `${minutes} minutes, music included` }, effect: 0 };
    },
  },
  { rate: 0.08, source: 'crm', kind: 'credit.given', touchpoint: 'compensation', share: 0.3 },
  { rate: 0.04, source: 'crm', kind: 'price.raised', touchpoint: 'price_increase', share: 0.4 },
];

/** The years in which nothing should happen, and the days when something does. */
export function use(living: Living): void {
  const { joined, end, luck, happen, say } = living;
  const from = Math.max(joined + 40 * DAY, end - truths.months * 30.4 * DAY);
  const years = (end - from) / (365 * DAY);
  if (years <= 0) return;
  const when = () => byDay(from + luck.next() * (end - from), luck);
  for (const one of yearly) {
    for (let times = count(luck, one.rate * years); times > 0; times--) {
      const at = when();
      const { fact, effect } = one.more?.(luck) ?? { fact: {}, effect: 0 };
      const fixed =
        one.touchpoint === 'chat' && (end - at) / DAY < truths.chatFix.daysAgo ? truths.chatFix.effect : 0;
      if (happen(one.source, one.kind, at, fact)) say(one.touchpoint, at, effect + fixed, one.share);
    }
  }
  for (let times = count(luck, 0.4 * years); times > 0; times--) ticket(living, when());
  if (luck.chance(0.06 * years)) move(living, when());
  if (luck.chance(0.05 * years)) complaint(living, when());
  if (luck.chance(0.05 * years)) leave(living, when());
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
