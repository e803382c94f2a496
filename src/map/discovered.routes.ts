import { z } from 'zod';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { discoveredJourney, journeyStory, journeyVolumes, readAtlas } from './map.ts';
import { PeriodQuery } from './period.ts';
import { JourneyKey } from './shapes.ts';

const share = z.number().nullable();

const Discovered = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    customers: z.int().meta({ description: 'Who was on this journey in the period.' }),
    n: z
      .int()
      .meta({ description: 'Of how many the ways were read: all, or a sample where there are more.' }),
    sampled: z.boolean(),
    conformance: z.object({ touchpoints: share, phases: share }).meta({
      description:
        'Share of customers who never went back on the drawn order: of touchpoints, and of phases.',
    }),
    touchpoints: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        phase: z.string(),
        customers: z.int(),
        share,
        starts: z.int(),
        ends: z.int(),
        returned: z.int().meta({ description: 'Customers who came back after having been elsewhere.' }),
        passedBy: z.int().meta({ description: 'Customers who were before and behind it.' }),
        skipped: z.int(),
        skippedShare: share,
      }),
    ),
    edges: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        customers: z.int(),
        share,
        kind: z.enum(['next', 'skip', 'back']),
      }),
    ),
    variants: z.array(
      z.object({ path: z.array(z.string()), customers: z.int(), share, agrees: z.boolean() }),
    ),
    variantsInAll: z.int(),
    outside: z.array(
      z.object({
        after: z.string(),
        via: z.string(),
        viaName: z.string(),
        viaJourney: z.string(),
        customers: z.int(),
        share,
      }),
    ),
  })
  .meta({ id: 'DiscoveredJourney' });

const Story = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    customer: z.object({ id: z.guid(), name: z.string().nullable() }),
    typical: z.object({ customers: z.int(), of: z.int(), path: z.int() }).nullable(),
    steps: z.array(
      z.object({
        id: z.string(),
        at: z.iso.datetime(),
        kind: z.enum(['interaction', 'response']),
        title: z.string(),
        metric: z.string().nullable(),
        text: z.string().nullable(),
        value: z.number().nullable(),
        failed: z.boolean().nullable(),
        touchpoint: z.object({
          key: z.string(),
          name: z.string(),
          phase: z.string(),
          phaseName: z.string(),
          journey: z.string(),
          journeyName: z.string(),
        }),
        elsewhere: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'JourneyStory' });

const Atlas = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      key: z.string(),
      name: z.string(),
      description: z.string(),
      persona: z.string().nullable(),
      personas: z.array(z.object({ key: z.string(), name: z.string(), initials: z.string().nullable() })),
      parent: z.string().nullable(),
      version: z.int(),
      changedAt: z.iso.datetime(),
      warnings: z.array(z.enum(['no_phases', 'no_prospect_phase', 'phase_without_touchpoints'])),
      phases: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          prospect: z.boolean(),
          touchpoints: z.int(),
          momentsOfTruth: z.int(),
        }),
      ),
      touchpoints: z.int(),
      pains: z.int(),
      opportunities: z.int(),
      openComments: z.int(),
    }),
  ),
  next: z.null(),
});

const Volumes = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  items: z.array(z.object({ key: z.string(), journey: z.string(), n: z.int(), failed: z.int() })),
});

export function discoveredRoutes(platform: Platform): Route[] {
  return [
    route(
      'get',
      '/atlas',
      'journey:read',
      { summary: 'Every journey in short: what the atlas shows.', answers: Atlas },
      async () => ({ items: await readAtlas(platform.db), next: null }),
    ),
    route(
      'get',
      '/volumes',
      'journey:read',
      {
        summary: 'How often something happened on each touchpoint, and how often it failed.',
        query: PeriodQuery.extend({ journey: z.string().max(100).optional() }),
        answers: Volumes,
      },
      ({ query, actor }) => journeyVolumes(platform, actor, query),
    ),
    route(
      'get',
      '/journeys/:key/discovered',
      'journey:read',
      {
        summary: 'What customers did in a period, beside what is drawn; the last 90 days without one.',
        params: JourneyKey,
        query: PeriodQuery.extend({ sample: z.coerce.number().int().min(100).max(100_000).optional() }),
        answers: Discovered,
      },
      ({ params, query, actor }) => discoveredJourney(platform, actor, { key: params.key, ...query }),
    ),
    route(
      'get',
      '/journeys/:key/story',
      'customer:read',
      {
        summary: 'One customer’s walk through a journey; somebody typical without `customer`.',
        params: JourneyKey,
        query: PeriodQuery.extend({ customer: z.guid().optional() }),
        answers: Story,
      },
      ({ params, query, actor }) => journeyStory(platform, actor, { key: params.key, ...query }),
    ),
  ];
}
