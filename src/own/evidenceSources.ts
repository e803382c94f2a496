import { type PromiseKept, promiseByKey, promises, touchpointIndex } from '../map/map.ts';
import { systemActor } from '../platform/access.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import { strong } from './evidence.ts';
import { livedEvidence, seatsInDoubt } from './greyArea.sql.ts';
import type { Finding } from './greyArea.ts';
import { ledgerOf } from './ledger.sql.ts';
import { seatOf } from './ledger.ts';
import { perceivedDisagreement } from './roundResult.ts';
import { readRulings } from './ruling.sql.ts';
import { stateOf } from './rulings.ts';
import { sentBack } from './seamEvidence.sql.ts';

export interface Frame {
  /** Beginning of the period that is looked at. */
  since: Date;
  now: Date;
  /** When each subject was last decided about. */
  decidedAt: ReadonlyMap<string, Date>;
}

/** Where evidence comes from. Each looks at all places at once. */
export interface EvidenceSource {
  name: string;
  find(platform: Platform, frame: Frame): Promise<Finding[]>;
}

/** Seats that are not held by exactly one person who is there today (rule 1). They are as fresh as today. */
export const emptySeats: EvidenceSource = {
  name: 'structural',
  async find({ db }, { now }) {
    const day = await dayOf(db, now);
    const doubted = new Set(await seatsInDoubt(db, day));
    const places = (await touchpointIndex(db)).inOrder.filter(
      (place) => !place.archived && doubted.has(place.id),
    );
    const rows = Map.groupBy(await ledgerOf(db, { touchpoints: [...doubted] }, ['A']), (row) => row.objectId);
    return places.flatMap((place): Finding[] => {
      const seat = seatOf(rows.get(place.id) ?? [], day);
      if (seat.person) return [];
      const since =
        seat.reason === 'left'
          ? seat.holders[0]?.leftOn
          : seat.holders
              .map((row) => row.from)
              .sort()
              .at(-1);
      return [
        {
          subject: `touchpoint:${place.key}`,
          kind: 'structural',
          sign: seat.reason,
          count: 1,
          fresh: 1,
          latest: since ? new Date(`${since}T00:00:00Z`) : null,
          strong: true,
          facts: { holders: seat.holders.map((row) => row.holderName) },
        },
      ];
    });
  },
};

/** Rulings that have stopped routing: their review is due, or their person has left. */
const reviews: EvidenceSource = {
  name: 'rulings',
  async find({ db }, { now }) {
    const { byId } = await touchpointIndex(db);
    const day = await dayOf(db, now);
    const due = (await readRulings(db)).filter((row) => ['review', 'left'].includes(stateOf(row, day)));
    return [...Map.groupBy(due, (row) => row.touchpointId)].flatMap(([id, rows]): Finding[] => {
      const place = byId.get(id);
      if (!place || place.archived) return [];
      const latest = rows
        .map((row) => (row.leftOn && row.leftOn <= day ? row.leftOn : row.reviewOn))
        .sort()
        .at(-1);
      return [
        {
          subject: `touchpoint:${place.key}`,
          kind: 'structural',
          sign: 'ruling_review',
          count: rows.length,
          fresh: rows.length,
          latest: new Date(`${latest}T00:00:00Z`),
          strong: true,
        },
      ];
    });
  },
};

/** Below this share of pairs who agree, more disagree than agree. */
const agreed = 0.5;

/** Touchpoints which people chart differently in the last round that may show it, until its meeting has settled it. */
const perceived: EvidenceSource = {
  name: 'perceived',
  async find({ db }, { decidedAt }) {
    const { byId } = await touchpointIndex(db);
    return (await perceivedDisagreement(db)).flatMap((one): Finding[] => {
      const place = byId.get(one.touchpointId);
      if (!place || place.archived || one.settledAt || one.agreement >= agreed) return [];
      const subject = `touchpoint:${place.key}`;
      const decided = decidedAt.get(subject);
      const { n, agreement, share, roundId, closedAt } = one;
      return [
        {
          subject,
          kind: 'perceived',
          sign: 'disagreement',
          count: n,
          fresh: decided && closedAt <= decided ? 0 : n,
          latest: closedAt,
          strong: true,
          facts: { agreement, share, roundId },
        },
      ];
    });
  },
};

/** What customers and colleagues lived through. */
const lived: EvidenceSource = {
  name: 'lived',
  async find({ db }, { since }) {
    return (await livedEvidence(db, since)).map((row) => ({
      ...row,
      kind: 'lived' as const,
      strong: strong.has(row.sign),
    }));
  },
};

/** So many times back and forth between two departments is no accident of one case. */
const backAndForth = 3;

/** Departments that send cases back and forth. */
const sides: EvidenceSource = {
  name: 'seams',
  async find({ db }, { since }) {
    return (await sentBack(db, since)).map(({ a, b, count, ...rest }) => ({
      subject: `seam:${a}~${b}`,
      kind: 'lived',
      sign: 'ping_pong',
      count,
      strong: count >= backAndForth,
      facts: { log: 'cases' },
      ...rest,
    }));
  },
};

/** What customers were promised and did not get, where it was given; without such a place, where it shows. */
const broken: EvidenceSource = {
  name: 'promises',
  async find(platform, { since, now, decidedAt }) {
    const { byId } = await touchpointIndex(platform.db);
    const days = { from: await dayOf(platform.db, since), to: await dayOf(platform.db, now) };
    const found: Finding[] = [];
    for (const one of (await promises(platform, systemActor, days)).items) {
      const place = byId.get(one.touchpointId ?? one.atTouchpointId ?? 0);
      if (!place || place.archived || one.broken === 0) continue;
      const subject = `touchpoint:${place.key}`;
      found.push({
        subject,
        kind: 'lived',
        sign: 'promise_broken',
        count: one.broken,
        fresh: await brokenAfter(platform, one, decidedAt.get(subject)),
        latest: one.brokenAt,
        strong: strong.has('promise_broken'),
        customers: one.customers,
        facts: { promise: one.name, key: one.key, customers: one.customers },
      });
    }
    return found;
  },
};

/** Facts of promises are counted by days: once one came after the decision, those of its day count with it. */
async function brokenAfter(
  platform: Platform,
  { key, broken, brokenAt }: PromiseKept,
  decided: Date | undefined,
): Promise<number> {
  if (!decided) return broken;
  if (!brokenAt || brokenAt <= decided) return 0;
  const from = await dayOf(platform.db, decided);
  return Math.min(broken, (await promiseByKey(platform, systemActor, key, { from })).broken);
}

const sources = new Map<string, EvidenceSource>(
  [emptySeats, reviews, perceived, lived, broken, sides].map((one) => [one.name, one]),
);

/** All of them, in no order: the register counts what each finds. */
export function evidenceSources(): EvidenceSource[] {
  return [...sources.values()];
}

/** A later room brings evidence of its own: whoever wires the rooms says so, once for each name. */
export function readEvidenceFrom(source: EvidenceSource): void {
  sources.set(source.name, source);
}
