import { eventLogNames } from '../../collect/collect.ts';
import { type Actor, require } from '../../platform/access.ts';
import type { Platform } from '../../platform/platform.ts';
import { matrixOf } from './matrix.ts';
import { type NamedOrigin, OWN, originOf } from './origin.ts';
import { customersBounced, satisfaction, satisfactionByHandovers, waiting } from './ownCases.sql.ts';
import type { Analysis, Pair } from './paths.sql.ts';
import { buckets, type Seam, type Seams, type SeamsQuery } from './seam.ts';

/** Fewer answers are never shown. */
const MINIMUM = 5;

/** Every pair of groups that cases cross, of our own cases or of another system's log. */
export async function seams(platform: Platform, actor: Actor, query: SeamsQuery): Promise<Seams> {
  require(actor, 'ownership:read');
  const origin = await originOf(platform, query.log);
  const found = await origin.analysis();
  const { nameOf } = origin;
  const all = await seamsOf(platform, origin, found);
  const pingPong = found.pingPong
    .slice(0, query.top)
    .map(({ a, b, bounces, cases }) => ({ ...inOrder(nameOf(a), nameOf(b)), bounces, cases }));
  const matrix = matrixOf(found.pairs);
  const shown = new Set([
    ...found.pairs.slice(0, query.top).flatMap(({ from, to }) => [from, to]),
    ...found.pingPong.slice(0, query.top).flatMap(({ a, b }) => [a, b]),
    ...matrix.groups,
  ]);
  return {
    log: origin.name,
    cases: found.cases,
    groups: found.groups,
    handovers: { mean: found.mean, max: found.max, none: found.none },
    bounces: found.bounces,
    casesWithBounce: found.casesWithBounce,
    casesReturning: found.casesReturning,
    topHandovers: all.slice(0, query.top).map(({ from, to, count }) => ({ from, to, count })),
    topBounces: pingPong.map(({ a, b, bounces }) => ({ a, b, count: bounces })),
    byHandovers: buckets.map((handovers, i) => {
      const bucket = found.byHandovers.find((one) => one.handovers === i);
      return { handovers, cases: bucket?.cases ?? 0, medianDays: bucket?.medianDays ?? null };
    }),
    satisfactionByHandovers: origin.own ? await scoresByHandovers(platform) : null,
    days: { median: found.medianDays, mean: found.meanDays },
    neverClosed: origin.closing === null ? null : found.neverClosed,
    closing: origin.closing ?? [],
    closedWords: origin.closedWords,
    crossings: found.pairs.reduce((sum, { count }) => sum + count, 0),
    pairs: found.pairs.length,
    seams: all.slice(0, query.top),
    pingPong,
    matrix: { ...matrix, groups: matrix.groups.map(nameOf) },
    parties: [...shown].map(origin.partyOf).sort((a, b) => (a.group < b.group ? -1 : 1)),
  };
}

async function scoresByHandovers(platform: Platform): Promise<Seams['satisfactionByHandovers']> {
  const rows = await satisfactionByHandovers(platform.db, platform.clock.now());
  return buckets.map((handovers, i) => ({
    handovers,
    ...shownScore(rows.find((one) => one.handovers === i)),
  }));
}

function shownScore(score: { n: number; before: number; after: number } | undefined) {
  const enough = score !== undefined && score.n >= MINIMUM;
  return {
    n: score?.n ?? 0,
    before: enough ? score.before : null,
    after: enough ? score.after : null,
  };
}

/** All of them, the most crossed first; what only our own cases can tell is added there. */
export async function seamsOf(platform: Platform, origin: NamedOrigin, found: Analysis): Promise<Seam[]> {
  const { db, clock } = platform;
  const key = ({ from, to }: { from: string; to: string }) => `${from} ${to}`;
  const waits = origin.own ? new Map((await waiting(db)).map((one) => [key(one), one.hours])) : undefined;
  const scores = origin.own
    ? new Map((await satisfaction(db, clock.now())).map((one) => [key(one), one]))
    : undefined;
  return found.pairs.map((pair: Pair) => {
    const score = scores?.get(key(pair));
    return {
      from: origin.nameOf(pair.from),
      to: origin.nameOf(pair.to),
      count: pair.count,
      cases: pair.cases,
      bounces: pair.bounces,
      waitHours: waits ? (waits.get(key(pair)) ?? null) : pair.waitHours,
      lost: origin.closing === null ? null : pair.lost,
      satisfaction: score ? shownScore(score) : null,
    };
  });
}

/** What can be looked at, where it is worst first. */
export async function seamLogs(
  platform: Platform,
): Promise<{ log: string; cases: number; crossings: number; bounces: number }[]> {
  const items = [];
  for (const log of [OWN, ...(await eventLogNames(platform.db))]) {
    const origin = await originOf(platform, log);
    const { cases, bounces, pairs } = await origin.analysis();
    items.push({
      log: origin.name,
      cases,
      bounces,
      crossings: pairs.reduce((sum, one) => sum + one.count, 0),
    });
  }
  return items.sort((a, b) => b.bounces - a.bounces || b.crossings - a.crossings);
}

export interface SeamEvidence {
  /** Name of the log; `cases` are our own. */
  log: string;
  a: string;
  b: string;
  /** Keys of the departments the two are, where they are ours. */
  departments: { a: string | null; b: string | null };
  bounces: number;
  cases: number;
  /** Only our own cases know their customers. */
  customers: number | null;
}

/** Pairs that send cases back and forth, of our own cases and of every log, the worst first: evidence for the grey areas. */
export async function seamEvidence(platform: Platform): Promise<SeamEvidence[]> {
  const evidence: SeamEvidence[] = [];
  for (const log of [OWN, ...(await eventLogNames(platform.db))]) {
    const origin = await originOf(platform, log);
    const { pingPong } = await origin.analysis();
    const customers = origin.own
      ? new Map(
          (await customersBounced(platform.db, platform.clock.now())).map((one) => [
            `${one.a} ${one.b}`,
            one.customers,
          ]),
        )
      : undefined;
    for (const { a, b, bounces, cases } of pingPong) {
      const sides = [origin.partyOf(a), origin.partyOf(b)].sort((x, y) => (x.group < y.group ? -1 : 1));
      const [first, second] = sides as [(typeof sides)[0], (typeof sides)[0]];
      evidence.push({
        log: origin.name,
        a: first.group,
        b: second.group,
        departments: { a: first.department?.key ?? null, b: second.department?.key ?? null },
        bounces,
        cases,
        customers: customers ? (customers.get(`${a} ${b}`) ?? 0) : null,
      });
    }
  }
  return evidence.sort((x, y) => y.bounces - x.bounces || (x.a < y.a ? -1 : 1));
}

/** A pair without direction is named in the order of the alphabet. */
function inOrder(a: string, b: string): { a: string; b: string } {
  return a < b ? { a, b } : { a: b, b: a };
}
