import type { IdentityFact } from '../collect/facts.ts';
import { familyNames, givenNames, trades } from './names.ts';
import { type Random, random } from './random.ts';
import { truths } from './truths.ts';

export const regions = ['north', 'south', 'east', 'west'] as const;
export type Region = (typeof regions)[number];
export type SourceKey = 'crm' | 'shop' | 'network' | 'helpdesk' | 'surveys';

/** One real person or business, and how each source knows them. The generator knows who is who; Onus has to find out. */
export interface Resident {
  number: number;
  customerNumber: string;
  business: boolean;
  region: Region;
  plan: 'fibre' | 'cable' | 'dsl';
  channel: 'web' | 'shop' | 'phone' | 'partner';
  /** Days before the start of the demo on which they became a customer; more than the window: long ago. */
  joinedDaysAgo: number;
  /** Euro a year. */
  revenue: number;
  /** Key in each source; a source that does not know them is missing. */
  keys: Partial<Record<SourceKey, string>>;
  records: { source: SourceKey; fact: IdentityFact }[];
}

const towns: Record<Region, string[]> = {
  north: ['Halden', 'Norderby', 'Strand'],
  south: ['Süderau', 'Weinheim', 'Tal'],
  east: ['Ostrow', 'Lindau', 'Mark'],
  west: ['Westerfeld', 'Rheine', 'Aue'],
};

/** `scale` 1 is truths.customers people. The first of a smaller company are the same people as in a larger one. */
export function population(scale: number): Resident[] {
  const count = Math.max(200, Math.round(truths.customers * scale));
  return Array.from({ length: count }, (_, i) => resident(i, random('halden/people').fork(i)));
}

/** The addresses of those who speak a language. */
export function speakers(residents: Resident[], language: string): Set<string> {
  const records = residents.flatMap((person) => person.records);
  return new Set(
    records.flatMap(({ fact }) => (fact.attributes?.language === language && fact.email ? fact.email : [])),
  );
}

function resident(number: number, luck: Random): Resident {
  const business = luck.chance(0.12);
  const region = luck.weighted([
    ['north', 30],
    ['south', 28],
    ['east', 20],
    ['west', 22],
  ] as const);
  const plan = luck.weighted([
    ['fibre', 45],
    ['cable', 35],
    ['dsl', 20],
  ] as const);
  const channel = luck.weighted([
    ['web', 50],
    ['shop', 20],
    ['phone', 20],
    ['partner', 10],
  ] as const);
  const one = luck.pick(givenNames);
  const last = luck.pick(familyNames);
  const name = `${one} ${last}`;
  const company = business ? `${luck.pick(trades)} ${last}${luck.chance(0.6) ? ' GmbH' : ''}` : undefined;
  const plain = (text: string) =>
    text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('ß', 'ss').toLowerCase();
  const email = business
    ? `info@${plain(company as string)
        .replace(/[^a-z]+/g, '-')
        .replace(/-gmbh$/, '')}-${number}.example`
    : `${plain(one)}.${plain(last)}${number}@${luck.pick(['post', 'mail', 'web', 'box'])}.example`;
  // Nobody shares a number: 37 and 90,000,000 have no common factor.
  const phone = `+4915${luck.whole(1, 7)}${10_000_000 + ((number * 37) % 90_000_000)}`;
  const customerNumber = `H${String(100_000 + number)}`;
  const joinedDaysAgo = luck.chance(0.45) ? luck.whole(20, 728) : luck.whole(740, 4200);
  const attributes = {
    region,
    plan,
    segment: business ? 'business' : 'home',
    channel,
    town: luck.pick(towns[region]),
  };
  const revenue = Math.round(
    (business ? 900 : 420) *
      (plan === 'fibre' ? 1.25 : plan === 'cable' ? 1 : 0.8) *
      (0.8 + luck.next() * 0.5),
  );

  const keys: Resident['keys'] = { crm: customerNumber };
  const records: Resident['records'] = [];
  const contactKey = business ? `${customerNumber}-1` : customerNumber;
  if (business) {
    keys.crm = contactKey;
    records.push({
      source: 'crm',
      fact: {
        type: 'identity',
        key: customerNumber,
        kind: 'account',
        name: company,
        email,
        keys: { 'customer number': customerNumber },
        attributes: { ...attributes, revenue },
      },
    });
    records.push({
      source: 'crm',
      fact: {
        type: 'identity',
        key: contactKey,
        name,
        email: `${plain(one)}@${email.split('@')[1]}`,
        phone,
        account: customerNumber,
        keys: { 'customer number': customerNumber },
        attributes: { ...attributes, revenue },
      },
    });
  } else {
    records.push({
      source: 'crm',
      fact: {
        type: 'identity',
        key: customerNumber,
        name,
        email,
        phone,
        keys: { 'customer number': customerNumber },
        attributes: { ...attributes, revenue, language: luck.chance(0.7) ? 'de' : 'en' },
      },
    });
  }
  const own = business ? `${plain(one)}@${email.split('@')[1]}` : email;
  const other = `${plain(last)}${number}.${plain(one).slice(0, 1)}@${luck.pick(['fastmail', 'inbox'])}.example`;

  keys.network = `L-${500_000 + number}`;
  records.push({
    source: 'network',
    fact: {
      type: 'identity',
      key: keys.network,
      name: `${one.slice(0, 1)}. ${last}`,
      keys: { 'customer number': customerNumber },
      attributes: { region, plan, segment: attributes.segment },
    },
  });
  if (channel === 'web' || luck.chance(0.25)) {
    keys.shop = `shop-${number}`;
    const exact = luck.chance(truths.exactShare.shop);
    records.push({
      source: 'shop',
      fact: {
        type: 'identity',
        key: keys.shop,
        name: `${last.toUpperCase()}, ${one}`,
        email: exact ? own.toUpperCase() : other,
        attributes: { region, plan, segment: attributes.segment, channel: 'web' },
      },
    });
  }
  if (luck.chance(0.45)) {
    keys.helpdesk = `T${90_000 + number}`;
    const exact = luck.chance(truths.exactShare.helpdesk);
    const spelled = phone.replace(/^\+49(\d{3})(\d+)/, '+49 $1 / $2');
    records.push({
      source: 'helpdesk',
      fact: {
        type: 'identity',
        key: keys.helpdesk,
        name: exact ? `${last} ${one}` : `${last.slice(0, -1)} ${one}`,
        email: exact && luck.chance(0.6) ? own : null,
        phone: exact ? spelled : `+4930${1_000_000 + number}`,
        attributes: { region, plan, segment: attributes.segment },
      },
    });
  }
  keys.surveys = `c-${number}`;
  records.push({
    source: 'surveys',
    fact: {
      type: 'identity',
      key: keys.surveys,
      name,
      email: luck.chance(truths.exactShare.surveys) ? own : other,
      attributes: { region, plan, segment: attributes.segment, channel },
    },
  });
  return { number, customerNumber, business, region, plan, channel, joinedDaysAgo, revenue, keys, records };
}
