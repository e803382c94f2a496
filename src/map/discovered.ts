import { customersByIds } from '../know/know.ts';
import { type Actor, require } from '../platform/access.ts';
import { notFound, Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { volumes } from './atlas.sql.ts';
import { type Moment, momentsOf, mostTalkative, waysOf } from './discover.sql.ts';
import { type Discovery, type Drawn, discover, type Variant } from './discover.ts';
import { readJourneys, type StoredJourney } from './journeys.sql.ts';
import { type PeriodQuery, type Span, spanOf } from './period.ts';
import { touchpointIndex } from './touchpoints.ts';

/** 20,000 customers give a share to ±0.7 points (95 %); the time to read them is bounded too. */
export const usualSample = 20_000;

interface Read {
  journey: StoredJourney;
  drawn: Drawn[];
  span: Span;
  found: Discovery;
  customers: number;
}

async function read(platform: Platform, key: string, query: PeriodQuery, sample: number): Promise<Read> {
  const [journey] = await readJourneys(platform.db, [key]);
  if (!journey) throw notFound('journey', key);
  const span = await spanOf(platform, query);
  const drawn = journey.phases.flatMap((phase, phaseAt) =>
    phase.touchpoints.map(({ id, key: own, name }) => ({ id, key: own, name, phaseKey: phase.key, phaseAt })),
  );
  const own = drawn.map(({ id }) => id);
  const happened = new Set(
    (await volumes(platform.db, { from: span.start, until: span.until, touchpointIds: own })).map(
      (row) => row.touchpointId,
    ),
  );
  const silent = own.filter((id) => !happened.has(id));
  const { walked, customers } = await waysOf(platform.db, { span, own, silent, sample });
  return { journey, drawn, span, customers, found: discover(drawn, walked) };
}

/** What customers did in the period beside what was drawn: the order, the detours, what they skip and return to. */
export async function discoveredJourney(
  platform: Platform,
  actor: Actor,
  { key, sample = usualSample, ...period }: PeriodQuery & { key: string; sample?: number | undefined },
) {
  require(actor, 'journey:read');
  const { drawn, span, found, customers } = await read(platform, key, period, sample);
  const { byId } = await touchpointIndex(platform.db);
  const keyOf = (id: number) => byId.get(id)?.key ?? String(id);
  const nameOf = (id: number) => byId.get(id)?.name ?? String(id);
  const n = found.customers;
  const share = (part: number, of = n) => (of === 0 ? null : part / of);
  return {
    from: span.from,
    to: span.to,
    customers,
    n,
    sampled: n < customers,
    conformance: {
      touchpoints: share(found.agreeing.touchpoints),
      phases: share(found.agreeing.phases),
    },
    touchpoints: drawn.map(({ id, key: own, name, phaseKey }) => {
      const seen = found.visited.get(id) ?? { customers: 0, returned: 0 };
      const passed = found.passed.find((one) => one.id === id);
      return {
        key: own,
        name,
        phase: phaseKey,
        customers: seen.customers,
        share: share(seen.customers),
        starts: found.starts.get(id) ?? 0,
        ends: found.ends.get(id) ?? 0,
        returned: seen.returned,
        passedBy: passed?.passers ?? 0,
        skipped: passed?.skippers ?? 0,
        skippedShare: share(passed?.skippers ?? 0, passed?.passers ?? 0),
      };
    }),
    edges: found.edges.slice(0, 300).map((edge) => ({
      from: keyOf(edge.from),
      to: keyOf(edge.to),
      customers: edge.customers,
      share: share(edge.customers),
      kind: edge.kind,
    })),
    variants: found.variants.slice(0, 12).map((variant) => ({
      path: variant.path.map(keyOf),
      customers: variant.n,
      share: share(variant.n),
      agrees: variant.agrees,
    })),
    variantsInAll: found.variants.length,
    outside: found.outside.slice(0, 12).map((one) => ({
      after: keyOf(one.after),
      via: keyOf(one.via),
      viaName: nameOf(one.via),
      viaJourney: byId.get(one.via)?.journeyName ?? '',
      customers: one.customers,
      share: share(one.customers),
    })),
  };
}

const shown = 80;

/**
 * One customer's walk through a journey, moment by moment; without `customer` somebody typical: of those on the most
 * common way of at least three touchpoints, the one who said most. @throws `not_found`, `nobody_walked`.
 */
export async function journeyStory(
  platform: Platform,
  actor: Actor,
  { key, customer, ...period }: PeriodQuery & { key: string; customer?: string | undefined },
) {
  require(actor, 'customer:read');
  const { journey, drawn, span, found } = await read(platform, key, period, usualSample);
  const own = drawn.map(({ id }) => id);
  const typical = customer
    ? undefined
    : (found.variants.find((one) => one.path.length >= 3) ?? found.variants[0]);
  const customerId =
    customer ?? (typical && (await mostTalkative(platform.db, { customers: typical.examples, own, span })));
  if (!customerId) {
    throw new Refusal(
      'nobody_walked',
      `Nothing that happened from ${span.from} to ${span.to} lies on “${journey.name}”. Choose a longer period, or place facts on its touchpoints.`,
      { from: span.from, to: span.to },
    );
  }
  const card = (await customersByIds(platform.db, [customerId])).get(customerId);
  if (!card) throw notFound('customer', customerId);
  const moments = await momentsOf(platform.db, { customerId, span, limit: 2000 });
  return {
    from: span.from,
    to: span.to,
    customer: { id: customerId, name: card.name },
    typical: typical ? share(typical, found.customers) : null,
    steps: await steps(platform, own, moments),
  };
}

const share = (variant: Variant, of: number) => ({
  customers: variant.n,
  of,
  path: variant.path.length,
});

/** From their first moment on this map to their last one; what happened elsewhere in between is told too. */
async function steps(platform: Platform, own: number[], moments: Moment[]) {
  const { byId } = await touchpointIndex(platform.db);
  const first = moments.findIndex((moment) => own.includes(moment.touchpointId));
  const last = moments.findLastIndex((moment) => own.includes(moment.touchpointId));
  if (first < 0) return [];
  return moments
    .slice(first, last + 1)
    .slice(0, shown)
    .map(({ touchpointId, ...moment }) => {
      const place = byId.get(touchpointId);
      return {
        ...moment,
        touchpoint: {
          key: place?.key ?? '',
          name: place?.name ?? '',
          phase: place?.phaseKey ?? '',
          phaseName: place?.phaseName ?? '',
          journey: place?.journeyKey ?? '',
          journeyName: place?.journeyName ?? '',
        },
        elsewhere: !own.includes(touchpointId),
      };
    });
}
